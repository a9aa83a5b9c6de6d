import type { EtsRun, EtsSmoothing } from './etsRecursion.js';

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
  sumOfSquares: number,
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
