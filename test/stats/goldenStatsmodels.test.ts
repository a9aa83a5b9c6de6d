import { describe, expect, it } from 'vitest';
import { mackinnonCriticalValues, mackinnonPValue } from '../../src/stats/dickeyFullerPValue.js';
import {
  type AdfLagRule,
  type AdfRegression,
  adfTest,
  type KpssRegression,
  kpssTest,
} from '../../src/stats/index.js';
import { series } from '../golden/stats/cases.json' with { type: 'json' };
import golden from '../golden/stats-statsmodels/cases.json' with { type: 'json' };
import { expectAllRelative, expectRelative } from './expectRelative.js';

const values = series as Record<string, number[]>;
// Two ways to solve the same well-conditioned regression differ by some hundred roundings; a level of 1e6 beside a
// spread of 1 costs statsmodels six digits (the exact values are in goldenR.test.ts).
const toleranceOf = (name: string) => (name === 'highLevel' ? 1e-8 : 1e-10);

describe('adfTest agrees with statsmodels', () => {
  it.each(golden.adf)('$series, $regression, $lags', (expected) => {
    const result = adfTest(values[expected.series]!, {
      regression: expected.regression as AdfRegression,
      lags: expected.lags as number | AdfLagRule,
    });
    expect(result.lags).toBe(expected.usedLags);
    expect(result.regressionRows).toBe(expected.regressionRows);
    const tolerance = toleranceOf(expected.series);
    expectRelative(result.statistic, expected.statistic, tolerance);
    // Far in the tail a p-value falls by a factor of e for a small step of the statistic.
    expectRelative(result.pValue, expected.pValue, 100 * tolerance);
    const critical = result.criticalValues.map(({ value }) => value);
    expectAllRelative(critical, expected.criticalValues, 1e-14);
  });
});

describe('kpssTest with automatic lags agrees with statsmodels', () => {
  it.each(golden.kpss)('$series, $regression', (expected) => {
    const regression = expected.regression as KpssRegression;
    const result = kpssTest(values[expected.series]!, { regression, lags: 'auto' });
    expect(result.lags).toBe(expected.usedLags);
    const tolerance = toleranceOf(expected.series);
    expectRelative(result.statistic, expected.statistic, tolerance);
    expectRelative(result.pValue, expected.pValue, 100 * tolerance);
  });
});

describe('the surfaces of MacKinnon agree with statsmodels', () => {
  it.each(golden.surfaces)('$regression at $statistic', ({ regression, statistic, pValue }) => {
    // Deep in the tail the exponent of the normal function magnifies the rounding of the polynomial.
    expectRelative(mackinnonPValue(statistic, regression as AdfRegression).value, pValue, 1e-12);
  });

  it.each(golden.critical)('$regression with $rows rows', ({ regression, rows, values: expected }) => {
    const critical = mackinnonCriticalValues(regression as AdfRegression, rows);
    expect(critical.map(({ alpha }) => alpha)).toEqual([0.01, 0.05, 0.1]);
    expectAllRelative(
      critical.map(({ value }) => value),
      expected,
      1e-14,
    );
  });
});
