import { medianInPlace } from '../../math/index.js';
import type { Forecast } from '../model.js';

/** How members' forecasts become one: the median of them, or their mean by weights that sum to 1. */
export type Combining =
  | { readonly method: 'median' }
  | { readonly method: 'mean'; readonly weights: readonly number[] };

/**
 * The forecast of members together: what is done with their means is done with the ends of their intervals, step by step,
 * so that these stay nested and about the mean. The timestamps are those of the first.
 *
 * @internal
 */
export function combineForecasts(
  forecasts: readonly Forecast[],
  combining: Combining,
): Omit<Forecast, 'timestamps'> {
  const { mean, intervals } = forecasts[0]!;
  const combined = (of: (forecast: Forecast) => Float64Array) =>
    combineValues(
      forecasts.map((forecast) => of(forecast)),
      mean.length,
      combining,
    );
  return {
    mean: combined((forecast) => forecast.mean),
    intervals: Object.freeze(
      intervals.map(({ level }, i) =>
        Object.freeze({
          level,
          lower: combined((forecast) => forecast.intervals[i]!.lower),
          upper: combined((forecast) => forecast.intervals[i]!.upper),
        }),
      ),
    ),
  };
}

function combineValues(
  members: readonly Float64Array[],
  horizon: number,
  combining: Combining,
): Float64Array {
  const values = new Float64Array(members.length);
  return Float64Array.from({ length: horizon }, (_, h) => {
    for (let k = 0; k < members.length; k++) values[k] = members[k]![h]!;
    if (combining.method === 'median') return medianInPlace(values);
    return values.reduce((sum, value, k) => sum + combining.weights[k]! * value, 0);
  });
}
