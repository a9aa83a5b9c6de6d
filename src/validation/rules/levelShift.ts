import { requireInteger, requireNumber } from '../../errors/index.js';
import { medianInPlace } from '../../math/index.js';
import { describeTime } from '../../series/index.js';
import { type LogPrices, leastDeviation, toLogPrices } from '../logPrices.js';
import { type Observation, type Rule, span } from '../Rule.js';
import { madToStandardDeviation, meanDeviation, slidingScale } from '../slidingScale.js';
import type { LevelShiftRuleOptions } from '../ValidationRules.js';

/** How many windows on either side the wider view of volatility takes in. */
const widerView = 8;

/**
 * The level of prices does not change for good, all at once.
 *
 * The median log price of the window after a moment, less that of the window before, less the usual drift in
 * between, is compared with what a random walk of the same volatility does: windows of a and b prices have means
 * whose difference has variance (a + b) / 3 times that of one return, and one more for each step missing within.
 * Volatility is the median absolute deviation of returns, within the two windows or within eight on either
 * side, whichever is larger, so that neither a wild spell nor its first hours make a shift. Medians are not moved
 * by outliers. Windows are cut off at the ends of the series, to little more than half at the least.
 */
export const levelShiftRule: Rule<LevelShiftRuleOptions> = {
  name: 'levelShift',
  level: 'statistics',
  severity: 'warning',
  optionNames: ['window', 'threshold'],
  check(subject, options) {
    const window = requireInteger('rules.levelShift.window', options.window ?? 12, { min: 4 });
    const threshold = requireNumber('rules.levelShift.threshold', options.threshold ?? 8, { above: 0 });
    const series = toLogPrices(subject);
    const { timestamps, stepMs } = subject;
    if (series.logs.length < 2 * window) return [];
    const found: Observation[] = [];
    for (const run of contrastsBeyond(series, { window, threshold, stepMs: stepMs! })) {
      // Medians stay put while most of a window does, so it is the largest return that tells where it happened.
      const { at, shift, score } = run.reduce((best, each) =>
        each.shift * series.returns[each.at - 1]! > best.shift * series.returns[best.at - 1]! ? each : best,
      );
      const index = series.positions[at]!;
      const factor = Math.exp(shift).toPrecision(3);
      found.push({
        ...span(timestamps, [index]),
        index,
        count: 1,
        value: series.prices[at],
        message: `From prices[${index}] (${describeTime(timestamps[index]!)}) on prices are ${factor} times those before, a change of level ${score.toPrecision(3)} times that of a random walk.`,
        suggestion:
          'Find out whether the unit, the source or the token itself changed; use the part after, or scale the part before.',
        repair: undefined,
      });
    }
    return found;
  },
};

/** The change of level at one price: from those before it to itself and those after. */
interface Contrast {
  readonly at: number;
  readonly shift: number;
  /** By how many standard deviations of a random walk's own change of level. */
  readonly score: number;
}

/** Contrasts beyond the threshold, those of one sign within a window of each other together. */
function contrastsBeyond(
  { logs, returns, times }: LogPrices,
  { window, threshold, stepMs }: { window: number; threshold: number; stepMs: number },
): Contrast[][] {
  const n = logs.length;
  const least = (window >> 1) + 1;
  const { middles, deviations } = slidingScale(returns, window);
  const medianOf = createMedianOf(logs, window);
  const full = new Float64Array(n - window + 1).map((_, from) => medianOf(from, from + window));
  const runs: Contrast[][] = [];
  for (let at = least; at <= n - least; at++) {
    const before = Math.min(window, at);
    const after = Math.min(window, n - at);
    const levelBefore = before === window ? full[at - window]! : medianOf(0, at);
    const levelAfter = after === window ? full[at]! : medianOf(at, n);
    const shift = levelAfter - levelBefore - (middles[at - 1]! * (before + after)) / 2;
    const missing = Math.max(
      0,
      (times[at + after - 1]! - times[at - before]!) / stepMs - (before + after - 1),
    );
    const reach = Math.sqrt((before + after) / 3 + missing);
    if (!(Math.abs(shift) > threshold * reach * deviations[at - 1]!)) continue;
    const wider = widerDeviation(returns, at - 1, widerView * window);
    const deviation = Math.max(deviations[at - 1]!, wider, leastDeviation);
    const score = Math.abs(shift) / (reach * deviation);
    if (!(score > threshold)) continue;
    const last = runs.at(-1)?.at(-1);
    const continues = last !== undefined && at - last.at <= window && last.shift * shift > 0;
    if (continues) runs.at(-1)!.push({ at, shift, score });
    else runs.push([{ at, shift, score }]);
  }
  return runs;
}

function createMedianOf(values: Float64Array, longest: number): (from: number, to: number) => number {
  const scratch = new Float64Array(longest);
  return (from, to) => {
    for (let k = from; k < to; k++) scratch[k - from] = values[k]!;
    return medianInPlace(to - from === longest ? scratch : scratch.subarray(0, to - from));
  };
}

function widerDeviation(returns: Float64Array, index: number, halfWindow: number): number {
  const surroundings = returns.slice(Math.max(0, index - halfWindow), index + halfWindow + 1);
  const middle = medianInPlace(surroundings);
  const deviations = surroundings.map((value) => Math.abs(value - middle));
  return (
    madToStandardDeviation * medianInPlace(deviations) || meanDeviation(returns, index, halfWindow, middle)
  );
}
