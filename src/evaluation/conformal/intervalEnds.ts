import type { ConformalSettings } from './conformalState.js';
import type { ScoreWindow } from './ScoreWindow.js';

/** How far an interval reaches, in units of the scale: `below` and `above` the mean, for each level. @internal */
export interface ScoreEnds {
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** The corrections of one step: for each calibrated level one, or one each for below and above. @internal */
export type Corrections = ArrayLike<number>;

type Shape = Pick<ConformalSettings, 'levels' | 'symmetric' | 'controller'>;

/** The probability that a score of one side lies within the interval of a level. @internal */
export function sideProbability(level: number, symmetric: boolean): number {
  return symmetric ? level : (1 + level) / 2;
}

/**
 * The ends of the intervals at the calibrated levels: the quantiles of the scores, corrected, and never closer to the
 * mean for a higher level.
 *
 * A PID controller stretches each half of the interval by the exponential of its correction; adaptive conformal
 * inference takes another quantile, the correction being the share to be missed.
 *
 * @internal
 */
export function calibratedEnds(window: ScoreWindow, corrections: Corrections, shape: Shape): ScoreEnds {
  const { levels, symmetric, controller } = shape;
  const below: number[] = [];
  const above: number[] = [];
  for (let k = 0; k < levels.length; k++) {
    const up = corrections[symmetric ? k : 2 * k + 1]!;
    const down = corrections[symmetric ? k : 2 * k]!;
    let high: number;
    let low: number;
    if (controller !== undefined && 'aci' in controller) {
      high = upper(window, 1 - clamped(up, symmetric));
      low = symmetric ? high : lower(window, 1 - clamped(down, symmetric));
    } else {
      const raw = rawEnds(window, levels[k]!, symmetric);
      const half = (raw.above + raw.below) / 2;
      const centre = (raw.above - raw.below) / 2;
      high = centre + half * Math.exp(up);
      low = half * Math.exp(down) - centre;
    }
    above.push(Math.max(high, above[k - 1] ?? Number.NEGATIVE_INFINITY));
    below.push(Math.max(low, below[k - 1] ?? Number.NEGATIVE_INFINITY));
  }
  return { below, above };
}

/**
 * The ends at any levels: between calibrated levels they go as the quantiles of the scores go, beyond them the interval
 * is that of the nearest calibrated level times what the quantiles say. They never come closer to the mean for a higher
 * level.
 *
 * @internal
 */
export function endsAt(
  window: ScoreWindow,
  calibrated: ScoreEnds,
  { levels, symmetric }: Pick<ConformalSettings, 'levels' | 'symmetric'>,
  wanted: readonly number[],
): ScoreEnds {
  const knots = levels.map((level) => rawEnds(window, level, symmetric));
  const below: number[] = [];
  const above: number[] = [];
  for (const level of wanted) {
    const raw = rawEnds(window, level, symmetric);
    const next = levels.findIndex((knot) => level <= knot);
    if (next > 0) {
      const share = (side: 'below' | 'above') => {
        const gap = knots[next]![side] - knots[next - 1]![side];
        return gap > 0 ? (raw[side] - knots[next - 1]![side]) / gap : 0;
      };
      const between = (ends: readonly number[], part: number) =>
        part === 1 ? ends[next]! : ends[next - 1]! + part * (ends[next]! - ends[next - 1]!);
      below.push(between(calibrated.below, level === levels[next] ? 1 : share('below')));
      above.push(between(calibrated.above, level === levels[next] ? 1 : share('above')));
      continue;
    }
    const k = next === 0 ? 0 : levels.length - 1;
    const knot = knots[k]!;
    const rawWidth = knot.below + knot.above;
    const stretch = rawWidth > 0 ? (calibrated.below[k]! + calibrated.above[k]!) / rawWidth : 1;
    below.push(calibrated.below[k]! + stretch * (raw.below - knot.below));
    above.push(calibrated.above[k]! + stretch * (raw.above - knot.above));
  }
  return { below, above };
}

function rawEnds(window: ScoreWindow, level: number, symmetric: boolean): { below: number; above: number } {
  const probability = sideProbability(level, symmetric);
  const above = upper(window, probability);
  return { above, below: symmetric ? above : lower(window, probability) };
}

function upper(window: ScoreWindow, probability: number): number {
  return window.quantile(probability);
}

function lower(window: ScoreWindow, probability: number): number {
  return -window.quantile(1 - probability);
}

/** The share to be missed, as far as it is one; on one side of two never more than half, where the ends would cross. */
function clamped(missed: number, symmetric: boolean): number {
  return Math.min(Math.max(missed, 0), symmetric ? 1 : 0.5);
}
