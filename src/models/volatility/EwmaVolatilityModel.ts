import { logRatio, normalQuantile } from '../../math/index.js';
import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import type { FittedModel, ForecastOptions } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { appendedValues, type VolatilityAppendOptions } from './appendedValues.js';
import { appendReturns } from './appendReturns.js';
import { type EwmaVolatilityState, parseEwmaVolatilityState } from './ewmaVolatilityState.js';
import type { VolatilityInput } from './trainingReturns.js';
import { type VolatilityForecast, volatilityForecast } from './VolatilityForecast.js';

/** A model whose variance is an exponentially weighted average of squared returns. */
export interface EwmaVolatilityModel extends FittedModel<'ewma-volatility'> {
  /** The weight of the past, strictly between 0 and 1. */
  readonly lambda: number;
  /** What the observations are. */
  readonly input: VolatilityInput;
  /**
   * Forecasts prices, or returns, and the variances of the returns, the same for every step.
   *
   * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or a price that far ahead is not
   * finite.
   */
  forecast(options: ForecastOptions): VolatilityForecast;
  /**
   * A new model that has also seen `observations`, with the same lambda, by the exact recursion.
   *
   * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
   */
  append(observations: SeriesInput, options?: VolatilityAppendOptions): EwmaVolatilityModel;
  toJSON(): EwmaVolatilityState;
}

/**
 * The model that a stored state of kind `ewma-volatility` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreEwmaVolatility, trainEwmaVolatility } from 'coincast';
 *
 * const text = JSON.stringify(trainEwmaVolatility([100, 102, 101, 103]));
 * restoreEwmaVolatility(JSON.parse(text)).lambda; // => 0.94
 * ```
 */
export function restoreEwmaVolatility(state: unknown): EwmaVolatilityModel {
  return createEwmaVolatilityModel(parseEwmaVolatilityState(state));
}

/** The variance after one of `variance` with return `r`. @internal */
export function weightedVariance(lambda: number, variance: number, r: number): number {
  return lambda * variance + (1 - lambda) * r * r;
}

/** The behaviour over a state. @internal */
export function createEwmaVolatilityModel(state: EwmaVolatilityState): EwmaVolatilityModel {
  deepFreeze(state);
  const { training, input, lambda, lastValue, previousValue } = state;
  const returnOf = (value: number, before: number | undefined) =>
    input === 'prices' ? logRatio(value, before!) : value;
  return Object.freeze({
    kind: 'ewma-volatility',
    training,
    lambda,
    input,
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      const next = weightedVariance(lambda, state.variance, returnOf(lastValue, previousValue));
      const variance = new Float64Array(horizon).fill(next);
      return volatilityForecast({ training, input, lastValue, drift: 0, variance }, levels, normalQuantile);
    },
    append(observations, options = {}) {
      const appended = appendedValues(training, observations, { input, options });
      const end = appendReturns(state, appended, (variance, last, before) =>
        weightedVariance(lambda, variance, returnOf(last, before)),
      );
      return createEwmaVolatilityModel({
        ...state,
        ...end,
        training: appended.training,
      });
    },
    toJSON: () => state,
  } satisfies EwmaVolatilityModel);
}
