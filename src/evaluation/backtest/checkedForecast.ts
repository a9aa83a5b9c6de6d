import { InvalidArgumentError, requireFiniteArray, requireSameLength } from '../../errors/index.js';
import type { FittedModel, Forecast } from '../../models/index.js';

/** A forecast's numbers, checked, without the steps of the gap. */
export interface CheckedForecast {
  /** The mean of each step, in units of the series. */
  readonly mean: Float64Array;
  /** The intervals of each level, a fraction, with the ends of each step in units of the series. */
  readonly intervals: readonly {
    readonly level: number;
    readonly lower: Float64Array;
    readonly upper: Float64Array;
  }[];
}

/**
 * Refuses a forecast that is not `gap + horizon` finite numbers, or has not the intervals asked for, and cuts off the
 * gap.
 *
 * @throws {@link InvalidArgumentError}, {@link NonFiniteValueError}
 * @internal
 */
export function checkedForecast(
  forecast: Forecast,
  {
    gap,
    horizon,
    levels,
  }: { readonly gap: number; readonly horizon: number; readonly levels: readonly number[] },
): CheckedForecast {
  const steps = { length: gap + horizon };
  const later = (name: string, values: Float64Array) => {
    requireFiniteArray(name, values);
    requireSameLength(name, values, 'the steps asked for', steps);
    return Float64Array.from(values.slice(gap));
  };
  const intervals = forecast?.intervals;
  if (!Array.isArray(intervals) || intervals.length !== levels.length) {
    const expected = `an array of ${levels.length} intervals, one for each level asked for`;
    throw new InvalidArgumentError({ argument: 'forecast.intervals', value: intervals, expected });
  }
  return Object.freeze({
    mean: later('forecast.mean', forecast.mean),
    intervals: Object.freeze(
      levels.map((level, k) => {
        const { lower, upper } = requireLevel(forecast.intervals[k]!, level, k);
        const name = `forecast.intervals[${k}]`;
        return Object.freeze({
          level,
          lower: later(`${name}.lower`, lower),
          upper: later(`${name}.upper`, upper),
        });
      }),
    ),
  });
}

function requireLevel(interval: Forecast['intervals'][number], level: number, k: number) {
  if (interval.level === level) return interval;
  const argument = `forecast.intervals[${k}].level`;
  throw new InvalidArgumentError({ argument, value: interval.level, expected: `${level}, as asked for` });
}

/** Refuses what is no fitted model. @internal */
export function requireModel(model: unknown): FittedModel {
  const { forecast, append } = (model ?? {}) as Partial<FittedModel>;
  if (typeof forecast === 'function' && typeof append === 'function') return model as FittedModel;
  throw new InvalidArgumentError({
    argument: 'the result of the trainer',
    value: model,
    expected: 'a fitted model, with the functions forecast and append',
  });
}
