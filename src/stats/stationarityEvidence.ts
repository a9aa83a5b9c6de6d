import { type AdfTestResult, adfTest } from './adfTest.js';
import { differencingKpssLags } from './differencingTests.js';
import { type KpssTestResult, kpssTest } from './kpssTest.js';
import { type PpTestResult, ppTest } from './ppTest.js';
import { type ZivotAndrewsTestResult, zivotAndrewsTest } from './zivotAndrewsTest.js';

/** The three tests of one question: is the series stationary around this, or has it a unit root? */
export interface StationarityTestTriple {
  /** Null hypothesis: a unit root. */
  readonly adf: AdfTestResult;
  /** Null hypothesis: a unit root. */
  readonly pp: PpTestResult;
  /** Null hypothesis: stationarity. */
  readonly kpss: KpssTestResult;
}

/** The tests of a series whose season, if it is a strong one, has been taken away. */
export interface StationarityEvidence {
  /** Around a constant level. */
  readonly level: StationarityTestTriple;
  /** Around a linear trend. */
  readonly trend: StationarityTestTriple;
  /** Null hypothesis: a unit root and no break. */
  readonly zivotAndrews: ZivotAndrewsTestResult;
}

/**
 * Runs the tests. KPSS weighs as many autocovariances as in `ndiffs`, so that they never contradict each other.
 */
export function stationarityEvidence(
  values: Float64Array,
  timestamps: Float64Array | undefined,
): StationarityEvidence {
  const level = testTriple(values, 'drift', 'level');
  const trend = testTriple(values, 'trend', 'trend');
  const zivotAndrews = zivotAndrewsTest(values, { breakIn: 'both' });
  const breakTimestamp = timestamps?.[zivotAndrews.breakIndex];
  return { level, trend, zivotAndrews: Object.freeze({ ...zivotAndrews, breakTimestamp }) };
}

function testTriple(
  values: Float64Array,
  unitRoot: 'drift' | 'trend',
  stationary: 'level' | 'trend',
): StationarityTestTriple {
  return Object.freeze({
    adf: adfTest(values, { regression: unitRoot }),
    pp: ppTest(values, { regression: unitRoot }),
    kpss: kpssTest(values, { regression: stationary, lags: differencingKpssLags(values.length) }),
  });
}
