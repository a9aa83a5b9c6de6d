import { requireKnownKeys } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput, sliceSeries, valuesOf } from '../../series/index.js';
import type { Forecast, TrainOptions } from '../model.js';
import type { ProphetModel } from './ProphetModel.js';
import { prophetForecast } from './prophetForecast.js';
import { readyToFit } from './readyToFit.js';
import { trainProphetKeys } from './resolveProphetOptions.js';
import { rollingForecasts } from './rollingForecasts.js';
import type { TrainProphetOptions } from './TrainProphetOptions.js';
import { trainProphet } from './trainProphet.js';

/** Options of {@link prophetTrainer}: those of the training that are not given row by row. */
export type ProphetTrainerOptions = Omit<
  TrainProphetOptions,
  'regressors' | 'conformal' | 'signal' | 'clock' | 'onProgress'
>;

/** The origins of a backtest, as its trainers are told of them. */
export interface ProphetOrigins {
  /** The windows of training: positions from `start` up to `end`, which is not part of it. */
  readonly folds: readonly { readonly start: number; readonly end: number }[];
  /** The number of steps ahead. */
  readonly horizon: number;
  /** The levels of the intervals, fractions. */
  readonly levels: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** A trainer of Prophet-style models that knows a cheap way through a backtest. */
export interface ProphetTrainer {
  (series: SeriesInput, context?: Pick<TrainOptions, 'signal'>): ProphetModel;
  /** The forecasts from all origins of a backtest, each from the observations before it. */
  rolling(series: SeriesInput, origins: ProphetOrigins): Generator<Forecast>;
}

const refused = ['regressors', 'conformal', 'signal', 'clock', 'onProgress'];
const trainerKeys = /* @__PURE__ */ trainProphetKeys.filter((key) => !refused.includes(key));

/**
 * A trainer of Prophet-style models with the given options, for `backtest`, `compareModels` and everything else that
 * takes trainers.
 *
 * A backtest with an expanding window reads the data once for all of its folds and fits at every origin, whatever its
 * `refitEvery`: that costs less than `append` would save. The automatic seasonalities and transformation are those of
 * the first fold. With a sliding window each fold is trained anew.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown, or would have to be given row by row.
 * @example
 * ```ts
 * import { backtest, prophetTrainer } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const series = simulateMarket({ seed: 7, length: 720 });
 * const trainer = prophetTrainer({ yearly: false, daily: true });
 * const { folds } = await backtest(series, trainer, { horizon: 24, initial: 480, step: 24 });
 * folds.length; // => 10
 * ```
 */
export function prophetTrainer(options: ProphetTrainerOptions = {}): ProphetTrainer {
  requireKnownKeys('prophetTrainer options', options, trainerKeys);
  const train = (series: SeriesInput, { signal }: Pick<TrainOptions, 'signal'> = {}) =>
    trainProphet(series, { ...options, signal });
  return Object.assign(train, {
    *rolling(series: SeriesInput, { folds, horizon, levels, signal }: ProphetOrigins): Generator<Forecast> {
      const expands = folds.every(({ start }) => start === 0);
      const { data, columns } = readyToFit(series, options, 'prophetTrainer');
      if (!expands || data.order !== undefined) {
        for (const { start, end } of folds) {
          yield train(windowOf(series, start, end), { signal }).forecast({ horizon, levels });
        }
        return;
      }
      const { specification } = readyToFit(windowOf(series, 0, folds[0]!.end), options, 'prophetTrainer');
      const cutoffs = folds.map(({ end }) => end - 1);
      const exact = { levels, method: 'exact', paths: 0, seed: 0, biasAdjusted: true } as const;
      const request = { specification, data, columns, signal };
      for (const { state, steps } of rollingForecasts(request, cutoffs, horizon)) {
        yield prophetForecast(state, steps, exact);
      }
    },
  });
}

function windowOf(series: SeriesInput, start: number, end: number): SeriesInput {
  if (!isPriceSeries(series)) return valuesOf('series', series).slice(start, end);
  const { timestamps } = series;
  return sliceSeries(series, { from: timestamps[start]!, to: timestamps[end] ?? Number.POSITIVE_INFINITY });
}
