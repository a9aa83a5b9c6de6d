import { describe, expect, it } from 'vitest';
import { type MstlOptions, mstl, type StlOptions, stl } from '../../src/stats/index.js';
import { stlSettings } from '../../src/stats/stlOptions.js';
import golden from '../golden/stl/cases.json' with { type: 'json' };
import statsmodels from '../golden/stl-statsmodels/cases.json' with { type: 'json' };

const series = golden.series as Record<string, number[]>;
// The golden values carry 15 digits, and sums of a few hundred products lose one or two of them, robust or not.
const tolerance = 1e-13;
// A weight is a steep function of a remainder that is small beside the level of the series.
const weightTolerance = 1e-11;

interface StlCase {
  readonly series: string;
  readonly period: number;
  readonly n?: number;
  readonly options: Partial<StlOptions>;
  readonly trend: readonly number[];
  readonly seasonal: readonly number[];
  readonly weights?: readonly number[];
}

/** The largest difference, relative to the largest magnitude of the series. */
function largestDifference(actual: Float64Array, expected: readonly number[], x: readonly number[]): number {
  expect(actual).toHaveLength(expected.length);
  const scale = Math.max(...x.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value))) / scale;
}

function expectAgreement(expected: StlCase): void {
  const x = series[expected.series]!.slice(0, expected.n);
  const result = stl(x, { ...expected.options, period: expected.period });
  expect(largestDifference(result.trend, expected.trend, x)).toBeLessThan(tolerance);
  expect(largestDifference(result.seasonal, expected.seasonal, x)).toBeLessThan(tolerance);
  const weights = expected.weights ?? x.map(() => 1);
  expect(largestDifference(result.weights, weights, [1])).toBeLessThan(weightTolerance);
}

const named = (cases: readonly unknown[]) =>
  (cases as StlCase[]).map(
    (each) => [`${each.series}, ${each.period}, ${JSON.stringify(each.options)}`, each] as const,
  );

describe('stl agrees with R stats', () => {
  it.each(named(golden.stl))('%s', (_name, expected) => expectAgreement(expected));

  it.each(golden.windows)('in the windows of period $period with $seasonalWindow', (expected) => {
    const { trend, lowPass } = stlSettings(
      2 * expected.period + 1,
      expected.period,
      expected.seasonalWindow as 'periodic' | number,
    );
    expect(trend.window).toBe(expected.trendWindow);
    expect(lowPass.window).toBe(expected.lowPassWindow);
  });
});

describe('stl agrees with statsmodels', () => {
  it.each(named(statsmodels.stl))('%s', (_name, expected) => expectAgreement(expected));
});

describe('mstl agrees with R forecast', () => {
  it.each(golden.mstl)('periods $periods, $options', (expected) => {
    const x = series['hourly']!.slice(0, expected.n);
    const { seasonalWindow, ...options } = expected.options as {
      seasonalWindow?: MstlOptions['seasonalWindows'];
    };
    const result = mstl(x, { ...options, periods: expected.periods, seasonalWindows: seasonalWindow });
    expect(largestDifference(result.trend, expected.trend, x)).toBeLessThan(tolerance);
    expect(result.seasonals.map(({ period }) => period)).toEqual(expected.periods);
    for (const [i, { values }] of result.seasonals.entries()) {
      expect(largestDifference(values, expected.seasonals[i]!, x)).toBeLessThan(tolerance);
      expect(result.seasonalStrengths[i]).toBeCloseTo(expected.strengths[i]!, 13);
    }
  });
});
