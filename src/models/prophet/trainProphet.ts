import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainingSummary } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { calibrate } from './calibrate.js';
import { FittedProphet } from './FittedProphet.js';
import type { ProphetModel } from './ProphetModel.js';
import { fitProblem, prepareFit } from './prepareFit.js';
import { isObservations, type OrderedObservations } from './prophetObservations.js';
import { readyToFit } from './readyToFit.js';
import { trainProphetKeys } from './resolveProphetOptions.js';
import { stateOf } from './stateOf.js';
import type { ProphetObservations, TrainProphetOptions } from './TrainProphetOptions.js';

/**
 * Fits a Prophet-style model: a trend that bends at changepoints, plus seasonalities of sines and cosines, events and
 * regressors, by the exact maximum of Prophet's posterior density.
 *
 * value = trend · (1 + multiplicative parts) + additive parts + normal noise, after the values have been divided by
 * their scale. Priors, automatic rules and defaults are those of Prophet: coefficients are normal, changes of slope
 * Laplace, so that most are exactly zero; the noise has a half-normal prior. Where Prophet searches until its optimiser
 * stops, here a linear model is solved exactly, and others by Gauss-Newton steps whose every one is solved exactly; the
 * result is deterministic.
 *
 * Timestamps are taken as UTC wall-clock. They may be irregular; those of {@link ProphetObservations} may also be
 * unsorted and repeated. `NaN` among values, and absent steps, are missing and left out. Bare numbers have positions
 * for timestamps and no calendar: seasonalities with `periodSteps` are for them. A multiple of the series gives the
 * multiple of the forecasts. Constant series, and those the model fits without error, are refused.
 *
 * Cost: with additive parts on a regular grid a pass over the data for every harmonic, otherwise one for every pair of
 * columns, and for multiplicative parts and logistic growth that in each of some ten iterations.
 *
 * Source: Taylor & Letham (2018), "Forecasting at scale", The American Statistician 72; R's prophet 1.0. Deliberate
 * differences: the automatic rules look at the usual distance between observations, not the least; without
 * changepoints there is none at the start; repeated changepoints count once.
 *
 * @throws {@link InsufficientDataError} with fewer than 3 observations that are not missing.
 * @throws {@link DegenerateSeriesError} when the values are equal, or fitted without error.
 * @throws {@link IrregularSeriesError} when all observations have one timestamp.
 * @throws {@link NonFiniteValueError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainProphet } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const series = simulateMarket({ seed: 7, length: 720 });
 * const model = trainProphet(series);
 * Object.keys(model.parameters.beta); // => ['weekly', 'daily']
 * model.forecast({ horizon: 24 }).mean.length; // => 24
 * ```
 */
export function trainProphet(
  series: SeriesInput | ProphetObservations,
  options: TrainProphetOptions = {},
): ProphetModel {
  const { now, signal } = resolveTrainOptions('trainProphet', options, trainProphetKeys);
  const startedAt = now();
  const { resolved, data, specification, columns } = readyToFit(series, options, 'trainProphet');
  const { cap, floor, conformal, onProgress } = resolved;
  const prepared = prepareFit(specification, data, columns);
  const fitted = fitProblem(prepared.problem, undefined, signal);
  const scores =
    conformal === undefined
      ? undefined
      : calibrate({ specification, data, columns, prepared, signal }, conformal, onProgress);
  const training = summary(series, data, { startedAt, fittedAt: now() });
  return new FittedProphet(
    stateOf({ training, specification, prepared, fitted, cap, floor, conformal: scores }),
  );
}

/** What a model was trained on, and when. @internal */
export function summary(
  series: SeriesInput | ProphetObservations,
  { timestamps, values, stepMs, fingerprint }: OrderedObservations,
  timing: { readonly startedAt: number; readonly fittedAt: number },
): TrainingSummary {
  if (isPriceSeries(series) || !isObservations(series)) return summarizeTraining(series, timing);
  const { startedAt, fittedAt } = timing;
  return Object.freeze({
    n: values.length,
    firstTimestamp: timestamps[0]!,
    lastTimestamp: timestamps[timestamps.length - 1]!,
    stepMs,
    fingerprint: fingerprint(),
    fittedAt,
    durationMs: Math.max(0, fittedAt - startedAt),
  });
}
