import { describe, expect, it } from 'vitest';
import { possibleBreaks } from '../../src/stats/breakRegression.js';
import { breakStatistics } from '../../src/stats/breakStatistics.js';
import { dickeyFullerLevels } from '../../src/stats/dickeyFullerRegression.js';
import {
  type AdfRegression,
  type BreakKind,
  type PpType,
  ppTest,
  varianceRatioTest,
  type ZivotAndrewsLagRule,
  zivotAndrewsTest,
} from '../../src/stats/index.js';
import { zivotAndrewsTable } from '../../src/stats/zivotAndrews.table.js';
import { series as values } from '../golden/stats/cases.json' with { type: 'json' };
import golden from '../golden/unit-roots/cases.json' with { type: 'json' };
import statsmodels from '../golden/unit-roots-statsmodels/cases.json' with { type: 'json' };
import simulated from '../golden/zivot-andrews/cases.json' with { type: 'json' };
import { expectAllRelative, expectRelative } from './expectRelative.js';

// Two QR factorisations of the same well-conditioned problem, and sums of a few hundred products.
const tolerance = 1e-11;
// A table's slope and the exponent of a tail magnify the rounding of the statistic.
const pValueTolerance = 1e-10;
// A level of 1e6 beside a spread of 1 costs R six digits where no constant absorbs it.
const hamiltonTolerance = (name: string) => (name === 'highLevel' ? 1e-9 : tolerance);
// statsmodels inverts normal equations, which costs it twice the digits of the condition number.
const normalEquationsTolerance = 1e-9;

const series = values as Record<string, number[]>;

describe('ppTest agrees with R tseries', () => {
  it.each(golden.ppTseries)('$series, $type, $lags', (expected) => {
    const result = ppTest(series[expected.series]!, {
      regression: 'trend',
      type: expected.type as PpType,
      lags: expected.lags as 'short' | 'long',
      pValueMethod: 'interpolation',
    });
    expect(result.lags).toBe(expected.usedLags);
    expectRelative(result.statistic, expected.statistic, tolerance);
    expectRelative(result.pValue, expected.pValue, pValueTolerance);
  });
});

describe('ppTest with current moments agrees with R urca', () => {
  it.each(golden.ppUrca)('$series, $type, $regression, $lags', (expected) => {
    const result = ppTest(series[expected.series]!, {
      regression: expected.regression as AdfRegression,
      type: expected.type as PpType,
      lags: expected.lags === '7' ? 7 : (expected.lags as 'short' | 'long'),
      moments: 'current',
    });
    expect(result.lags).toBe(expected.usedLags);
    expectRelative(result.statistic, expected.statistic, tolerance);
  });
});

describe("ppTest agrees with Hamilton's formulas", () => {
  it.each(golden.ppHamilton)('$series, $type, $regression, lags $lags', (expected) => {
    const { statistic } = ppTest(series[expected.series]!, {
      regression: expected.regression as AdfRegression,
      type: expected.type as PpType,
      lags: expected.lags,
    });
    expectRelative(statistic, expected.statistic, hamiltonTolerance(expected.series));
  });
});

describe('zivotAndrewsTest without trim agrees with R urca', () => {
  it.each(golden.zivotAndrews)('$series, $breakIn, lags $lags', (expected) => {
    const breakIn = expected.breakIn as BreakKind;
    const result = zivotAndrewsTest(series[expected.series]!, { breakIn, lags: expected.lags, trim: 0 });
    expect(result.breakIndex).toBe(expected.breakPoint - 1);
    expectRelative(result.statistic, expected.statistic, tolerance);
    expectRelative(result.statistic, expected.ownStatistic, tolerance);
  });

  it.each(golden.zivotAndrews.filter(({ ratios }) => ratios !== null))(
    '$series, $breakIn, at every break',
    ({ series: name, breakIn, lags, first, ratios }) => {
      const levels = dickeyFullerLevels('test', Float64Array.from(series[name]!), 'trend');
      const range = possibleBreaks(breakIn as BreakKind, levels.length, lags);
      expect(range.first).toBe(first - 1);
      expectAllRelative(
        breakStatistics('test', levels, breakIn as BreakKind, lags, range),
        ratios!,
        tolerance,
      );
    },
  );

  it.each(Object.entries(golden.zivotAndrewsCritical))('critical values, %s', (breakIn, expected) => {
    const { criticalValues } = zivotAndrewsTest(series['randomWalk']!, { breakIn: breakIn as BreakKind });
    expect(criticalValues.map(({ value }) => value)).toEqual(expected);
  });
});

describe('zivotAndrewsTest agrees with statsmodels', () => {
  const cases = (breakIn: string) =>
    statsmodels.zivotAndrews.filter((expected) => expected.breakIn === breakIn);
  const test = (expected: (typeof statsmodels.zivotAndrews)[number]) =>
    zivotAndrewsTest(series[expected.series]!, {
      breakIn: expected.breakIn as BreakKind,
      lags: expected.lags as number | ZivotAndrewsLagRule,
      trim: expected.trim,
    });

  it.each([...cases('level'), ...cases('both')])('$series, $breakIn, lags $lags, trim $trim', (expected) => {
    const result = test(expected);
    expect(result.lags).toBe(expected.usedLags);
    expect(result.breakIndex).toBe(expected.breakIndex);
    expectRelative(result.statistic, expected.statistic, normalEquationsTolerance);
  });

  // With a break in the trend statsmodels reports one index more, so it tries one break earlier than the trim
  // allows and one fewer at the end.
  it.each(cases('trend'))('$series, trend, lags $lags, trim $trim', (expected) => {
    const levels = dickeyFullerLevels('test', Float64Array.from(series[expected.series]!), 'trend');
    const trimmed = Math.floor(levels.length * expected.trim);
    const range = { first: trimmed - 1, last: levels.length - trimmed - 2 };
    const statistics = breakStatistics('test', levels, 'trend', expected.usedLags, range);
    const least = Math.min(...statistics);
    expect(range.first + statistics.indexOf(least)).toBe(expected.breakIndex - 1);
    expectRelative(least, expected.statistic, normalEquationsTolerance);
    const result = test(expected);
    expect(result.lags).toBe(expected.usedLags);
    if (result.breakIndex > range.last || expected.breakIndex - 1 === range.first) return;
    expect(result.breakIndex).toBe(expected.breakIndex - 1);
    expectRelative(result.statistic, expected.statistic, normalEquationsTolerance);
  });

  it.each(statsmodels.zivotAndrews.filter(({ trim }) => trim === 0.15))(
    'but for the finite length in the p-value: $series, $breakIn, lags $lags',
    (expected) => {
      const asymptotic = Math.min(0.99, Math.max(0.001, expected.pValue));
      expect(Math.abs(test(expected).pValue - asymptotic)).toBeLessThan(0.12);
    },
  );
});

describe('the table of zivotAndrewsTest', () => {
  it('is what its generator simulates', () => {
    const { alphas: _, published: __, ...table } = zivotAndrewsTable;
    const { seed: ___, ...expected } = simulated;
    expect(table).toEqual(expected);
  });

  it.each(['level', 'trend', 'both'] as const)('lies within simulation error of the paper, %s', (breakIn) => {
    // 5,000 replications of 1,000 observations in the paper: a standard error of 0.03 at 1%.
    const [quantiles] = zivotAndrewsTable[breakIn];
    const longest = quantiles.at(-2)!;
    for (const [i, alpha] of zivotAndrewsTable.alphas.entries()) {
      const column = zivotAndrewsTable.probabilities.indexOf(alpha);
      expect(Math.abs(longest[column]! - zivotAndrewsTable.published[breakIn][i]!)).toBeLessThan(0.08);
    }
  });
});

describe('varianceRatioTest agrees with the formulas of Lo and MacKinlay and of Chow and Denning', () => {
  it.each(golden.varianceRatio)('$series, logarithms $logarithms', (expected) => {
    for (const robust of [false, true]) {
      const { horizons, logarithms } = expected;
      const result = varianceRatioTest(series[expected.series]!, { horizons, robust, logarithms });
      const { statistics, pValues, joint } = expected[robust ? 'robust' : 'plain'];
      const column = (key: 'ratio' | 'statistic' | 'pValue') => result.ratios.map((ratio) => ratio[key]);
      expectAllRelative(column('ratio'), expected.ratios, tolerance);
      expectAllRelative(column('statistic'), statistics, tolerance);
      expectAllRelative(column('pValue'), pValues, pValueTolerance);
      expectRelative(result.pValue, joint, pValueTolerance);
    }
  });
});
