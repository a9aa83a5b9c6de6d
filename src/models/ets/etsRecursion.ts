import type { EtsForm } from './EtsForm.js';

/** A form in the numbers that the inner loops branch on: 0 none, 1 additive, 2 multiplicative. */
export interface EtsCodes {
  readonly relativeErrors: boolean;
  readonly trend: 0 | 1 | 2;
  readonly season: 0 | 1 | 2;
}

/** The smoothing parameters; what a form does not have is 0, and `phi` 1. */
export interface EtsSmoothing {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** Room for one run of the recursions over n values, kept for the derivatives. */
export interface EtsRun {
  readonly codes: EtsCodes;
  readonly values: Float64Array;
  /** 1 without a season. */
  readonly period: number;
  /** The level before each value, and after the last: n + 1. */
  readonly levels: Float64Array;
  /** The slope, likewise. */
  readonly slopes: Float64Array;
  /** The seasonal term of each value, and of the period after the last: n + period. */
  readonly seasonals: Float64Array;
  /** The one-step forecasts. */
  readonly fitted: Float64Array;
  /** The one-step errors, relative to the forecast with `relativeErrors`. */
  readonly errors: Float64Array;
}

const code = { none: 0, additive: 1, multiplicative: 2 } as const;

/** @internal */
export function createEtsRun(form: EtsForm, values: Float64Array, period: number): EtsRun {
  const n = values.length;
  const season = form.seasonal === 'none' ? 1 : period;
  return {
    codes: {
      relativeErrors: form.error === 'multiplicative',
      trend: code[form.trend],
      season: code[form.seasonal],
    },
    values,
    period: season,
    levels: new Float64Array(n + 1),
    slopes: new Float64Array(n + 1),
    seasonals: new Float64Array(n + season),
    fitted: new Float64Array(n),
    errors: new Float64Array(n),
  };
}

/** How well a run fits. */
export interface EtsFit {
  readonly sumOfSquares: number;
  /** With relative errors, the sum of the logarithms of the forecasts; 0 otherwise. */
  readonly logForecasts: number;
}

/** Where a product is turned into its logarithm, long before it overflows. */
const large = 1e120;

/**
 * Runs the recursions from the states in `levels[0]`, `slopes[0]` and the first period of `seasonals`; `undefined`
 * where a part that has to be positive is not.
 *
 * With the level l, slope b and seasonal term s before a value y, the forecast is q, q + s or q s, where q is l, l +
 * phi b or l b^phi. With p the value without its season and d = p - q, the level becomes q + alpha d, the slope phi
 * b + beta d or b^phi + beta d / l, the term s + gamma d or s + gamma (y / q - s). Errors may be of either kind: it is
 * these recursions that both kinds share. Source: Hyndman, Koehler, Ord & Snyder (2008), tables 2.1 to 2.3.
 *
 * @internal
 */
export function runEts(run: EtsRun, { alpha, beta, gamma, phi }: EtsSmoothing): EtsFit | undefined {
  const { codes, values, period, levels, slopes, seasonals, fitted, errors } = run;
  const { relativeErrors, trend, season } = codes;
  const n = values.length;
  let level = levels[0]!;
  let slope = slopes[0]!;
  let sumOfSquares = 0;
  let product = 1;
  let logForecasts = 0;
  for (let t = 0; t < n; t++) {
    const y = values[t]!;
    const damped = trend === 0 ? 0 : trend === 1 ? phi * slope : phi === 1 ? slope : slope ** phi;
    const q = trend === 0 ? level : trend === 1 ? level + damped : level * damped;
    const term = season === 0 ? 0 : seasonals[t]!;
    const forecast = season === 2 ? q * term : q + term;
    let error = y - forecast;
    if (relativeErrors) {
      if (!(forecast > 0)) return undefined;
      error /= forecast;
      product *= forecast;
      if (product > large || product < 1 / large) {
        logForecasts += Math.log(product);
        product = 1;
      }
    }
    fitted[t] = forecast;
    errors[t] = error;
    sumOfSquares += error * error;
    if (season === 2 && !(term > 0 && q > 0)) return undefined;
    const d = season === 2 ? y / term - q : y - forecast;
    if (season === 1) seasonals[t + period] = term + gamma * d;
    else if (season === 2) seasonals[t + period] = term + gamma * (y / q - term);
    if (trend === 1) slope = damped + beta * d;
    else if (trend === 2) slope = damped + (beta * d) / level;
    level = q + alpha * d;
    if (trend === 2 && !(level > 0 && slope > 0)) return undefined;
    levels[t + 1] = level;
    slopes[t + 1] = slope;
  }
  if (!Number.isFinite(sumOfSquares)) return undefined;
  return { sumOfSquares, logForecasts: logForecasts + Math.log(product) };
}
