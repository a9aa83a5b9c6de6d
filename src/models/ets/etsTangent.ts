import type { EtsRun, EtsSmoothing } from './etsRecursion.js';

/** A direction in which parameters and first states move. */
export interface EtsDirection {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly level: number;
  readonly slope: number;
  /** The place of the seasonal term that moves by 1; -1 for none. */
  readonly place: number;
}

/**
 * The derivatives of the forecasts of a run in one direction, written to `tangents` from `at` on: the recursions
 * forward. `room` holds n + period numbers.
 *
 * @internal
 */
export function etsTangent(
  run: EtsRun,
  { alpha, beta, gamma, phi }: EtsSmoothing,
  direction: EtsDirection,
  tangents: Float64Array,
  at: number,
  room: Float64Array,
): void {
  const { codes, values, period, levels, slopes, seasonals, fitted } = run;
  const { trend, season } = codes;
  const n = values.length;
  const { alpha: dotAlpha, beta: dotBeta, gamma: dotGamma, phi: dotPhi, place } = direction;
  if (season !== 0) for (let j = 0; j < period; j++) room[j] = j === place ? 1 : 0;
  let dotLevel = direction.level;
  let dotSlope = direction.slope;
  for (let t = 0; t < n; t++) {
    const y = values[t]!;
    const level = levels[t]!;
    const slope = slopes[t]!;
    const forecast = fitted[t]!;
    const term = season === 0 ? 0 : seasonals[t]!;
    const dotTerm = season === 0 ? 0 : room[t]!;
    const q = season === 2 ? forecast / term : forecast - term;
    const d = season === 2 ? y / term - q : y - forecast;
    let damped = 0;
    let dotDamped = 0;
    let dotQ = dotLevel;
    if (trend === 1) {
      dotDamped = dotPhi * slope + phi * dotSlope;
      dotQ += dotDamped;
    } else if (trend === 2) {
      damped = phi === 1 ? slope : slope ** phi;
      dotDamped = damped * (dotPhi * Math.log(slope) + (phi * dotSlope) / slope);
      dotQ = dotLevel * damped + level * dotDamped;
    }
    const dotForecast = season === 2 ? dotQ * term + q * dotTerm : dotQ + dotTerm;
    const dotD = season === 2 ? (-y * dotTerm) / (term * term) - dotQ : -dotForecast;
    tangents[at + t] = dotForecast;
    if (season === 1) room[t + period] = dotTerm + dotGamma * d + gamma * dotD;
    else if (season === 2) {
      const ratio = y / q;
      room[t + period] = dotTerm + dotGamma * (ratio - term) - gamma * ((ratio * dotQ) / q + dotTerm);
    }
    if (trend === 1) dotSlope = dotDamped + dotBeta * d + beta * dotD;
    else if (trend === 2) {
      dotSlope = dotDamped + (dotBeta * d + beta * dotD - (beta * d * dotLevel) / level) / level;
    }
    dotLevel = dotQ + dotAlpha * d + alpha * dotD;
  }
}
