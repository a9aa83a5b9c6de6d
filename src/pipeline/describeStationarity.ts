import { logReturns } from '../features/index.js';
import type { PriceSeries } from '../series/index.js';
import { type AdfTestResult, adfTest, type KpssTestResult, kpssTest } from '../stats/index.js';

/** The two tests of stationarity, whose null hypotheses are each other's opposite, and what they say together. */
export interface StationarityTests {
  /** Null hypothesis: a unit root, that is, not stationary. */
  readonly adf: AdfTestResult;
  /** Null hypothesis: stationary around a level. */
  readonly kpss: KpssTestResult;
  /** At the 5% level; `undecided` where the tests contradict each other or neither rejects. */
  readonly verdict: 'stationary' | 'not stationary' | 'undecided';
}

/** Tests of stationarity of prices and of their log returns. */
export interface Stationarity {
  readonly prices: StationarityTests;
  readonly logReturns: StationarityTests;
}

/** Tests prices and log returns for stationarity around a constant level. */
export function describeStationarity(series: PriceSeries): Stationarity {
  return {
    prices: testBoth(series.prices),
    logReturns: testBoth(logReturns(series).subarray(1)),
  };
}

function testBoth(values: Float64Array): StationarityTests {
  const adf = adfTest(values, { regression: 'drift' });
  const kpss = kpssTest(values, { regression: 'level' });
  const unitRootRejected = adf.rejectAt(0.05);
  if (unitRootRejected === kpss.rejectAt(0.05)) return { adf, kpss, verdict: 'undecided' };
  return { adf, kpss, verdict: unitRootRejected ? 'stationary' : 'not stationary' };
}
