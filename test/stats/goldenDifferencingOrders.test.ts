import { describe, expect, it } from 'vitest';
import { type KpssRegression, ndiffs, nsdiffs, undifference } from '../../src/stats/index.js';
import golden from '../golden/differencing-orders/cases.json' with { type: 'json' };
import shared from '../golden/stats/cases.json' with { type: 'json' };

type Test = 'kpss' | 'adf' | 'pp';

// Orders are whole numbers: they agree or they do not.
const series = shared.series as Record<string, number[]>;
const summed = (values: readonly number[]) => {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return (period: number) => {
    const last = new Float64Array(2 * period);
    return undifference(
      values.map((value) => value - centre),
      { seasonalOrder: 2, period, last },
    );
  };
};

describe('ndiffs agrees with R forecast', () => {
  it.each(golden.shared)('$series, $test, $regression, alpha $alpha: $d', (expected) => {
    const { alpha, d } = expected;
    const test = expected.test as Test;
    const regression = expected.regression as KpssRegression;
    expect(ndiffs(series[expected.series]!, { test, regression, alpha })).toBe(d);
  });

  it.each(golden.higher)('the sums of sums of $series, $test, up to $maxD: $d', (expected) => {
    const sums = undifference(series[expected.series]!, { order: 2, last: [0, 0] });
    expect(ndiffs(sums, { test: expected.test as Test, maxD: expected.maxD })).toBe(expected.d);
  });

  const simulated = golden.simulated.map((expected, i) => ({ ...expected, i }));
  it.each(simulated)('simulated series $i of order $d: $ndiffs, $ndiffsTrend', (expected) => {
    for (const test of ['kpss', 'adf', 'pp'] as const) {
      expect(ndiffs(expected.x, { test })).toBe(expected.ndiffs[test]);
      expect(ndiffs(expected.x, { test, regression: 'trend' })).toBe(expected.ndiffsTrend[test]);
    }
  });
});

describe('nsdiffs agrees with R forecast', () => {
  it.each(golden.seasonal)('$series, period $period: $D', ({ series: name, period, D }) => {
    expect(nsdiffs(series[name]!, { period })).toBe(D);
  });

  it.each(golden.twice)('seasonal sums of $series, period $period, up to 2: $D', (expected) => {
    const { period, D } = expected;
    expect(nsdiffs(summed(series[expected.series]!)(period), { period, maxD: 2 })).toBe(D);
  });

  const simulated = golden.simulated.map((expected, i) => ({ ...expected, i }));
  it.each(simulated)('simulated series $i, period $period: $nsdiffs', ({ x, period, nsdiffs: D }) => {
    expect(nsdiffs(x, { period })).toBe(D);
  });
});
