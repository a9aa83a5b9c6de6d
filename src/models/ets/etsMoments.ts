import type { GaussianPath } from '../gaussianForecast.js';
import type { EtsState } from './etsState.js';

/** Whether the mean and variance of forecasts are known as formulas: not with a multiplicative trend. @internal */
export function hasMoments({ form }: Pick<EtsState, 'form'>): boolean {
  return form.trend !== 'multiplicative';
}

/**
 * The exact mean and standard deviation of each step, the parameters taken as known.
 *
 * With the weights c[j] = alpha + beta (phi + ... + phi^j) + gamma (in multiples of the period) that an error keeps j
 * steps on, additive errors give the variance sigma2 (1 + sum of c[j]^2 below h). Multiplicative ones multiply what they
 * meet: with additive parts the variance of the forecast value is v[h] = sigma2 sum of c[j]^2 (mean[h-j]^2 + v[h-j]),
 * and that of the observation v + sigma2 (mean^2 + v); with a multiplicative season see `productMoments`. Cost: linear
 * in the horizon, times the period with a multiplicative season, quadratic for multiplicative errors about an additive
 * one. Source: Hyndman, Koehler, Ord & Snyder (2008), chapter 6.
 *
 * @internal
 */
export function etsMoments(state: EtsState, horizon: number): GaussianPath {
  const { form, sigma2 } = state;
  if (form.error === 'multiplicative' && form.seasonal !== 'additive') return productMoments(state, horizon);
  const mean = linearMean(state, horizon);
  const weights = errorWeights(state, horizon);
  const standardDeviation = new Float64Array(horizon);
  if (form.error === 'additive') {
    let sum = 1;
    for (let h = 0; h < horizon; h++) {
      standardDeviation[h] = Math.sqrt(sigma2 * sum);
      sum += weights[h]! ** 2;
    }
    return { mean, standardDeviation };
  }
  const variance = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    let sum = 0;
    for (let j = 1; j <= h; j++) sum += weights[j - 1]! ** 2 * (mean[h - j]! ** 2 + variance[h - j]!);
    variance[h] = sigma2 * sum;
    standardDeviation[h] = Math.sqrt(variance[h]! + sigma2 * (mean[h]! ** 2 + variance[h]!));
  }
  return { mean, standardDeviation };
}

/** The forecasts of a form with additive trend and season. */
function linearMean({ last, phi = 1 }: EtsState, horizon: number): Float64Array {
  const { level, slope = 0, seasonals } = last;
  const mean = new Float64Array(horizon);
  let faded = 1;
  let steps = 0;
  for (let h = 0; h < horizon; h++) {
    faded *= phi;
    steps += faded;
    mean[h] = level + steps * slope + (seasonals === undefined ? 0 : seasonals[h % seasonals.length]!);
  }
  return mean;
}

/** How much of an error is in the forecasts 1, 2 ... steps on. */
function errorWeights(
  { alpha, beta = 0, gamma = 0, phi = 1, period }: EtsState,
  count: number,
): Float64Array {
  const weights = new Float64Array(count);
  let faded = 1;
  let steps = 0;
  for (let j = 1; j <= count; j++) {
    faded *= phi;
    steps += faded;
    weights[j - 1] = alpha + beta * steps + (period !== undefined && j % period === 0 ? gamma : 0);
  }
  return weights;
}

/**
 * With multiplicative errors and season, or none: a value is the product of its seasonal term s and (l + phi b), both of
 * which every error e multiplies. For each place of the season the vector z = (l, b) times what errors have made of s is
 * followed: a step makes (F + G e) z of it, and (F + G e)(1 + gamma e) z where s is updated, where F z = (l + phi b, phi
 * b) and G z = (alpha, beta)(l + phi b). Mean and covariance follow exactly for normal errors, whose square has variance
 * 2 sigma2^2.
 */
function productMoments(state: EtsState, horizon: number): GaussianPath {
  const { last, alpha, beta = 0, gamma = 0, phi = 1, sigma2, period = 1 } = state;
  const places = Array.from({ length: Math.min(period, horizon) }, () => ({
    level: last.level,
    slope: last.slope ?? 0,
    levelLevel: 0,
    levelSlope: 0,
    slopeSlope: 0,
  }));
  const mean = new Float64Array(horizon);
  const standardDeviation = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const place = h % period;
    const term = last.seasonals?.[place] ?? 1;
    const own = places[place]!;
    const value = own.level + phi * own.slope;
    const variance = own.levelLevel + phi * (2 * own.levelSlope + phi * own.slopeSlope);
    mean[h] = term * value;
    standardDeviation[h] = Math.abs(term) * Math.sqrt(variance + sigma2 * (value * value + variance));
    for (let i = 0; i < places.length; i++) {
      const z = places[i]!;
      const updated = i === place ? gamma : 0;
      const q = z.level + phi * z.slope;
      const fades = phi * z.slope;
      const levelSquare = z.levelLevel + phi * (2 * z.levelSlope + phi * z.slopeSlope);
      const levelFading = phi * (z.levelSlope + phi * z.slopeSlope);
      const fadingSquare = phi * phi * z.slopeSlope;
      // The mean of the step's matrix: F + gamma sigma2 G.
      const a = 1 + updated * sigma2 * alpha;
      const b = updated * sigma2 * beta;
      // What the error multiplies: G + gamma F, and its square: gamma G.
      const c = alpha + updated;
      const qq = q * q + levelSquare;
      const qf = q * fades + levelFading;
      const ff = fades * fades + fadingSquare;
      const twice = 2 * (updated * sigma2) ** 2;
      z.level = a * q;
      z.slope = fades + b * q;
      z.levelLevel = a * a * levelSquare + sigma2 * c * c * qq + twice * alpha * alpha * qq;
      z.levelSlope =
        a * (levelFading + b * levelSquare) +
        sigma2 * c * (beta * qq + updated * qf) +
        twice * alpha * beta * qq;
      z.slopeSlope =
        fadingSquare +
        b * (2 * levelFading + b * levelSquare) +
        sigma2 * (beta * beta * qq + updated * (2 * beta * qf + updated * ff)) +
        twice * beta * beta * qq;
    }
  }
  return { mean, standardDeviation };
}
