import { describe, expect, it } from 'vitest';
import { validateSeries, type WinsoriseRepair } from '../../src/validation/index.js';

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

  it('finds a bad tick, with the limits to keep it in', () => {
    const prices = replaced(70, 200);
    const [finding] = outliers(prices);
    expect(finding).toMatchObject({
      ...{
        level: 'statistics',
        severity: 'warning',
        index: 70,
        count: 1,
        from: 70_000,
        to: 70_000,
        value: 200,
      },
      repair: { action: 'winsorise', column: 'prices', positions: [70] },
    });
    expect(finding!.message).toMatch(
      /^prices\[70\]: a move of \d+(\.\d+)? % to 200 is \d+.*, and is undone at once\.$/,
    );
    const { lower, upper } = finding!.repair as WinsoriseRepair;
    expect(lower).toBeLessThan(calm[69]!);
    expect(upper).toBeGreaterThan(calm[69]!);
    expect(upper).toBeLessThan(110);
  });

  it.each([1, 2, 6])('finds prices that stand apart %d in a row as one finding', (count) => {
    const prices = calm.map((price, k) => (k >= 70 && k < 70 + count ? price / 10 : price));
    expect(outliers(prices)).toMatchObject([{ index: 70, count }]);
    expect(outliers(prices)[0]?.message).toContain(count === 1 ? 'at once' : `after ${count} observations`);
  });

  it('leaves a leap that lasts to the level, from one more price in a row than told', () => {
    expect(outliers(calm.map((price, k) => (k < 100 ? price : price * 3)))).toEqual([]);
    const apart = (count: number) => calm.map((price, k) => (k >= 70 && k < 70 + count ? price / 10 : price));
    expect(outliers(apart(7))).toEqual([]);
    expect(outliers(apart(7), { maxLength: 7 })).toHaveLength(1);
    expect(outliers(apart(2), { maxLength: 1 })).toEqual([]);
  });

  it('finds two bad ticks near each other', () => {
    const prices = replaced(70, 200);
    prices[72] = 50;
    expect(outliers(prices)).toMatchObject([{ index: 70 }, { index: 72 }]);
  });

  it.each<[number, object]>([
    [0, { index: 0, count: 1, repair: undefined }],
    [1, { index: 1, count: 1, repair: { action: 'winsorise' } }],
    [198, { index: 198, count: 1, repair: { action: 'winsorise' } }],
    [199, { index: 199, count: 1, repair: undefined }],
  ])('finds a bad tick at position %d of 200', (index, expected) => {
    expect(outliers(replaced(index, 500))).toMatchObject([expected]);
  });

  it('finds prices that stand apart at either end, where none tell whether that lasts', () => {
    const ends = calm.map((price, k) => (k < 5 || k >= 195 ? price * 4 : price));
    expect(outliers(ends)).toMatchObject([
      { index: 0, count: 5, repair: undefined },
      { index: 195, count: 5, repair: undefined },
    ]);
  });

  it('finds a bad tick in a price that otherwise does not move', () => {
    expect(outliers(calm.map((_, k) => (k === 30 ? 2 : 1)))).toMatchObject([{ index: 30, count: 1 }]);
  });

  it('is not misled by values of other faults beside it', () => {
    const prices: unknown[] = replaced(70, 200);
    prices[69] = null;
    prices[10] = -5;
    expect(outliers(prices)).toMatchObject([{ index: 70, count: 1 }]);
  });

  it('does not take the move over a gap for one of a single step', () => {
    const index = (k: number) => (k < 100 ? k : k + 400);
    const series = (timestamps: number[]) => ({
      ...{ timestamps, stepMs: 1000 },
      prices: calm.map((price, k) => (k < 100 ? price : price * 1.15)),
    });
    const rules = { outlier: { threshold: 6, maxLength: 100 } };
    const rulesOf = (timestamps: number[]) =>
      validateSeries(series(timestamps), rules).findings.map(({ rule }) => rule);
    expect(rulesOf(calm.map((_, k) => k * 1000))).toContain('outlier');
    expect(rulesOf(calm.map((_, k) => index(k) * 1000))).toEqual(['gap']);
  });

  it('finds more with a lower threshold, and looks as far as told', () => {
    expect(outliers(calm, { threshold: 1 }).length).toBeGreaterThan(5);
    expect(outliers(replaced(70, 200), { halfWindow: 5 })).toMatchObject([{ index: 70 }]);
  });

  it('says nothing of a handful of prices', () => {
    expect(outliers([1, 1, 1, 50, 1])).toEqual([]);
  });
});
