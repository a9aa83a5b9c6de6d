import type { EtsFit, EtsRun, EtsSmoothing } from './etsRecursion.js';

/** The derivatives of the objective; those by the states before the first value are written to the arrays. */
export interface EtsDerivatives {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
  level: number;
  slope: number;
  /** By the seasonal terms; the first period of it is the result, the rest is room. n + period. */
  readonly seasonals: Float64Array;
}

/**
 * The derivatives of (n / 2) log(sum of squares) + sum of log forecasts, by all parameters at once: the recursions of a
 * run backward. Cost: about twice that of the run.
 *
 * @internal
 */
export function etsDerivatives(
  run: EtsRun,
  { alpha, beta, gamma, phi }: EtsSmoothing,
  { sumOfSquares }: EtsFit,
  out: EtsDerivatives,
): void {
  const { codes, values, period, levels, slopes, seasonals, fitted, errors } = run;
  const { relativeErrors, trend, season } = codes;
  const n = values.length;
  const barSeasonals = out.seasonals;
  if (season !== 0) barSeasonals.fill(0);
  const weight = n / sumOfSquares;
  let barLevel = 0;
  let barSlope = 0;
  let barAlpha = 0;
  let barBeta = 0;
  let barGamma = 0;
  let barPhi = 0;
  for (let t = n - 1; t >= 0; t--) {
    const y = values[t]!;
    const level = levels[t]!;
    const slope = slopes[t]!;
    const error = errors[t]!;
    const forecast = fitted[t]!;
    const barError = weight * error;
    const barForecast = relativeErrors ? (1 - barError * (1 + error)) / forecast : -barError;
    const term = season === 0 ? 0 : seasonals[t]!;
    const q = season === 2 ? forecast / term : forecast - term;
    const d = season === 2 ? y / term - q : y - forecast;
    const slopePerD = trend === 2 ? beta / level : beta;
    const barD = alpha * barLevel + slopePerD * barSlope;
    barAlpha += barLevel * d;
    let barQ = barLevel - barD + (season === 2 ? barForecast * term : barForecast);
    if (season !== 0) {
      const barNext = barSeasonals[t + period]!;
      if (season === 1) {
        barGamma += barNext * d;
        barQ -= gamma * barNext;
        barSeasonals[t] = (1 - gamma) * barNext + barForecast - barD;
      } else {
        const ratio = y / q;
        barGamma += barNext * (ratio - term);
        barQ -= (gamma * barNext * ratio) / q;
        barSeasonals[t] = (1 - gamma) * barNext + barForecast * q - (barD * y) / (term * term);
      }
    }
    if (trend === 0) barLevel = barQ;
    else if (trend === 1) {
      barBeta += barSlope * d;
      barLevel = barQ;
      const barDamped = barQ + barSlope;
      barPhi += barDamped * slope;
      barSlope = phi * barDamped;
    } else {
      barBeta += (barSlope * d) / level;
      const damped = phi === 1 ? slope : slope ** phi;
      const barDamped = barQ * level + barSlope;
      barLevel = barQ * damped - (beta * d * barSlope) / (level * level);
      barPhi += barDamped * damped * Math.log(slope);
      barSlope = (barDamped * phi * damped) / slope;
    }
  }
  out.alpha = barAlpha;
  out.beta = barBeta;
  out.gamma = barGamma;
  out.phi = barPhi;
  out.level = barLevel;
  out.slope = barSlope;
}

/** A direction in which parameters and first states move. */
export interface EtsDirection {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
  readonly level: number;
  readonly slope: number;
  /** The seasonal terms of the first period; absent where they stay. */
  readonly seasonals?: Float64Array | undefined;
}

/** A change of a state this far below 1 no longer matters: states of scaled values are near 1. */
const forgotten = 1e-9;

/**
 * The derivatives of the errors of a run in one direction, written to `tangent`: the recursions forward. With relative
 * errors they are those of the errors times the geometric mean of the forecasts, over that mean, so that the sum of
 * their squares is what is minimised in either case. `room` holds n + period numbers. Where only the states of a form
 * without a season move, the loop ends as soon as they are forgotten.
 *
 * @internal
 */
export function etsTangent(
  run: EtsRun,
  { alpha, beta, gamma, phi }: EtsSmoothing,
  direction: EtsDirection,
  tangent: Float64Array,
  room: Float64Array,
): void {
  const { codes, values, period, levels, slopes, seasonals, fitted, errors } = run;
  const { relativeErrors, trend, season } = codes;
  const n = values.length;
  if (season !== 0) {
    for (let j = 0; j < period; j++) room[j] = direction.seasonals?.[j] ?? 0;
  }
  let dotLevel = direction.level;
  let dotSlope = direction.slope;
  let sum = 0;
  const { alpha: dotAlpha, beta: dotBeta, gamma: dotGamma, phi: dotPhi } = direction;
  const fades = season === 0 && dotAlpha === 0 && dotBeta === 0 && dotPhi === 0;
  for (let t = 0; t < n; t++) {
    if (fades && Math.abs(dotLevel) + Math.abs(dotSlope) < forgotten) {
      tangent.fill(0, t);
      break;
    }
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
      damped = phi * slope;
      dotDamped = dotPhi * slope + phi * dotSlope;
      dotQ += dotDamped;
    } else if (trend === 2) {
      damped = phi === 1 ? slope : slope ** phi;
      dotDamped = damped * (dotPhi * Math.log(slope) + (phi * dotSlope) / slope);
      dotQ = dotLevel * damped + level * dotDamped;
    }
    const dotForecast = season === 2 ? dotQ * term + q * dotTerm : dotQ + dotTerm;
    const dotD = season === 2 ? (-y * dotTerm) / (term * term) - dotQ : -dotForecast;
    if (relativeErrors) {
      const relative = dotForecast / forecast;
      tangent[t] = -(1 + errors[t]!) * relative;
      sum += relative;
    } else tangent[t] = -dotForecast;
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
  if (!relativeErrors) return;
  const mean = sum / n;
  for (let t = 0; t < n; t++) tangent[t] = tangent[t]! + errors[t]! * mean;
}
