import { describe, expect, it } from 'vitest';
import {
  archLmTest,
  type HurstInput,
  type HurstMethod,
  hurstExponent,
  jarqueBeraTest,
  type PacfMethod,
  pacf,
  periodogram,
} from '../../src/stats/index.js';
import golden from '../golden/diagnostics-statsmodels/cases.json' with { type: 'json' };
import { series } from '../golden/stats/cases.json' with { type: 'json' };
import { expectAllRelative, expectRelative } from './expectRelative.js';

const values = series as Record<string, number[]>;
// The squares of a level of 1e6 beside a spread of 1 have six digits fewer to tell, in statsmodels and here.
const toleranceOf = (name: string) => (name === 'highLevel' ? 1e-7 : 1e-11);

describe('archLmTest agrees with statsmodels', () => {
  it.each(golden.arch)('$series, lags $lags, modelDf $modelDf', (expected) => {
    const { lags, modelDf } = expected;
    const result = archLmTest(values[expected.series]!, { lags: lags ?? undefined, modelDf });
    const tolerance = toleranceOf(expected.series);
    expect(result.lags).toBe(expected.usedLags);
    expectRelative(result.statistic, expected.statistic, tolerance);
    expectRelative(result.fStatistic, expected.fStatistic, tolerance);
    // The exponent of a tail magnifies the rounding of the statistic.
    expectRelative(result.pValue, expected.pValue, 100 * tolerance);
    expectRelative(result.fPValue, expected.fPValue, 100 * tolerance);
  });
});

describe('pacf agrees with statsmodels', () => {
  it.each(golden.pacf)('$series, $code', ({ series: name, method, maxLag, values: expected }) => {
    const result = pacf(values[name]!, { maxLag, method: method as PacfMethod });
    const differences = expected.map((value, i) => Math.abs(result.values[i]! - value));
    expect(result.values).toHaveLength(expected.length);
    expect(Math.max(...differences)).toBeLessThan(1e-12);
  });
});

describe('periodogram agrees with SciPy, which doubles all ordinates but that at 1/2', () => {
  it.each(golden.periodogram)('$series', (expected) => {
    const { frequencies, power, n } = periodogram(values[expected.series]!);
    expectAllRelative(frequencies, expected.frequencies, 1e-15);
    const largest = Math.max(...expected.power);
    for (const [k, twice] of expected.power.entries()) {
      const once = 2 * (k + 1) === n ? twice : twice / 2;
      // A transform is right to some roundings of its largest value.
      const tolerance = 1e-12 * once + 1e-13 * Math.sqrt(largest * once);
      expect(Math.abs(power[k]! - once)).toBeLessThan(
        expected.series === 'highLevel' ? 1e-8 * largest : tolerance,
      );
    }
  });
});

describe('jarqueBeraTest agrees with statsmodels', () => {
  it.each(golden.jarqueBera)('$series', (expected) => {
    const result = jarqueBeraTest(values[expected.series]!);
    // NumPy keeps a level of 1e6 in its mean, which costs it six digits beside a spread of 1.
    const tolerance = expected.series === 'highLevel' ? 1e-7 : 1e-12;
    expectRelative(result.statistic, expected.statistic, tolerance);
    expectRelative(result.pValue, expected.pValue, 100 * tolerance);
    expectRelative(result.skewness, expected.skewness, tolerance);
    expectRelative(result.kurtosis, expected.kurtosis, tolerance);
  });
});

describe('hurstExponent agrees with its definition in NumPy', () => {
  it.each(golden.hurst)('$series as $input, $method', (expected) => {
    const result = hurstExponent(values[expected.series]!, {
      input: expected.input as HurstInput,
      method: expected.method as HurstMethod,
    });
    expect([...result.windows]).toEqual(expected.windows);
    // Projections of sums of some hundred values, their logarithms and a slope: some hundred roundings.
    expectAllRelative(result.relativeFluctuations, expected.relativeFluctuations, 1e-13);
    expectRelative(result.exponent, expected.exponent, 1e-13);
  });
});
