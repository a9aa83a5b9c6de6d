import {
  ConvergenceError,
  InvalidArgumentError,
  requireOneOf,
  SerializationError,
} from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import {
  type ArimaOrder,
  requireArimaOrder,
  requireSeasonalOrder,
  type SeasonalOrder,
} from '../arima/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { gaussianForecast } from '../gaussianForecast.js';
import type { FittedModel, TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';

/** A model of the npm package `arima`, as far as it is used. */
export interface CtsaEngine {
  /** Fits it to a series. */
  train(series: number[]): unknown;
  /** Forecasts, once it is fitted. */
  predict(length: number): [means: number[], variances: number[]];
  /** Frees its memory. */
  destroy(): void;
}

/** The class that the npm package `arima` exports, as far as it is used. */
export interface CtsaConstructor {
  new (options?: {
    readonly p?: number;
    readonly d?: number;
    readonly q?: number;
    readonly P?: number;
    readonly D?: number;
    readonly Q?: number;
    readonly s?: number;
    readonly method?: number;
    readonly auto?: boolean;
    readonly verbose?: boolean;
  }): CtsaEngine;
}

/** Options of {@link trainCtsaArima}. */
export interface TrainCtsaArimaOptions extends TrainOptions {
  /** What `import Arima from 'arima'` gives. */
  readonly Arima: CtsaConstructor;
  /** The order [p, d, q], or `'auto'` to let ctsa choose. */
  readonly order: ArimaOrder | 'auto';
  /** The seasonal order; with order `'auto'` its period alone counts. Default: no season. */
  readonly seasonal?: SeasonalOrder | false | undefined;
  /** `css-ml`, ctsa's default, or `ml`. */
  readonly method?: 'css-ml' | 'ml' | undefined;
}

/** A model of the engine ctsa: it forecasts, and that is all it can do. */
export interface CtsaArimaModel extends FittedModel<'ctsa-arima'> {
  readonly order: ArimaOrder | 'auto';
}

/**
 * Fits an ARIMA model by ctsa, the C library behind the npm package `arima`: a second opinion on {@link trainArima}.
 *
 * The package is not a dependency of this library: install it and pass its class, as in `import Arima from 'arima'` and
 * `trainCtsaArima(series, { Arima, order: [1, 1, 1] }).forecast({ horizon: 24 })`. It tells no parameters, so that the
 * model can neither be stored nor appended to, both of which throw; its memory is freed after every use, so that each
 * forecast fits anew. Where it returns zeros or what is no number, as its automatic choice does for many a series of
 * prices, that is an error.
 *
 * @throws {@link ConvergenceError} when ctsa fails or its forecasts make no sense.
 * @throws {@link InsufficientDataError}, {@link DegenerateSeriesError}, {@link NonFiniteValueError},
 * {@link IrregularSeriesError}, {@link InvalidArgumentError}
 */
export function trainCtsaArima(series: SeriesInput, options: TrainCtsaArimaOptions): CtsaArimaModel {
  const { now, signal } = resolveTrainOptions('trainCtsaArima', options, [
    'Arima',
    'order',
    'seasonal',
    'method',
  ]);
  const { Arima, seasonal = false, method = 'css-ml' } = options;
  if (typeof Arima !== 'function') {
    const expected = "the class of the npm package arima: import Arima from 'arima'";
    throw new InvalidArgumentError({ argument: 'Arima', value: Arima, expected });
  }
  const order = options.order === 'auto' ? options.order : requireArimaOrder(options.order);
  const season = seasonal === false ? undefined : requireSeasonalOrder(seasonal);
  requireOneOf('method', method, ['css-ml', 'ml']);
  const startedAt = now();
  const values = Array.from(trainingValues(series, { minLength: 20, operation: 'trainCtsaArima' }));
  const predict = createPredictor(Arima, values, ctsaOptions(order, season, method));
  predict(1);
  signal?.throwIfAborted();
  const training = summarizeTraining(series, { startedAt, fittedAt: now() });
  return Object.freeze({
    kind: 'ctsa-arima',
    order,
    training,
    forecast(forecastOptions) {
      const { horizon, levels } = resolveForecastOptions(forecastOptions);
      return gaussianForecast(training, predict(horizon), levels);
    },
    append() {
      throw new InvalidArgumentError({
        argument: 'append',
        value: 'ctsa-arima',
        expected: 'a model that tells its parameters, which ctsa does not',
        hint: 'Train it anew on the longer series, or use trainArima.',
      });
    },
    toJSON() {
      throw new SerializationError({
        message: 'A model of ctsa cannot be stored, since ctsa tells no parameters. Use trainArima.',
        path: 'kind',
      });
    },
  } satisfies CtsaArimaModel);
}

type CtsaOptions = ConstructorParameters<CtsaConstructor>[0];

function ctsaOptions(
  order: ArimaOrder | 'auto',
  seasonal: SeasonalOrder | undefined,
  method: 'css-ml' | 'ml',
): CtsaOptions {
  const code = method === 'css-ml' ? 0 : 1;
  const common = { method: code, verbose: false };
  if (order === 'auto') {
    const none = { P: 0, D: 0, Q: 0, s: 0 };
    return { ...common, auto: true, ...(seasonal === undefined ? none : { s: seasonal.period }) };
  }
  const [p, d, q] = order;
  if (seasonal === undefined) return { ...common, p, d, q };
  const [P, D, Q] = seasonal.order;
  return { ...common, p, d, q, P, D, Q, s: seasonal.period };
}

function createPredictor(Arima: CtsaConstructor, values: readonly number[], options: CtsaOptions) {
  const isPositive = values.every((value) => value > 0);
  return (horizon: number) => {
    const engine = new Arima(options);
    try {
      engine.train([...values]);
      const [means, variances] = engine.predict(horizon);
      requireSense(means, variances, isPositive);
      return {
        mean: Float64Array.from(means),
        standardDeviation: Float64Array.from(variances, (variance) => Math.sqrt(variance)),
      };
    } catch (error) {
      if (error instanceof ConvergenceError) throw error;
      throw new ConvergenceError(
        {
          message: `ctsa could not fit the series (${error instanceof Error ? error.message : error}). Use trainArima.`,
          iterations: 0,
        },
        { cause: error },
      );
    } finally {
      engine.destroy();
    }
  };
}

function requireSense(means: readonly number[], variances: readonly number[], isPositive: boolean): void {
  const isNumber = means.every(Number.isFinite) && variances.every((variance) => variance >= 0);
  const isZero = isPositive && means.some((mean) => mean === 0);
  if (isNumber && !isZero) return;
  throw new ConvergenceError({
    message:
      `ctsa forecast ${isZero ? 'zero for a series without zeros' : 'what is no number'}, which it does where its ` +
      'search fails. Name another order, or use trainArima.',
    iterations: 0,
  });
}
