import { describe, expect, it } from 'vitest';
import { crossCorrelation, jarqueBeraTest, pacf, periodogram } from '../../src/stats/index.js';
import golden from '../golden/autocorrelation/cases.json' with { type: 'json' };
import { expectAllRelative, expectRelative } from './expectRelative.js';

const series = golden.series as Record<string, number[]>;

/** The largest difference between values that lie in [-1, 1], where those near zero are compared on that scale. */
function largestDifference(actual: Float64Array, expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value)));
}

describe('pacf agrees with R stats', () => {
  it.each(golden.pacf)('$series, maxLag $maxLag', ({ series: name, maxLag, values, confidenceBound }) => {
    const result = pacf(series[name]!, { maxLag: maxLag ?? undefined });
    // Near a unit root the recursion magnifies roundings of the autocorrelations.
    expect(largestDifference(result.values, values)).toBeLessThan(1e-13);
    expectRelative(result.confidenceBound, confidenceBound, 1e-14);
  });
});

describe('crossCorrelation agrees with R stats ccf', () => {
  it.each(golden.crossCorrelation)('$x and $y, maxLag $maxLag', (expected) => {
    const result = crossCorrelation(
      series[expected.x]!.slice(0, expected.n),
      series[expected.y]!.slice(0, expected.n),
      {
        maxLag: expected.maxLag ?? undefined,
      },
    );
    expect([...result.lags]).toEqual(expected.lags);
    expect(largestDifference(result.values, expected.values)).toBeLessThan(
      expected.x === 'highLevel' ? 1e-10 : 1e-14,
    );
  });
});

describe('periodogram agrees with R spec.pgram', () => {
  it.each(golden.periodogram)('$series, detrend $detrend, taper $taper, spans $spans', (expected) => {
    const { detrend, taper, spans } = expected;
    const result = periodogram(series[expected.series]!, {
      detrend: detrend as 'none',
      taper,
      spans: spans ?? undefined,
    });
    // JSON carries 15 digits.
    expectAllRelative(result.frequencies, expected.frequencies, 1e-14);
    expectRelative(result.degreesOfFreedom, expected.degreesOfFreedom, 1e-14);
    expectRelative(result.bandwidth, expected.bandwidth, 1e-14);
    // A transform is right to some roundings of its largest value, which is that at frequency zero where R keeps
    // the mean: an ordinate far below it has fewer digits.
    const level =
      series[expected.series]!.reduce((sum, value) => sum + value, 0) ** 2 / series[expected.series]!.length;
    const largest = Math.max(
      ...expected.power,
      detrend === 'none' || expected.series === 'highLevel' ? level : 0,
    );
    for (const [k, power] of expected.power.entries()) {
      const tolerance = 1e-12 * power + 1e-13 * Math.sqrt(largest * power) + 1e-28 * largest;
      expect(Math.abs(result.power[k]! - power)).toBeLessThan(tolerance);
    }
  });
});

describe('jarqueBeraTest agrees with R tseries', () => {
  it.each(golden.jarqueBera)('$series', (expected) => {
    const result = jarqueBeraTest(series[expected.series]!);
    // R keeps a level of 1e6 in its mean, which costs it six digits beside a spread of 1.
    const tolerance = expected.series === 'highLevel' ? 1e-8 : 1e-12;
    expectRelative(result.statistic, expected.statistic, tolerance);
    // The exponent of a tail magnifies the rounding of the statistic.
    expectRelative(result.pValue, expected.pValue, 100 * tolerance);
    expectRelative(result.skewness, expected.skewness, tolerance);
    expectRelative(result.kurtosis, expected.kurtosis, tolerance);
  });
});

describe('lag rules agree with R at every length where they change', () => {
  const noise = (n: number) => Float64Array.from({ length: n }, (_, t) => Math.sin(t * t));
  const lengths = (rule: { n: number[]; lags: number[] }) =>
    rule.n
      .map((n, i) => ({ n, lags: rule.lags[i]!, before: rule.lags[i - 1]! }))
      .filter(({ n }) => n > 12 && n < 4000);

  it.each(lengths(golden.rules.pacf))('pacf at n = $n: $lags', ({ n, lags, before }) => {
    expect(pacf(noise(n)).values).toHaveLength(lags);
    expect(pacf(noise(n - 1)).values).toHaveLength(before);
  });

  it.each(lengths(golden.rules.crossCorrelation))(
    'crossCorrelation at n = $n: $lags',
    ({ n, lags, before }) => {
      expect(crossCorrelation(noise(n), noise(n)).lags.at(-1)).toBe(lags);
      expect(crossCorrelation(noise(n - 1), noise(n - 1)).lags.at(-1)).toBe(before);
    },
  );
});
