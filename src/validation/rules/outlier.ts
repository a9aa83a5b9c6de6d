import { requireInteger, requireNumber } from '../../errors/index.js';
import { type LogPrices, leastDeviation, toLogPrices } from '../logPrices.js';
import { type Observation, place, type Rule, span } from '../Rule.js';
import type { SeriesRepair } from '../SeriesRepair.js';
import { meanDeviation, slidingScale } from '../slidingScale.js';
import type { OutlierRuleOptions } from '../ValidationRules.js';

/** Fewer returns have no surroundings to speak of. */
const leastReturns = 7;
/** Within how many robust standard deviations of the price before an outlier is put by the repair suggested. */
const usualDeviations = 3;

/**
 * No price leaps far beyond what its surroundings do and back: the Hampel identifier (Hampel 1974; Davies and
 * Gather 1993) on log returns, for leaps of which at least half is undone within `maxLength` prices. Where the
 * series begins or ends too near a leap to tell whether it lasts, the prices beyond it are reported too; a leap
 * that lasts is a matter of the level.
 */
export const outlierRule: Rule<OutlierRuleOptions> = {
  name: 'outlier',
  level: 'statistics',
  severity: 'warning',
  optionNames: ['halfWindow', 'threshold', 'maxLength'],
  check(subject, options) {
    const halfWindow = requireInteger('rules.outlier.halfWindow', options.halfWindow ?? 24, { min: 3 });
    const threshold = requireNumber('rules.outlier.threshold', options.threshold ?? 10, { above: 0 });
    const maxLength = requireInteger('rules.outlier.maxLength', options.maxLength ?? 6, { min: 1 });
    const series = toLogPrices(subject);
    const { returns } = series;
    if (returns.length < leastReturns) return [];
    const { middles, deviations } = slidingScale(returns, halfWindow);
    const found: Observation[] = [];
    for (let k = 0; k < returns.length; k++) {
      const middle = middles[k]!;
      const usual = deviations[k]! || meanDeviation(returns, k, halfWindow, middle);
      const deviation = Math.max(usual, leastDeviation);
      const off = Math.abs(returns[k]! - middle);
      if (off <= threshold * deviation) continue;
      const outlier = outlierAt(series, k, maxLength);
      if (outlier === undefined) continue;
      const { start, end, fact, suggestion } = outlier;
      const positions = series.positions.subarray(start, end);
      const percent = (100 * Math.expm1(series.logs[k + 1]! - series.logs[k]!)).toPrecision(3);
      const price = series.prices[start]!;
      found.push({
        ...span(subject.timestamps, positions),
        index: positions[0]!,
        count: positions.length,
        value: price,
        message: `${place('prices', positions)}: a move of ${percent} % to ${series.prices[k + 1]} is ${(off / deviation).toPrecision(3)} times the usual one of its surroundings${fact}.`,
        suggestion,
        repair: repairOf(outlier, Array.from(positions), series.logs[k]! + middle, deviation),
      });
      k = Math.max(k, end - 1);
    }
    return found;
  },
};

interface Outlier {
  /** Whether the leap is undone, rather than too near an end to tell. */
  readonly isUndone: boolean;
  /** The prices concerned, among those in order of time; `end` is no longer one. */
  readonly start: number;
  readonly end: number;
  /** The end of the message. */
  readonly fact: string;
  readonly suggestion: string;
}

/** Which prices the leap from price `k` to the next sets apart; `undefined` where it lasts. */
function outlierAt({ logs }: LogPrices, k: number, maxLength: number): Outlier | undefined {
  const leap = logs[k + 1]! - logs[k]!;
  for (let length = 1; length <= maxLength && k + 1 + length < logs.length; length++) {
    if (Math.abs(logs[k + 1 + length]! - logs[k]!) > Math.abs(leap) / 2) continue;
    const after = length === 1 ? 'at once' : `after ${length} observations`;
    return {
      isUndone: true,
      start: k + 1,
      end: k + 1 + length,
      fact: `, and is undone ${after}`,
      suggestion: 'Compare it with another source, and limit it to the usual if it is an error.',
    };
  }
  if (logs.length - 1 - k <= maxLength) {
    const suggestion = 'Compare it with another source, or wait and see whether it lasts.';
    return { isUndone: false, start: k + 1, end: logs.length, fact: ', at the very end', suggestion };
  }
  if (k + 1 > maxLength) return undefined;
  const suggestion = 'Compare it with another source, and drop it if it is an error.';
  return { isUndone: false, start: 0, end: k + 1, fact: ', at the very beginning', suggestion };
}

function repairOf(
  { isUndone }: Outlier,
  positions: readonly number[],
  expected: number,
  deviation: number,
): SeriesRepair | undefined {
  if (!isUndone) return undefined;
  const lower = Math.exp(expected - usualDeviations * deviation);
  const upper = Math.exp(expected + usualDeviations * deviation);
  return { action: 'winsorise', column: 'prices', positions, lower, upper };
}
