import {
  DegenerateSeriesError,
  InsufficientDataError,
  NonFiniteValueError,
  requireInteger,
  requireOneOf,
} from '../../errors/index.js';
import { rootMeanSquare } from '../../math/index.js';
import type { SeriesInput } from '../../series/index.js';
import { fitEts } from '../ets/fitEts.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { classicalSeason, type SeasonKind } from './classicalSeason.js';
import { fitDynamicTheta } from './dynamicTheta.js';
import { hasSeason } from './hasSeason.js';
import { createThetaModel, type ThetaModel } from './ThetaModel.js';
import type { ThetaParameters, ThetaSeason } from './thetaState.js';

/** Options of {@link trainTheta}. */
export interface TrainThetaOptions extends TrainOptions {
  /**
   * `standard`: theta 2, the line that of the whole series; `dynamic`: the dynamic optimised Theta model, in which theta
   * is estimated and the line follows the series. Default `standard`.
   */
  readonly variant?: 'standard' | 'dynamic' | undefined;
  /** The number of observations in a season; 1, the default, for none. */
  readonly period?: number | undefined;
  /**
   * How the season is taken out before, by classical decomposition: `auto`, multiplicative where a test finds one and
   * all values are positive, additive where they are not; or one of these without a test. Default `auto`.
   */
  readonly seasonal?: 'auto' | 'none' | SeasonKind | undefined;
}

/** A fit is taken to be perfect when its errors are this small beside the changes of the series. */
const perfection = 1e-7;

/** Seasonal factors closer to 0 than this are not divided by. */
const leastFactor = 1e-4;

/**
 * The Theta method: the series is followed by a level that forgets, and extrapolated along part of its line.
 *
 * The standard variant is simple exponential smoothing with half the slope of the least squares line as drift: mean[h] =
 * level + slope / 2 · (h - 1 + (1 - (1 - alpha)^n) / alpha), with the variance sigma2 (1 + (h - 1) alpha²). The dynamic
 * optimised one estimates how much of the line is added, by theta (at least 1; 1 is none, 2 a half), from the line of
 * what it has seen so far, and its alpha, theta and first level have the least sum of squared one-step errors; its
 * variance is exact for these recursions. Intervals are normal. A season is taken out before by classical decomposition,
 * where the autocorrelation at its lag is significant at 10%, and put back into mean and intervals; it is left out, in
 * `'auto'`, when the series has no more than two periods. Appending moves level and line, not parameters and season.
 * Missing values are refused: fill them first. A multiple of the series gives the multiple of the forecasts. Linear in
 * the length.
 *
 * Source: Assimakopoulos & Nikolopoulos (2000), International Journal of Forecasting 16, 521-530; Hyndman & Billah (2003),
 * the same 19, 287-290; the dynamic variant: Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler (2016), the same 32,
 * 1151-1161. Equal to `thetaf` of R's forecast 8.20 at the same alpha, but that the width of intervals follows the
 * season too, and that values that are not positive get an additive season.
 *
 * @throws {@link InsufficientDataError} with fewer than 6 observations, or too few for a season that was asked for.
 * @throws {@link DegenerateSeriesError} when the series is constant or predicted perfectly.
 * @throws {@link NonFiniteValueError}, also for values that are not positive with a multiplicative season.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainTheta } from 'coincast';
 *
 * const model = trainTheta([3, 5, 4, 7, 8, 8, 10, 11]);
 * model.slope; // => 1.119
 * const { mean } = model.forecast({ horizon: 2 });
 * mean[1]! - mean[0]!; // => 0.5595
 * ```
 */
export function trainTheta(series: SeriesInput, options: TrainThetaOptions = {}): ThetaModel {
  const { now, signal } = resolveTrainOptions('trainTheta', options, ['variant', 'period', 'seasonal']);
  const variant = requireOneOf('variant', options.variant ?? 'standard', ['standard', 'dynamic']);
  const period = requireInteger('period', options.period ?? 1, { min: 1, max: 10_000 });
  const seasonal = requireOneOf('seasonal', options.seasonal ?? 'auto', [
    'auto',
    'none',
    'additive',
    'multiplicative',
  ]);
  const startedAt = now();
  const values = trainingValues(series, { minLength: 6, operation: 'trainTheta' });
  const terms = seasonOf(values, period, seasonal);
  const adjusted = terms === undefined ? values : withoutSeason(values, terms);
  const scale = rootMeanSquare(adjusted);
  const scaled = adjusted.map((value) => value / scale);
  const fitted = variant === 'dynamic' ? dynamicFit(scaled) : standardFit(scaled, signal);
  requireScatter(fitted.sigma2, scaled);
  return createThetaModel({
    kind: 'theta',
    version: 1,
    training: summarizeTraining(series, { startedAt, fittedAt: now() }),
    variant,
    ...(terms === undefined ? {} : { season: comingSeason(terms, values.length) }),
    ...fitted,
    level: fitted.level * scale + 0,
    slope: fitted.slope * scale + 0,
    ...(fitted.mean === undefined ? {} : { mean: fitted.mean * scale + 0 }),
    sigma2: fitted.sigma2 * scale * scale,
  });
}

interface Terms {
  readonly kind: SeasonKind;
  /** The first value's first. */
  readonly values: Float64Array;
}

function seasonOf(
  values: Float64Array,
  period: number,
  seasonal: 'auto' | 'none' | SeasonKind,
): Terms | undefined {
  if (seasonal === 'none' || (seasonal === 'auto' && !hasSeason(values, period))) return undefined;
  if (seasonal !== 'auto' && (period === 1 || values.length <= 2 * period)) {
    const operation = `trainTheta with seasonal "${seasonal}" and period=${period}`;
    if (period > 1)
      throw new InsufficientDataError({ operation, needed: 2 * period + 1, got: values.length });
    requireInteger('period', period, { min: 2 });
  }
  const index = values.findIndex((value) => value <= 0);
  if (seasonal === 'multiplicative' && index >= 0) {
    const expected = 'a positive number with a multiplicative season';
    throw new NonFiniteValueError({ argument: 'series', index, value: values[index], expected });
  }
  const kind = seasonal === 'auto' ? (index < 0 ? 'multiplicative' : 'additive') : seasonal;
  const terms = classicalSeason(values, period, kind);
  if (kind === 'multiplicative' && terms.some((term) => term < leastFactor)) return undefined;
  return { kind, values: terms };
}

function withoutSeason(values: Float64Array, { kind, values: terms }: Terms): Float64Array {
  return values.map((value, t) => {
    const term = terms[t % terms.length]!;
    return kind === 'additive' ? value - term : value / term;
  });
}

function comingSeason({ kind, values }: Terms, n: number): ThetaSeason {
  const period = values.length;
  return { kind, terms: Array.from({ length: period }, (_, h) => values[(n + h) % period]! + 0) };
}

type FittedTheta = Omit<ThetaParameters, 'variant' | 'season'>;

/** Simple exponential smoothing, with half the slope of the line as drift. */
function standardFit(values: Float64Array, signal: AbortSignal | undefined): FittedTheta {
  const n = values.length;
  const form = { error: 'additive', trend: 'none', damped: false, seasonal: 'none' } as const;
  const { smoothing, run, sumOfSquares } = fitEts(values, form, 1, { signal })!;
  return {
    alpha: smoothing.alpha,
    theta: 2,
    level: run.levels[n]!,
    slope: slopeOf(values),
    sigma2: sumOfSquares / (n - 2),
  };
}

function dynamicFit(values: Float64Array): FittedTheta {
  const { alpha, weight, states, sumOfSquares } = fitDynamicTheta(values);
  const { level, slope, mean } = states;
  return { alpha, theta: 1 / (1 - weight), level, slope, mean, sigma2: sumOfSquares / (values.length - 3) };
}

function slopeOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  let covariance = 0;
  let variance = 0;
  for (let t = 0; t < values.length; t++) {
    covariance += (t - middle) * values[t]!;
    variance += (t - middle) ** 2;
  }
  return covariance / variance;
}

function requireScatter(sigma2: number, values: Float64Array): void {
  let changes = 0;
  for (let t = 1; t < values.length; t++) changes += (values[t]! - values[t - 1]!) ** 2;
  if (sigma2 > perfection * perfection * (changes / values.length) && sigma2 > 0) return;
  throw new DegenerateSeriesError({
    message:
      `The Theta model predicts the ${values.length} values without error, so there is no variance to estimate. ` +
      'Give a series with some scatter.',
    reason: 'perfect-fit',
  });
}
