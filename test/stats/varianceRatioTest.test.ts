import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { varianceRatioTest } from '../../src/stats/index.js';
import { expectRelative } from './expectRelative.js';

const noise = Array.from({ length: 200 }, (_, t) => Math.sin(t * t));
const sumOf = (steps: number[]) => {
  let position = 0;
  return steps.map((step) => {
    position += step;
    return position;
  });
};
const walk = sumOf(noise);
const momentum = sumOf(walk.map((level, t) => level - (walk[t - 6] ?? 0)));

describe('varianceRatioTest', () => {
  it('finds reversal in noise, momentum in summed averages, and neither in a random walk', () => {
    const ratiosOf = (x: number[]) => varianceRatioTest(x).ratios.map(({ ratio }) => ratio);
    expect(Math.max(...ratiosOf(noise))).toBeLessThan(0.6);
    expect(varianceRatioTest(noise).rejectAt(0.01)).toBe(true);
    expect(Math.min(...ratiosOf(momentum))).toBeGreaterThan(1.5);
    expect(varianceRatioTest(momentum).rejectAt(0.01)).toBe(true);
    expect(varianceRatioTest(walk).rejectAt(0.05)).toBe(false);
  });

  it('states what it tested', () => {
    expect(varianceRatioTest(walk, { horizons: 2 })).toMatchObject({
      robust: true,
      logarithms: false,
      n: 200,
      pValueBounded: false,
      nullHypothesis: 'The series is a random walk: its steps are uncorrelated.',
      alternativeHypothesis:
        'The variance of 2 steps is not in proportion to their number: steps are correlated.',
    });
    expect(varianceRatioTest(walk).alternativeHypothesis).toMatch(/of 2, 4, 8, 16 steps/);
  });

  it('has for two steps about one plus the autocorrelation of the steps', () => {
    const steps = Array.from({ length: 199 }, (_, t) => walk[t + 1]! - walk[t]!);
    const mean = steps.reduce((sum, step) => sum + step, 0) / 199;
    const product = (lag: number) =>
      steps.slice(lag).reduce((sum, step, t) => sum + (step - mean) * (steps[t]! - mean), 0);
    const { ratio } = varianceRatioTest(walk, { horizons: 2 }).ratios[0]!;
    // They differ by the end terms, of order 1 / n.
    expect(Math.abs(ratio - (1 + product(1) / product(0)))).toBeLessThan(0.01);
  });

  it('takes the ratio furthest from 1 by its standard error, with its sign', () => {
    const { statistic, ratios } = varianceRatioTest(noise);
    const furthest = Math.max(...ratios.map((ratio) => Math.abs(ratio.statistic)));
    expect(statistic).toBe(-furthest);
  });

  it('is the test of its one horizon when there is one', () => {
    const one = varianceRatioTest(walk, { horizons: 4 });
    const { ratio, ...own } = varianceRatioTest(walk, { horizons: [2, 4] }).ratios[1]!;
    expect(one.ratios).toEqual([{ ...own, ratio }]);
    expect(one.statistic).toBe(own.statistic);
    expectRelative(one.pValue, own.pValue, 1e-14);
  });

  it.each([
    // Stoline and Ury, Technometrics 21 (1979), table 1: the studentized maximum modulus, infinite degrees of
    // freedom; Chow and Denning use the one for four horizons.
    { horizons: 2, critical: [2.576, 1.96, 1.645] },
    { horizons: [2, 4, 8], critical: [2.934, 2.388, 2.114] },
    { horizons: [2, 4, 8, 16], critical: [3.022, 2.491, 2.226] },
    { horizons: [2, 3, 4, 8, 16], critical: [3.089, 2.569, 2.311] },
  ])('has the published critical values for $horizons', ({ horizons, critical }) => {
    const { criticalValues } = varianceRatioTest(walk, { horizons });
    expect(criticalValues.map(({ alpha }) => alpha)).toEqual([0.01, 0.05, 0.1]);
    for (const [i, { value }] of criticalValues.entries()) {
      expect(Math.abs(value - critical[i]!)).toBeLessThan(0.0011);
    }
  });

  it('keeps the digits of a p-value far in the tail', () => {
    const zigzag = noise.map((value, t) => (t % 2) + 0.01 * value);
    const { pValue, statistic, ratios } = varianceRatioTest(zigzag, { robust: false });
    expect(Math.abs(statistic)).toBeGreaterThan(10);
    expectRelative(pValue, 4 * Math.min(...ratios.map((ratio) => ratio.pValue)), 1e-12);
    expect(pValue).toBeGreaterThan(0);
  });

  it('tests the logarithms of prices when asked', () => {
    const prices = walk.map((level) => Math.exp(level / 50));
    const timestamps = prices.map((_, t) => t * 3_600_000);
    const { statistic } = varianceRatioTest(createPriceSeries({ timestamps, prices }), { logarithms: true });
    expectRelative(statistic, varianceRatioTest(walk).statistic, 1e-10);
  });

  it('orders the horizons', () => {
    const { ratios } = varianceRatioTest(walk, { horizons: [8, 2, 5] });
    expect(ratios.map(({ horizon }) => horizon)).toEqual([2, 5, 8]);
  });

  it('gives a result that cannot be changed', () => {
    const result = varianceRatioTest(walk);
    expect(Object.isFrozen(result) && Object.isFrozen(result.ratios[0])).toBe(true);
  });

  it.each([
    { name: 'a constant', x: noise.map(() => 3), options: {}, reason: 'constant' },
    { name: 'a line', x: noise.map((_, t) => 0.1 * t), options: {}, reason: 'perfect-fit' },
    {
      name: 'steps far from each other on a level, when robust',
      x: noise.map((_, t) => (t > 50 && t < 150 ? 1 : 0)),
      options: { horizons: 2 },
      reason: 'constant',
    },
  ] as const)('refuses $name', ({ x, options, reason }) => {
    expect(() => varianceRatioTest(x, options)).toThrow(expect.objectContaining({ reason }));
    expect(() => varianceRatioTest(x, options)).toThrow(DegenerateSeriesError);
  });

  it.each([
    { options: { horizons: 2 }, needed: 5 },
    { options: {}, needed: 33 },
    { options: { horizons: [2, 40] }, needed: 81 },
  ])('names the least length, $needed, and takes it', ({ options, needed }) => {
    const short = walk.slice(0, needed - 1);
    expect(() => varianceRatioTest(short, options)).toThrow(
      expect.objectContaining({ needed, got: needed - 1 }),
    );
    expect(() => varianceRatioTest(short, options)).toThrow(InsufficientDataError);
    expect(Number.isFinite(varianceRatioTest(walk.slice(0, needed), options).statistic)).toBe(true);
  });

  it('refuses values that are not finite, and logarithms of those not positive', () => {
    expect(() => varianceRatioTest([...walk, Number.NaN])).toThrow(NonFiniteValueError);
    const prices = walk.map((_, t) => (t === 7 ? 0 : t + 1));
    expect(() => varianceRatioTest(prices, { logarithms: true })).toThrow(
      expect.objectContaining({ argument: 'x[7]', value: 0 }),
    );
  });

  it.each([
    { options: { horizons: 1 }, argument: 'horizons' },
    { options: { horizons: [2, 2.5] }, argument: 'horizons' },
    { options: { horizons: [] }, argument: 'horizons' },
    { options: { horizons: [2, 2] }, argument: 'horizons' },
    { options: { horizons: '2' }, argument: 'horizons' },
    { options: { robust: 1 }, argument: 'robust' },
    { options: { logarithms: 'yes' }, argument: 'logarithms' },
    { options: { horizon: 2 }, argument: 'varianceRatioTest options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => varianceRatioTest(walk, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => varianceRatioTest(walk, options as object)).toThrow(InvalidArgumentError);
  });
});
