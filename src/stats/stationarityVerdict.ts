import { describeTime } from '../series/index.js';
import type { HypothesisTestResult } from './HypothesisTestResult.js';
import type { StationarityEvidence, StationarityTestTriple } from './stationarityEvidence.js';
import type { ZivotAndrewsTestResult } from './zivotAndrewsTest.js';

/** What the tests say together; see `assessStationarity`. */
export type StationarityVerdict =
  | 'stationary'
  | 'trend-stationary'
  | 'seasonal'
  | 'difference-stationary'
  | 'inconclusive';

/** A verdict but for the season, with what the tests say one by one. */
export interface WeighedEvidence {
  readonly verdict: Exclude<StationarityVerdict, 'seasonal'>;
  /** Why the verdict is `inconclusive`, as the end of a sentence; absent otherwise. */
  readonly doubt?: string;
  readonly reasons: readonly string[];
}

/**
 * Weighs the evidence. Around a level, and around a trend, two of the three tests decide: KPSS with the one that
 * agrees with it. All three rejecting is a contradiction, none rejecting is silence, since no rejection is no
 * evidence.
 */
export function weighStationarity(evidence: StationarityEvidence, alpha: number): WeighedEvidence {
  const { level, trend, zivotAndrews } = evidence;
  const reasons = [
    ...describeTriple(level, 'a constant level', alpha),
    ...describeTriple(trend, 'a linear trend', alpha),
    describeBreak(zivotAndrews, alpha),
  ];
  const aroundLevel = reading(level, alpha);
  const aroundTrend = reading(trend, alpha);
  if (aroundLevel === 'stationary') return { verdict: 'stationary', reasons };
  if (aroundTrend === 'stationary') return { verdict: 'trend-stationary', reasons };
  const rejected = aroundLevel === 'contradiction' || aroundTrend === 'contradiction';
  const broken = zivotAndrews.rejectAt(alpha);
  if (!rejected && !broken && (aroundLevel === 'unit-root' || aroundTrend === 'unit-root')) {
    return { verdict: 'difference-stationary', reasons };
  }
  const doubt = broken
    ? 'what looks like a unit root may be a break of its level or trend'
    : rejected
      ? 'both a unit root and stationarity are rejected, as happens with breaks and long memory'
      : 'neither a unit root nor stationarity is rejected: it is too short or too persistent to tell';
  return { verdict: 'inconclusive', doubt, reasons };
}

type Reading = 'stationary' | 'unit-root' | 'contradiction' | 'silence';

function reading({ adf, pp, kpss }: StationarityTestTriple, alpha: number): Reading {
  const rejections = Number(adf.rejectAt(alpha)) + Number(pp.rejectAt(alpha));
  if (kpss.rejectAt(alpha)) return rejections === 2 ? 'contradiction' : 'unit-root';
  return rejections === 0 ? 'silence' : 'stationary';
}

function describeTriple({ adf, pp, kpss }: StationarityTestTriple, around: string, alpha: number): string[] {
  return [
    `ADF ${outcome(adf, alpha)} a unit root against stationarity around ${around}.`,
    `Phillips-Perron ${outcome(pp, alpha)} a unit root against stationarity around ${around}.`,
    `KPSS ${outcome(kpss, alpha)} stationarity around ${around}.`,
  ];
}

function describeBreak(test: ZivotAndrewsTestResult, alpha: number): string {
  const { breakIndex, breakTimestamp } = test;
  const after = breakTimestamp === undefined ? `observation ${breakIndex}` : describeTime(breakTimestamp);
  return `Zivot-Andrews ${outcome(test, alpha)} a unit root against a trend with one break, after ${after}.`;
}

/** The p-value is told to two digits; one beyond the test's table only as beyond. */
function outcome(test: HypothesisTestResult, alpha: number): string {
  const { pValue, pValueBounded } = test;
  const rejected = test.rejectAt(alpha);
  const inTable = Math.min(Math.max(pValue, 0.001), 0.999);
  const bounded = pValueBounded || inTable !== pValue;
  const p = bounded ? `p ${rejected ? 'below' : 'above'} ${inTable}` : `p = ${pValue.toPrecision(2)}`;
  return `${rejected ? 'rejects' : 'does not reject'} (${p})`;
}
