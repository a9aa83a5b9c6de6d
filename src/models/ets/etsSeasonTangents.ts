import type { EtsRun, EtsSmoothing } from './etsRecursion.js';

/** What the derivatives of a run by its seasonal terms have in common: a number for each value. */
export interface SeasonFactors {
  /** The forecasts without their season. */
  readonly rests: Float64Array;
  /** How much of a change of the rest the seasonal term loses. */
  readonly byRest: Float64Array;
  /** How much of a change of the term the value without its season loses. */
  readonly byTerm: Float64Array;
}

/** @internal */
export function createSeasonFactors(n: number): SeasonFactors {
  return { rests: new Float64Array(n), byRest: new Float64Array(n), byTerm: new Float64Array(n) };
}

/** Writes them, for a multiplicative season. @internal */
export function setSeasonFactors(
  { values, seasonals, fitted }: EtsRun,
  gamma: number,
  { rests, byRest, byTerm }: SeasonFactors,
): void {
  for (let t = 0; t < values.length; t++) {
    const y = values[t]!;
    const inverse = 1 / seasonals[t]!;
    const q = fitted[t]! * inverse;
    rests[t] = q;
    byRest[t] = (gamma * y) / (q * q);
    byTerm[t] = y * inverse * inverse;
  }
}

/**
 * The derivatives of the forecasts by one seasonal term before the first value, for a multiplicative season with an
 * additive trend or none: as `etsTangent`, written to `tangents` from `at` on.
 *
 * @internal
 */
export function seasonTangent(
  { values: { length: n }, period, seasonals }: EtsRun,
  { alpha, beta, gamma, phi }: EtsSmoothing,
  place: number,
  { rests, byRest, byTerm }: SeasonFactors,
  tangents: Float64Array,
  at: number,
  room: Float64Array,
): void {
  room.fill(0, 0, period + place);
  room[place] = 1;
  const kept = 1 - gamma;
  let dotLevel = 0;
  let dotSlope = 0;
  tangents.fill(0, at, at + Math.min(place, n));
  for (let t = place; t < n; t++) {
    const dotTerm = room[t]!;
    const dotDamped = phi * dotSlope;
    const dotQ = dotLevel + dotDamped;
    tangents[at + t] = dotQ * seasonals[t]! + rests[t]! * dotTerm;
    room[t + period] = kept * dotTerm - byRest[t]! * dotQ;
    const dotD = -byTerm[t]! * dotTerm - dotQ;
    dotSlope = dotDamped + beta * dotD;
    dotLevel = dotQ + alpha * dotD;
  }
}
