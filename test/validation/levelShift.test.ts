import { describe, expect, it } from 'vitest';
import { createRandomStream } from '../../src/math/index.js';
import { validateSeries } from '../../src/validation/index.js';

const step = 1000;

/** A random walk with steps of 1 %, the same every time. */
function walk(seed: number, n = 300): number[] {
  const random = createRandomStream(seed);
  let log = Math.log(100);
  return Array.from({ length: n }, () => {
    log += 0.01 * random.normal();
    return Math.exp(log);
  });
}

const at = (prices: readonly number[]) => ({ timestamps: prices.map((_, k) => k * step), prices });
const shifts = (prices: readonly number[], options: object = {}) =>
  validateSeries(at(prices), { levelShift: options }).findings.filter(({ rule }) => rule === 'levelShift');
const shifted = (prices: readonly number[], from: number, factor: number) =>
  prices.map((price, k) => (k < from ? price : price * factor));

describe('the rule levelShift', () => {
  it.each([1, 2, 3, 4, 5])('finds nothing in a random walk (%d)', (seed) => {
    expect(shifts(walk(seed, 1000))).toEqual([]);
  });

  it.each([10, 0.1, 1.5, 0.65])('finds prices that become %d times as high, where it happens', (factor) => {
    const prices = shifted(walk(1), 137, factor);
    const [finding, ...others] = shifts(prices);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ...{ level: 'statistics', severity: 'warning', index: 137, count: 1, from: 137_000, to: 137_000 },
      ...{ value: prices[137], repair: undefined },
    });
    const told = Number(/prices are (\S+) times those before/.exec(finding!.message)?.[1]);
    expect(told / factor).toBeGreaterThan(0.9);
    expect(told / factor).toBeLessThan(1.1);
  });

  it('finds a shift spread over three steps once, at the largest of them', () => {
    const prices = walk(2).map((price, k) => price * (k < 100 ? 1 : k === 100 ? 1.3 : k === 101 ? 3 : 4));
    expect(shifts(prices)).toMatchObject([{ index: 101 }]);
  });

  it('finds a block of other prices by both its ends', () => {
    const prices = walk(3).map((price, k) => (k >= 100 && k < 140 ? price * 5 : price));
    expect(shifts(prices)).toMatchObject([{ index: 100 }, { index: 140 }]);
  });

  it.each([7, 293])('finds a shift seven prices from an end of the series (%d)', (from) => {
    expect(shifts(shifted(walk(4), from, 10))).toMatchObject([{ index: from }]);
    expect(validateSeries(at(shifted(walk(4), from, 10))).findings).toHaveLength(1);
  });

  it('is not moved by outliers, nor by a steady trend', () => {
    const prices = walk(5).map((price, k) => price * 1.02 ** k * (k % 50 === 20 ? 10 : 1));
    expect(shifts(prices)).toEqual([]);
  });

  it('allows for what a price may do in a gap', () => {
    const prices = shifted(walk(6), 150, 1.5);
    const timestamps = prices.map((_, k) => (k < 150 ? k : k + 200) * step);
    expect(shifts(prices)).toHaveLength(1);
    expect(validateSeries({ timestamps, prices }).findings.map(({ rule }) => rule)).toEqual(['gap']);
  });

  it('finds one in prices that hardly ever move', () => {
    const still = Array.from({ length: 100 }, (_, k) => (k < 50 ? 1 : 2) + (k % 25 === 7 ? 0.001 : 0));
    expect(shifts(still)).toMatchObject([{ index: 50 }]);
  });

  it('finds more with a lower threshold, and needs prices for both windows', () => {
    expect(shifts(walk(1), { threshold: 1 }).length).toBeGreaterThan(3);
    expect(shifts(shifted(walk(1, 23), 12, 10))).toEqual([]);
    expect(shifts(shifted(walk(1, 23), 12, 10), { window: 8 })).toMatchObject([{ index: 12 }]);
  });
});
