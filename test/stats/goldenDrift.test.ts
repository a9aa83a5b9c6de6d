import { describe, expect, it } from 'vitest';
import {
  cusumTest,
  type KolmogorovSmirnovAlternative,
  kolmogorovSmirnovTest,
  pageHinkleyTest,
} from '../../src/stats/index.js';
import golden from '../golden/drift/cases.json' with { type: 'json' };
import { expectAllRelative, expectRelative } from './expectRelative.js';

const samples = golden.samples as Record<string, { x: number[] | number; y: number[] }>;
const listed = (values: number[] | number) => (typeof values === 'number' ? [values] : values);

describe('kolmogorovSmirnovTest agrees with R stats', () => {
  it.each(golden.ks)('$sample, $alternative', ({ sample, statistic, exact, asymptotic, ...expected }) => {
    const x = listed(samples[sample]!.x);
    const { y } = samples[sample]!;
    const alternative = expected.alternative as KolmogorovSmirnovAlternative;
    const result = kolmogorovSmirnovTest(x, y, { alternative, method: 'exact' });
    // R subtracts rounded fractions, the library whole numbers. R's p-values are 1 less what is left: 1e-13 is lost.
    expect(Math.abs(result.statistic - statistic)).toBeLessThanOrEqual(1e-15);
    expect(Math.abs(result.pValue - exact)).toBeLessThanOrEqual(1e-13 + 1e-10 * exact);
    // R stops its series at terms of 1e-8.
    const limit = kolmogorovSmirnovTest(x, y, { alternative, method: 'asymptotic' }).pValue;
    expect(Math.abs(limit - asymptotic)).toBeLessThanOrEqual(1e-8 + 1e-10 * asymptotic);
  });
});

describe('kolmogorovSmirnovTest of samples far apart', () => {
  it('has the probability of the one order that separates them', () => {
    const { x, y } = samples['apart']!;
    // 1 of the 110! / (50! 60!) orders, by exact integers; two sides have two.
    let orders = 1n;
    for (let k = 1n; k <= 50n; k++) orders = (orders * (60n + k)) / k;
    const options = { alternative: 'greater' } as const;
    expectRelative(kolmogorovSmirnovTest(listed(x), y, options).pValue, 1 / Number(orders), 1e-12);
    expectRelative(kolmogorovSmirnovTest(listed(x), y).pValue, 2 / Number(orders), 1e-12);
  });
});

// Sums of 200 terms, each divided at another place than in R.
const sumTolerance = 1e-11;

describe('cusumTest follows its recursion', () => {
  it.each(golden.cusum)(
    'allowance $allowance, threshold $threshold',
    ({ allowance, threshold, ...expected }) => {
      const { above, below } = cusumTest(golden.errors, {
        reference: golden.reference,
        allowance,
        threshold,
      });
      expectAllRelative(above.sums, expected.above, sumTolerance);
      expectAllRelative(below.sums, expected.below, sumTolerance);
      expect([above.index, below.index]).toEqual([expected.aboveIndex, expected.belowIndex]);
    },
  );

  // Montgomery, Introduction to Statistical Quality Control, table 9.1 and 9.2: mean 10, deviation 1, shift after the 20th.
  it('finds the shift of the textbook where the textbook does', () => {
    const x = [
      9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37,
      10.62, 10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
    ];
    const { above, below, falseAlarmEvery } = cusumTest(x, {
      reference: { mean: 10, standardDeviation: 1 },
    });
    expect(above.index).toBe(28);
    expect(above.sums[28]).toBeCloseTo(5.28, 10);
    expect(above.start).toBe(22);
    expect(below.index).toBeNull();
    // Exactly 465; Siegmund's approximation is 469.
    expect(falseAlarmEvery).toBeCloseTo(469.1, 0);
  });
});

describe('pageHinkleyTest follows its recursion', () => {
  it.each(golden.pageHinkley)('delta $delta, threshold $threshold', ({ rises, index, ...options }) => {
    const result = pageHinkleyTest(golden.errors, options);
    expectAllRelative(result.rises, rises, sumTolerance);
    expect(result.index).toBe(index);
    const split = pageHinkleyTest(golden.errors.slice(options.warmup), {
      reference: golden.errors.slice(0, options.warmup),
      delta: options.delta,
      threshold: options.threshold,
    });
    expect([...split.rises]).toEqual([...result.rises.subarray(options.warmup)]);
  });
});
