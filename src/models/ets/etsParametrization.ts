import type { EtsForm } from './EtsForm.js';
import type { EtsDerivatives } from './etsDerivatives.js';
import type { EtsSmoothing } from './etsRecursion.js';

/** The least and the largest smoothing parameter, and those of the damping. */
const least = 1e-4;
const largest = 1 - least;
const leastPhi = 0.8;
const largestPhi = 0.98;

/**
 * Where the free parameters of a form are in the vector of a search: alpha, the place of beta between its bounds and
 * that of gamma, from 0 to 1, and phi; then the states before the first value, the last seasonal term left out, as they
 * sum to 0, or to the period. So all bounds are numbers.
 */
export interface EtsParametrization {
  readonly size: number;
  readonly hasTrend: boolean;
  readonly damped: boolean;
  readonly season: 0 | 1 | 2;
  readonly period: number;
  /** The number of smoothing parameters: the states follow them. */
  readonly smoothings: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** @internal */
export function etsParametrization(form: EtsForm, period: number): EtsParametrization {
  const hasTrend = form.trend !== 'none';
  const season = form.seasonal === 'none' ? 0 : form.seasonal === 'additive' ? 1 : 2;
  const { damped } = form;
  const smoothings = 1 + (hasTrend ? 1 : 0) + (season > 0 ? 1 : 0) + (damped ? 1 : 0);
  const size = smoothings + 1 + (hasTrend ? 1 : 0) + (season > 0 ? period - 1 : 0);
  const lower = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const upper = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  lower.fill(0, 0, smoothings);
  upper.fill(1, 0, smoothings);
  lower[0] = least;
  upper[0] = largest;
  if (damped) {
    lower[smoothings - 1] = leastPhi;
    upper[smoothings - 1] = largestPhi;
  }
  return { size, hasTrend, damped, season, period, smoothings, lower, upper };
}

const widthOf = (most: number) => Math.max(0, most - least);

/** The smoothing parameters at a point: `beta` from its least value to alpha, `gamma` to 1 - alpha. @internal */
export function smoothingAt(x: Float64Array, { hasTrend, season, damped }: EtsParametrization): EtsSmoothing {
  let at = 0;
  const alpha = x[at++]!;
  const beta = hasTrend ? least + widthOf(alpha) * x[at++]! : 0;
  const gamma = season > 0 ? least + widthOf(1 - alpha) * x[at++]! : 0;
  const phi = damped ? x[at]! : 1;
  return { alpha, beta, gamma, phi };
}

/** Writes smoothing parameters into a point. @internal */
export function setSmoothing(
  x: Float64Array,
  { alpha, beta, gamma, phi }: EtsSmoothing,
  { hasTrend, season, damped }: EtsParametrization,
): void {
  const placeOf = (value: number, most: number) =>
    most > least ? Math.max(0, Math.min(1, (value - least) / (most - least))) : 0;
  let at = 0;
  x[at++] = Math.max(least, Math.min(largest, alpha));
  if (hasTrend) x[at++] = placeOf(beta, alpha);
  if (season > 0) x[at++] = placeOf(gamma, 1 - alpha);
  if (damped) x[at] = Math.max(leastPhi, Math.min(largestPhi, phi));
}

/** How the smoothing parameters move with one of those of a search. */
export interface SmoothingSlopes {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** One for each of them. @internal */
export function smoothingSlopes(x: Float64Array, parametrization: EtsParametrization): SmoothingSlopes[] {
  const { hasTrend, season, damped } = parametrization;
  const none = { alpha: 0, beta: 0, gamma: 0, phi: 0 };
  const alpha = x[0]!;
  const betaPlace = hasTrend ? x[1]! : 0;
  const gammaPlace = season > 0 ? x[hasTrend ? 2 : 1]! : 0;
  const slopes: SmoothingSlopes[] = [{ alpha: 1, beta: betaPlace, gamma: -gammaPlace, phi: 0 }];
  if (hasTrend) slopes.push({ ...none, beta: widthOf(alpha) });
  if (season > 0) slopes.push({ ...none, gamma: widthOf(1 - alpha) });
  if (damped) slopes.push({ ...none, phi: 1 });
  return slopes;
}

/** Writes the states of a point where a run begins. @internal */
export function setStates(
  run: { readonly levels: Float64Array; readonly slopes: Float64Array; readonly seasonals: Float64Array },
  x: Float64Array,
  { hasTrend, season, period, smoothings }: EtsParametrization,
): void {
  let at = smoothings;
  run.levels[0] = x[at++]!;
  if (hasTrend) run.slopes[0] = x[at++]!;
  if (season === 0) return;
  let last = season === 2 ? period : 0;
  for (let j = 0; j < period - 1; j++) {
    run.seasonals[j] = x[at + j]!;
    last -= x[at + j]!;
  }
  run.seasonals[period - 1] = last;
}

/** The derivatives by the vector of a search. @internal */
export function slopeAt(
  x: Float64Array,
  by: EtsDerivatives,
  parametrization: EtsParametrization,
  slope: Float64Array,
): void {
  const { hasTrend, season, period, smoothings } = parametrization;
  smoothingSlopes(x, parametrization).forEach(({ alpha, beta, gamma, phi }, i) => {
    slope[i] = by.alpha * alpha + by.beta * beta + by.gamma * gamma + by.phi * phi;
  });
  let at = smoothings;
  slope[at++] = by.level;
  if (hasTrend) slope[at++] = by.slope;
  if (season === 0) return;
  const last = by.seasonals[period - 1]!;
  for (let j = 0; j < period - 1; j++) slope[at + j] = by.seasonals[j]! - last;
}
