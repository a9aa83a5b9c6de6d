import { describe, expect, it } from 'vitest';
import { validateSeries } from '../../src/validation/index.js';

/** Prices that wander by at most 1 % a step, the same ones every time. */
const calm = Array.from({ length: 200 }, (_, k) => 100 * Math.exp(0.01 * Math.sin(k * k)));
const replaced = (index: number, price: number) => calm.map((each, k) => (k === index ? price : each));
const at = (prices: readonly unknown[]) => ({ timestamps: prices.map((_, k) => k * 1000), prices });
const outliers = (prices: readonly unknown[], options: object = {}) =>
  validateSeries(at(prices), { outlier: options }).findings.filter(({ rule }) => rule === 'outlier');

describe('the rule outlier', () => {
  it('finds nothing in calm prices', () => {
    expect(outliers(calm)).toEqual([]);
  });

  it('finds a bad tick as one finding: the jump and the jump back', () => {
    const prices = replaced(70, 200);
    expect(outliers(prices)).toMatchObject([
      { level: 'statistics', severity: 'warning', index: 70, count: 2, from: 70_000, to: 71_000, value: 200 },
    ]);
    expect(outliers(prices)[0]?.message).toMatch(
      /^prices\[70\.\.71\]: a move of \d+(\.\d+)? % to 200 is \d+/,
    );
  });

  it('finds a lasting jump once, where it happens', () => {
    const prices = calm.map((price, k) => (k < 100 ? price : price * 3));
    expect(outliers(prices)).toMatchObject([{ index: 100, count: 1 }]);
  });

  it.each([0, 1, 199])('finds a bad tick at position %d', (index) => {
    expect(outliers(replaced(index, 500))).toHaveLength(1);
  });

  it('finds a bad tick in a price that otherwise does not move', () => {
    expect(outliers(calm.map((_, k) => (k === 30 ? 2 : 1)))).toMatchObject([{ index: 30, count: 2 }]);
  });

  it('is not misled by values of other faults beside it', () => {
    const prices: unknown[] = replaced(70, 200);
    prices[69] = null;
    prices[10] = -5;
    expect(outliers(prices)).toMatchObject([{ index: 70, count: 2 }]);
  });

  it('finds more with a lower threshold, and looks as far as told', () => {
    expect(outliers(calm, { threshold: 1 }).length).toBeGreaterThan(5);
    expect(outliers(replaced(70, 200), { halfWindow: 5 })).toMatchObject([{ index: 70 }]);
  });

  it('says nothing of a handful of prices', () => {
    expect(outliers([1, 1, 1, 50, 1])).toEqual([]);
  });
});
