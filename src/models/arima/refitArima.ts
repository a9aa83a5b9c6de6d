import { InvalidArgumentError, requireBoolean } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainingSummary, TrainOptions } from '../model.js';
import type { RegressorColumns } from '../regressorColumns.js';
import { requireSameName } from '../regularSteps.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { transformed } from '../transform.js';
import type { ArimaModel } from './ArimaModel.js';
import { describeOrder } from './arimaOrder.js';
import { type ArimaParameters, parametersOf } from './arimaState.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import { coefficientTable } from './coefficientTable.js';
import { fitArima } from './fitArima.js';
import { neededObservations } from './neededObservations.js';
import type { ObservedSteps } from './observedSteps.js';
import { columnsOf, type RegressionColumn, regressionEffect } from './regressors.js';
import { trainedModel } from './trainedModel.js';
import { trainingSteps } from './trainingSteps.js';

/** Options of {@link refitArima}. */
export interface RefitArimaOptions extends TrainOptions {
  /**
   * Whether the search starts from the model's own coefficients, and from nowhere else: quick, and right where the
   * series is little longer than the one before. With false it starts as `trainArima` does. Default true.
   */
  readonly warmStart?: boolean | undefined;
  /** The regressors of the series, one number each for every observation; needed by a model that has regressors. */
  readonly regressors?: RegressorColumns | undefined;
}

/**
 * Fits the specification of a model anew, by exact maximum likelihood, to a series that has changed since, such as the
 * same prices with those of another week: the same order and season, with a constant or without, the same
 * transformation and regressors, and what was held fixed at the same values.
 *
 * `append` tells a model of new observations at no cost and leaves its coefficients as they are; refit it now and then.
 *
 * @throws {@link InsufficientDataError} when there are too few observations for the order, naming the least number.
 * @throws {@link DegenerateSeriesError} when the series is constant or predicted perfectly.
 * @throws {@link InvalidArgumentError} when the series is of another coin or currency, or an option is out of bounds.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link ConvergenceError}
 * @example
 * ```ts
 * import { refitArima, trainArima } from 'coincast';
 *
 * const lakeLevels = [10.38, 11.86, 10.97, 10.8, 9.79, 10.39, 10.42, 10.82, 11.4, 11.32, 11.44, 11.68];
 * const model = trainArima(lakeLevels, { order: [1, 0, 0] });
 * const refitted = refitArima(model, [...lakeLevels, 11.17, 10.53, 10.01]);
 * refitted.training.n; // => 15
 * ```
 */
export function refitArima(
  model: ArimaModel,
  series: SeriesInput,
  options: RefitArimaOptions = {},
): ArimaModel {
  if (model?.kind !== 'arima') {
    throw new InvalidArgumentError({ argument: 'model', value: model, expected: 'a model from trainArima' });
  }
  const { now, signal } = resolveTrainOptions('refitArima', options, ['warmStart', 'regressors']);
  const { warmStart = true } = options;
  requireBoolean('warmStart', warmStart);
  requireSameCoin(model.training, series);
  const startedAt = now();
  const before = parametersOf(model.toJSON());
  const { order, seasonal, constant, transform } = before;
  const size = { order, seasonal, hasConstant: constant !== undefined };
  const names = before.regressors?.names ?? [];
  const steps = trainingSteps(series, {
    needed: neededObservations({ ...size, regressors: names }),
    operation: `refitArima with ${describeOrder(order, seasonal)}`,
  });
  const regressors = requireColumns(before, options.regressors, steps);
  const rows = coefficientTable(before);
  const fitted = fitArima(transformed(steps.values, transform), {
    ...size,
    regressors,
    fixed: new Map(rows.filter(({ isFixed }) => isFixed).map(({ name, value }) => [name, value])),
    method: 'ml',
    effort: 'thorough',
    start: warmStart ? startOf(before) : undefined,
    signal,
  });
  const parameters = transform === undefined ? fitted : { ...fitted, transform };
  return trainedModel({ series, steps, regressors, parameters, startedAt, now });
}

function requireSameCoin({ coinId, vsCurrency }: TrainingSummary, series: SeriesInput): void {
  if (!isPriceSeries(series)) return;
  requireSameName('series.coinId', series.coinId, coinId);
  requireSameName('series.vsCurrency', series.vsCurrency, vsCurrency);
}

/** The columns in the order of the model's names. */
function requireColumns(
  { regressors }: ArimaParameters,
  columns: RegressorColumns | undefined,
  steps: ObservedSteps,
): RegressionColumn[] {
  regressionEffect(regressors, columns, steps.positions?.length ?? steps.values.length);
  if (regressors === undefined) return [];
  return columnsOf(Object.fromEntries(regressors.names.map((name) => [name, columns![name]!])), steps);
}

function startOf({ ar, ma, sar = [], sma = [] }: ArimaParameters): ArmaCoefficients {
  return {
    ar: Float64Array.from(ar),
    ma: Float64Array.from(ma),
    sar: Float64Array.from(sar),
    sma: Float64Array.from(sma),
  };
}
