import type { ConformalController, ConformalSettings, PidGains } from './conformalState.js';
import { sideProbability } from './intervalEnds.js';

/** The logarithm of the largest factor a PID controller stretches intervals by. */
const saturation = 3;
/** How far the share to be missed may be carried outside of 0 to 1 by adaptive conformal inference. */
const overshoot = 1;
/** The number of corrections of a step: one a level, or two. @internal */
export function partsOf({ levels, symmetric }: Pick<ConformalSettings, 'levels' | 'symmetric'>): number {
  return levels.length * (symmetric ? 1 : 2);
}

/** The share of observations that belong beyond the interval, or beyond one of its ends. @internal */
export function missedShare({ symmetric }: Pick<ConformalSettings, 'symmetric'>, level: number): number {
  return 1 - sideProbability(level, symmetric);
}

/** The least number of scores that tell the quantile of the highest level. @internal */
export function scoresNeeded({ levels, symmetric }: Pick<ConformalSettings, 'levels' | 'symmetric'>): number {
  const probability = sideProbability(levels[levels.length - 1]!, symmetric);
  // The largest n at position (n + 1) p needs n >= p / (1 - p); rounding must not ask for one more.
  return Math.ceil(probability / (1 - probability) - 1e-9);
}

/** @internal */
export function isPid(controller: ConformalController | undefined): controller is { readonly pid: PidGains } {
  return controller !== undefined && 'pid' in controller;
}

/** A correction after one more observation, which was missed too often by `excess`. @internal */
export function corrected(
  value: number,
  excess: number,
  controller: ConformalController | undefined,
): number {
  if (controller === undefined) return value;
  if ('pid' in controller) return saturated(value + controller.pid.tracking * excess);
  const missed = value - controller.aci.gamma * excess;
  return Math.min(Math.max(missed, -overshoot), 1 + overshoot);
}

/** Keeps the controller from widening for ever what no width would help. @internal */
export function saturated(correction: number): number {
  return Math.min(Math.max(correction, -saturation), saturation);
}
