import { InvalidArgumentError } from '../../errors/index.js';
import type { FittedModel, Forecast } from '../../models/index.js';
import type { VolatilityScale } from './VolatilityScale.js';

/** A forecast that has the variance of each step to come. */
export interface VarianceForecast extends Forecast {
  /** The variance of each step, in squared units of the series. */
  readonly variance: Float64Array;
}

/** A model of volatility, whose forecasts have a variance: what scales the scores. */
export interface VarianceModel extends FittedModel {
  /** The forecast of `horizon` steps, with their variances. */
  forecast(options: { readonly horizon: number; readonly levels?: readonly number[] }): VarianceForecast;
}

/**
 * The scale that a model of the one-step errors expects: the root of the summed variances of the steps.
 *
 * @throws {@link InvalidArgumentError} when the model gives no variances, or one that is not positive.
 * @internal
 */
export function modelScale(model: VarianceModel): VolatilityScale {
  return {
    scales(horizon) {
      const { variance } = model.forecast({ horizon, levels: [] });
      let sum = 0;
      return Float64Array.from({ length: horizon }, (_, i) => {
        const step = variance?.[i];
        if (typeof step !== 'number' || !(step > 0 && step < Number.POSITIVE_INFINITY)) {
          throw new InvalidArgumentError({
            argument: `variance[${i}] of the volatility model's forecast`,
            value: step,
            expected: 'a positive number',
            hint: 'Give scale a trainer of volatility models.',
          });
        }
        sum += step;
        return Math.sqrt(sum);
      });
    },
    observe: (error) => modelScale(model.append([error]) as VarianceModel),
    toState: () => ({ type: 'model', model: model.toJSON() }),
  };
}
