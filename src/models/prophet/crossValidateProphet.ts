import { requireInteger } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { prophetForecast } from './prophetForecast.js';
import { readyToFit } from './readyToFit.js';
import { trainProphetKeys } from './resolveProphetOptions.js';
import { placeCutoffs, rollingForecasts } from './rollingForecasts.js';
import type { ProphetObservations, TrainProphetOptions } from './TrainProphetOptions.js';

/** Options of {@link crossValidateProphet}: those of the training, and where to cut. */
export interface CrossValidateProphetOptions extends Omit<TrainProphetOptions, 'conformal'> {
  /** How many steps ahead are forecast from each cutoff, from 1 to 100 000. */
  readonly horizon: number;
  /** The number of cutoffs, from 1 to 1000. Default 30. */
  readonly cutoffs?: number | undefined;
  /** How many observations the first fit has, at least 3. Default: half of them. */
  readonly initial?: number | undefined;
}

/** How good forecasts of a number of steps were. */
export interface StepErrors {
  /** The number of steps ahead. */
  readonly step: number;
  /** How many such forecasts there were. */
  readonly count: number;
  /** The mean absolute error, in units of the series. */
  readonly mae: number;
  /** The root of the mean squared error. */
  readonly rmse: number;
}

/** Forecasts from earlier cutoffs beside what came; the arrays go together by position. */
export interface ProphetCrossValidation {
  /** The timestamps of the last observations the fits had, ascending. */
  readonly cutoffs: Float64Array;
  /** The position among the cutoffs of the one a forecast was made from. */
  readonly cutoff: Int32Array;
  /** How many steps ahead it was. */
  readonly step: Int32Array;
  /** The times forecast: epoch milliseconds UTC, or positions for bare numbers. */
  readonly timestamps: Float64Array;
  /** The values that came, in units of the series. */
  readonly actual: Float64Array;
  /** What was forecast, in units of the series. */
  readonly predicted: Float64Array;
  /** Errors by the number of steps, for the numbers that occur. */
  readonly byStep: readonly StepErrors[];
}

/**
 * Rolling-origin cross-validation of a Prophet-style model: fits to the observations up to each of some cutoffs, evenly
 * from `initial` observations to all but the last `horizon` steps, and forecasts from there beside what came.
 *
 * Automatic seasonalities and the standardisation of regressors are those of the whole series, as in Prophet's own;
 * scales and changepoints are those of each stretch. Each fit starts from the one before, and with additive
 * seasonalities on a regular grid the data are read once for all of them: 30 cutoffs cost about as much as some single
 * fits.
 *
 * @throws {@link InsufficientDataError} when no cutoff leaves enough on both sides.
 * @throws {@link DegenerateSeriesError} when the observations up to a cutoff are equal, or fitted without error.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { crossValidateProphet } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const series = simulateMarket({ seed: 7, length: 720 });
 * const { byStep, predicted } = crossValidateProphet(series, { horizon: 24, cutoffs: 10 });
 * predicted.length; // => 240
 * byStep[0]!.mae < byStep[23]!.mae; // => true
 * ```
 */
export function crossValidateProphet(
  series: SeriesInput | ProphetObservations,
  options: CrossValidateProphetOptions,
): ProphetCrossValidation {
  const own = ['horizon', 'cutoffs', 'initial'];
  const keys = trainProphetKeys.filter((key) => key !== 'conformal');
  const { signal } = resolveTrainOptions('crossValidateProphet', options, [...own, ...keys]);
  const horizon = requireInteger('horizon', options.horizon, { min: 1, max: 100_000 });
  const count = requireInteger('cutoffs', options.cutoffs ?? 30, { min: 1, max: 1000 });
  const { data, specification, columns } = readyToFit(series, options, 'crossValidateProphet');
  const { timestamps, values, stepMs } = data;
  const initial =
    options.initial === undefined
      ? Math.ceil(values.length / 2)
      : requireInteger('initial', options.initial, { min: 3 });
  const places = placeCutoffs(data, { horizon, count, initial });
  const found = {
    cutoff: [] as number[],
    step: [] as number[],
    row: [] as number[],
    predicted: [] as number[],
  };
  const request = { specification, data, columns, signal };
  let done = 0;
  for (const { cutoff, from, to, state, steps } of rollingForecasts(request, places, horizon)) {
    const { mean } = prophetForecast(state, steps, {
      levels: [],
      method: 'exact',
      paths: 0,
      seed: 0,
      biasAdjusted: true,
    });
    for (let row = from; row < to; row++) {
      found.cutoff.push(done);
      found.step.push(Math.max(1, Math.round((timestamps[row]! - timestamps[cutoff]!) / stepMs)));
      found.row.push(row);
      found.predicted.push(mean[row - from]!);
    }
    done += 1;
    options.onProgress?.({ stage: 'cross-validate', done, total: places.length });
  }
  const actual = Float64Array.from(found.row, (row) => values[row]!);
  const predicted = Float64Array.from(found.predicted);
  const step = Int32Array.from(found.step);
  return Object.freeze({
    cutoffs: Float64Array.from(places, (row) => timestamps[row]!),
    cutoff: Int32Array.from(found.cutoff),
    step,
    timestamps: Float64Array.from(found.row, (row) => timestamps[row]!),
    actual,
    predicted,
    byStep: errorsByStep(step, actual, predicted),
  });
}

function errorsByStep(
  step: Int32Array,
  actual: Float64Array,
  predicted: Float64Array,
): readonly StepErrors[] {
  const errors = new Map<number, number[]>();
  step.forEach((ahead, i) => {
    const error = predicted[i]! - actual[i]!;
    const known = errors.get(ahead);
    if (known === undefined) errors.set(ahead, [error]);
    else known.push(error);
  });
  const rows = [...errors].map(([ahead, all]) => {
    const count = all.length;
    const mae = all.reduce((sum, error) => sum + Math.abs(error) / count, 0);
    const rmse = Math.sqrt(all.reduce((sum, error) => sum + (error * error) / count, 0));
    return Object.freeze({ step: ahead, count, mae, rmse });
  });
  return Object.freeze(rows.sort((a, b) => a.step - b.step));
}
