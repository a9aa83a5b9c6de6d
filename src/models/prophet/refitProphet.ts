import { InvalidArgumentError, type NumberArray, requireBoolean } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import type { RegressorColumns } from '../regressorColumns.js';
import { requireSameName } from '../regularSteps.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { FittedProphet } from './FittedProphet.js';
import { givenColumns } from './givenColumns.js';
import { knownLevel, levelColumns } from './growthLevels.js';
import type { ProphetModel } from './ProphetModel.js';
import { fitProblem, type ProphetSpecification, prepareFit } from './prepareFit.js';
import { inOrder, type OrderedObservations, trainingObservations } from './prophetObservations.js';
import { rescaled, scaledParameters, specificationOf } from './specificationOf.js';
import { stateOf } from './stateOf.js';
import type { ProphetObservations } from './TrainProphetOptions.js';
import { summary } from './trainProphet.js';

/** Options of {@link refitProphet}. */
export interface RefitProphetOptions extends TrainOptions {
  /** Whether the search starts from the model's parameters. Default true. */
  readonly warmStart?: boolean | undefined;
  /** The regressors of the series, one number each for every observation; needed by a model that has regressors. */
  readonly regressors?: RegressorColumns | undefined;
  /**
   * The flags of seasonalities whose condition was given by flags, one for each observation. Needed where there are
   * such.
   */
  readonly conditions?: Readonly<Record<string, NumberArray | readonly boolean[]>> | undefined;
  /** With logistic growth, the cap: a number or one for each observation. Default: the model's, where it is a number. */
  readonly cap?: number | NumberArray | undefined;
  /** With logistic growth, the floor, in the same way and in units of the series. Default: that of the model. */
  readonly floor?: number | NumberArray | undefined;
}

/**
 * Fits the model anew to another stretch of data, such as the old one with what came since: with the same parts,
 * transformation, priors and standardisation of regressors, and changepoints by the same rule (of those given the ones
 * within the data). It starts from the old parameters, which changes the time it takes and, for additive models, not
 * the result. Calibrated errors of `conformal` are not kept, since they belong to the old fit.
 *
 * @throws {@link InvalidArgumentError} when the series is of another coin or currency, or what its parts need is missing.
 * @throws {@link InsufficientDataError}, {@link DegenerateSeriesError}, {@link NonFiniteValueError},
 * {@link IrregularSeriesError}
 * @example
 * ```ts
 * import { refitProphet, trainProphet } from 'coincast';
 *
 * const values = [5, 7, 6, 8, 7, 9, 8, 10, 9, 11];
 * const model = trainProphet(values);
 * refitProphet(model, [...values, 10, 12]).training.n; // => 12
 * ```
 */
export function refitProphet(
  model: ProphetModel,
  series: SeriesInput | ProphetObservations,
  options: RefitProphetOptions = {},
): ProphetModel {
  if (model?.kind !== 'prophet') {
    throw new InvalidArgumentError({
      argument: 'model',
      value: model,
      expected: 'a model from trainProphet',
    });
  }
  const { now, signal } = resolveTrainOptions('refitProphet', options, [
    'warmStart',
    'regressors',
    'conditions',
    'cap',
    'floor',
  ]);
  const { warmStart = true } = options;
  requireBoolean('warmStart', warmStart);
  if (isPriceSeries(series)) {
    requireSameName('series.coinId', series.coinId, model.training.coinId);
    requireSameName('series.vsCurrency', series.vsCurrency, model.training.vsCurrency);
  }
  const startedAt = now();
  const state = model.toJSON();
  const data = trainingObservations(series, 'refitProphet');
  const specification = within(specificationOf(state), data);
  const given = givenColumns(specification.parts, options, data.given);
  const cap = knownLevel('cap', options.cap, state.cap);
  const floor = knownLevel('floor', options.floor, state.floor);
  const columns = {
    regressors: new Map([...given.regressors].map(([name, values]) => [name, inOrder(values, data)])),
    conditions: new Map([...given.conditions].map(([name, flags]) => [name, inOrder(flags, data)])),
    ...levelColumns(specification.growth, cap, floor, data),
  };
  const prepared = prepareFit(specification, data, columns);
  const start = warmStart ? rescaled(scaledParameters(state), prepared) : undefined;
  const fitted = fitProblem(prepared.problem, start, signal);
  const training = summary(series, data, { startedAt, fittedAt: now() });
  return new FittedProphet(
    stateOf({ training, specification, prepared, fitted, cap, floor, conformal: undefined }),
  );
}

function within(
  specification: ProphetSpecification,
  { timestamps }: OrderedObservations,
): ProphetSpecification {
  const { changepoints } = specification;
  if (changepoints === undefined) return specification;
  const first = timestamps[0]!;
  const last = timestamps[timestamps.length - 1]!;
  return {
    ...specification,
    changepoints: Array.from(changepoints).filter((at) => at >= first && at <= last),
  };
}
