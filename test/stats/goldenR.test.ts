import { describe, expect, it } from 'vitest';
import {
  type AdfRegression,
  acf,
  adfTest,
  type KpssRegression,
  kpssTest,
  ljungBoxTest,
} from '../../src/stats/index.js';
import golden from '../golden/stats/cases.json' with { type: 'json' };
import { expectRelative } from './expectRelative.js';

// Two QR factorisations of the same well-conditioned problem differ by some hundred roundings, sums of a few
// hundred products by fewer. R keeps a level of 1e6 in its means and residuals, which costs it six digits beside a
// spread of 1; the exact values are below.
const regressionTolerance = 1e-10;
const sumTolerance = (name: string) => (name === 'highLevel' ? 1e-9 : 1e-11);
// A table's slope and the exponent of a tail magnify the rounding of the statistic.
const pValueTolerance = 1e-9;

const series = golden.series as Record<string, number[]>;

describe('acf agrees with R stats', () => {
  it.each(golden.acf)('$series, maxLag $maxLag', ({ series: name, maxLag, values, confidenceBound }) => {
    const result = acf(series[name]!, { maxLag: maxLag ?? undefined });
    // Autocorrelations lie in [-1, 1]: those near zero are compared on that scale.
    const differences = values.map((value, lag) => Math.abs(result.values[lag]! - value));
    expect(result.values).toHaveLength(values.length);
    expect(Math.max(...differences)).toBeLessThan(sumTolerance(name) / 100);
    expectRelative(result.confidenceBound, confidenceBound, 1e-14);
  });
});

describe('adfTest agrees with R tseries', () => {
  it.each(golden.adfInterpolated)('$series, lags $lags', (expected) => {
    const result = adfTest(series[expected.series]!, {
      regression: 'trend',
      pValueMethod: 'interpolation',
      lags: expected.lags ?? 'cube-root',
    });
    expect(result.lags).toBe(expected.usedLags);
    expectRelative(result.statistic, expected.statistic, regressionTolerance);
    expectRelative(result.pValue, expected.pValue, pValueTolerance);
  });
});

describe('adfTest agrees with R urca', () => {
  it.each(golden.adfStatistics)('$series, $regression, lags $lags', (expected) => {
    const regression = expected.regression as AdfRegression;
    const { statistic } = adfTest(series[expected.series]!, { regression, lags: expected.lags });
    expectRelative(statistic, expected.statistic, regressionTolerance);
  });
});

describe('kpssTest agrees with R tseries', () => {
  it.each(golden.kpss)('$series, $regression, $lags', (expected) => {
    const regression = expected.regression as KpssRegression;
    const result = kpssTest(series[expected.series]!, {
      regression,
      lags: expected.lags as 'short' | 'long',
    });
    expect(result.lags).toBe(expected.usedLags);
    expectRelative(result.statistic, expected.statistic, sumTolerance(expected.series));
    expectRelative(result.pValue, expected.pValue, pValueTolerance);
  });
});

describe('statistics of a series far from zero keep all digits', () => {
  // Exact rational arithmetic on the same doubles (Python fractions), rounded once at the end.
  it.each([
    { regression: 'level', lags: 'short', exact: 0.10347424590936144 },
    { regression: 'level', lags: 'long', exact: 0.13811213139014678 },
    { regression: 'trend', lags: 'short', exact: 0.1031924005994115 },
    { regression: 'trend', lags: 'long', exact: 0.13781847968224498 },
  ] as const)('kpssTest, $regression, $lags', ({ regression, lags, exact }) => {
    expectRelative(kpssTest(series['highLevel']!, { regression, lags }).statistic, exact, 1e-14);
  });

  it.each([
    { lags: 0, exact: -0.01437931345586994 },
    { lags: 2, exact: 0.03508136705054824 },
  ])('adfTest without a constant, lags $lags', ({ lags, exact }) => {
    expectRelative(adfTest(series['highLevel']!, { regression: 'none', lags }).statistic, exact, 1e-13);
  });
});

describe('ljungBoxTest agrees with R stats', () => {
  it.each(golden.ljungBox)('$series, lags $lags, modelDf $modelDf', (expected) => {
    const { lags, modelDf } = expected;
    const result = ljungBoxTest(series[expected.series]!, { lags, modelDf });
    expectRelative(result.statistic, expected.statistic, sumTolerance(expected.series));
    expectRelative(result.pValue, expected.pValue, pValueTolerance);
  });
});

describe('lag rules agree with R at every length where they change', () => {
  const noise = (n: number) => Float64Array.from({ length: n }, (_, t) => Math.sin(t * t));
  const lengths = (rule: { n: number[]; lags: number[] }, least: number) =>
    rule.n
      .map((n, i) => ({ n, lags: rule.lags[i]!, before: rule.lags[i - 1]! }))
      .filter(({ n }) => n > least && n < 4000);

  it.each(lengths(golden.rules.acf, 12))('acf at n = $n: $lags', ({ n, lags, before }) => {
    expect(acf(noise(n)).values.length - 1).toBe(lags);
    expect(acf(noise(n - 1)).values.length - 1).toBe(before);
  });

  it.each(lengths(golden.rules.cubeRoot, 8))('adfTest cube-root at n = $n: $lags', ({ n, lags, before }) => {
    expect(adfTest(noise(n), { regression: 'trend' }).lags).toBe(lags);
    expect(adfTest(noise(n - 1), { regression: 'trend' }).lags).toBe(before);
  });

  it.each(lengths(golden.rules.kpssShort, 4))('kpssTest short at n = $n: $lags', ({ n, lags, before }) => {
    expect(kpssTest(noise(n), { lags: 'short' }).lags).toBe(lags);
    expect(kpssTest(noise(n - 1), { lags: 'short' }).lags).toBe(before);
  });

  it.each(lengths(golden.rules.kpssLong, 8))('kpssTest long at n = $n: $lags', ({ n, lags, before }) => {
    expect(kpssTest(noise(n), { lags: 'long' }).lags).toBe(lags);
    expect(kpssTest(noise(n - 1), { lags: 'long' }).lags).toBe(before);
  });
});
