import type { EtsForm } from './EtsForm.js';
import type { EtsDerivatives } from './etsDerivatives.js';
import type { EtsSmoothing } from './etsRecursion.js';

/** The least and the largest smoothing parameter, and those of the damping. */
export const smoothingBounds = { least: 1e-4, largest: 1 - 1e-4, leastPhi: 0.8, largestPhi: 0.98 } as const;

/**
 * Where the free parameters of a form are in the vector of a search: first an angle for each smoothing parameter, whose
 * sine moves it between its bounds, so that a maximum on a bound is reached; then the states before the first value,
 * the last seasonal term left out, as they sum to 0, or to the period.
 */
export interface EtsParametrization {
  readonly size: number;
  readonly hasTrend: boolean;
  readonly damped: boolean;
  readonly season: 0 | 1 | 2;
  readonly period: number;
  /** The number of angles: the states follow them. */
  readonly angles: number;
}

/** @internal */
export function etsParametrization(form: EtsForm, period: number): EtsParametrization {
  const hasTrend = form.trend !== 'none';
  const season = form.seasonal === 'none' ? 0 : form.seasonal === 'additive' ? 1 : 2;
  const angles = 1 + (hasTrend ? 1 : 0) + (season > 0 ? 1 : 0) + (form.damped ? 1 : 0);
  const states = 1 + (hasTrend ? 1 : 0) + (season > 0 ? period - 1 : 0);
  return { size: angles + states, hasTrend, damped: form.damped, season, period, angles };
}

const { least, largest, leastPhi, largestPhi } = smoothingBounds;

const share = (angle: number) => (1 + Math.sin(angle)) / 2;
const angleOf = (part: number) => Math.asin(Math.max(-1, Math.min(1, 2 * part - 1)));

/** The smoothing parameters at a point: `beta` from its least value to alpha, `gamma` to 1 - alpha. @internal */
export function smoothingAt(x: Float64Array, { hasTrend, season, damped }: EtsParametrization): EtsSmoothing {
  let at = 0;
  const alpha = least + (largest - least) * share(x[at++]!);
  const beta = hasTrend ? least + (alpha - least) * share(x[at++]!) : 0;
  const gamma = season > 0 ? least + (1 - alpha - least) * share(x[at++]!) : 0;
  const phi = damped ? leastPhi + (largestPhi - leastPhi) * share(x[at]!) : 1;
  return { alpha, beta, gamma, phi };
}

/** Writes the angles of smoothing parameters. @internal */
export function setSmoothing(
  x: Float64Array,
  { alpha, beta, gamma, phi }: EtsSmoothing,
  { hasTrend, season, damped }: EtsParametrization,
): void {
  let at = 0;
  x[at++] = angleOf((alpha - least) / (largest - least));
  if (hasTrend) x[at++] = angleOf(alpha > least ? (beta - least) / (alpha - least) : 0.5);
  if (season > 0) x[at++] = angleOf(1 - alpha > least ? (gamma - least) / (1 - alpha - least) : 0.5);
  if (damped) x[at] = angleOf((phi - leastPhi) / (largestPhi - leastPhi));
}

/** How the smoothing parameters move with an angle. */
export interface SmoothingSlopes {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** One for each angle. @internal */
export function smoothingSlopes(x: Float64Array, parametrization: EtsParametrization): SmoothingSlopes[] {
  const { hasTrend, season, damped } = parametrization;
  const { alpha } = smoothingAt(x, parametrization);
  const none = { alpha: 0, beta: 0, gamma: 0, phi: 0 };
  const half = (angle: number) => Math.cos(angle) / 2;
  let at = 0;
  const perAlpha = (largest - least) * half(x[at++]!);
  const betaShare = hasTrend ? share(x[at]!) : 0;
  const betaSlope = hasTrend ? (alpha - least) * half(x[at++]!) : 0;
  const gammaShare = season > 0 ? share(x[at]!) : 0;
  const gammaSlope = season > 0 ? (1 - alpha - least) * half(x[at++]!) : 0;
  const slopes: SmoothingSlopes[] = [
    { alpha: perAlpha, beta: perAlpha * betaShare, gamma: -perAlpha * gammaShare, phi: 0 },
  ];
  if (hasTrend) slopes.push({ ...none, beta: betaSlope });
  if (season > 0) slopes.push({ ...none, gamma: gammaSlope });
  if (damped) slopes.push({ ...none, phi: (largestPhi - leastPhi) * half(x[at]!) });
  return slopes;
}

/** Writes the states of a point where a run begins. @internal */
export function setStates(
  run: { readonly levels: Float64Array; readonly slopes: Float64Array; readonly seasonals: Float64Array },
  x: Float64Array,
  { hasTrend, season, period, angles }: EtsParametrization,
): void {
  let at = angles;
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
export function gradientAt(
  x: Float64Array,
  by: EtsDerivatives,
  parametrization: EtsParametrization,
  gradient: Float64Array,
): void {
  const { hasTrend, season, period, angles } = parametrization;
  smoothingSlopes(x, parametrization).forEach((slope, i) => {
    gradient[i] = by.alpha * slope.alpha + by.beta * slope.beta + by.gamma * slope.gamma + by.phi * slope.phi;
  });
  let at = angles;
  gradient[at++] = by.level;
  if (hasTrend) gradient[at++] = by.slope;
  if (season === 0) return;
  const last = by.seasonals[period - 1]!;
  for (let j = 0; j < period - 1; j++) gradient[at + j] = by.seasonals[j]! - last;
}
