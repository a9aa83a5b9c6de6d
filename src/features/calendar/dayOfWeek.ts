import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { FeatureSeries } from '../engine/seriesColumns.js';
import { circleStage } from '../stages/circleStage.js';
import type { CalendarOptions } from './CalendarOptions.js';
import type { CircleOutput } from './hourOfDay.js';
import { mondayBased } from './mondayBased.js';

/**
 * Day of the week on a circle: sine and cosine of sevenths of a round, Monday at angle 0 and Sunday next to it, by the
 * date in UTC.
 *
 * All times of a day have the same value: take {@link hourOfDay} beside it. There is no warm-up. Of a candle it is the
 * day on which it opens.
 *
 * @throws {@link InvalidArgumentError} when the series is none, or an option is given.
 * @example
 * ```ts
 * import { createPriceSeries, dayOfWeek } from 'coincast';
 *
 * const monday = Date.UTC(2024, 0, 1);
 * const series = createPriceSeries({ timestamps: [monday, monday + 86_400_000], prices: [10, 11] });
 * const { sin, cos } = dayOfWeek(series);
 * cos[0]; // => 1
 * sin[1]; // => 0.781831
 * ```
 */
export function dayOfWeek(
  series: FeatureSeries,
  options: CalendarOptions = {},
): Readonly<Record<CircleOutput, Float64Array>> {
  return computeColumns('dayOfWeek', dayOfWeekFeature, series, options);
}

/** The feature behind {@link dayOfWeek}. */
export const dayOfWeekFeature: Feature<CalendarOptions, CircleOutput> = {
  optionNames: [],
  inputs: ['timestamp'],
  outputs: ['sin', 'cos'],
  plan: () => ({
    warmUp: [0, 0],
    remembers: false,
    createStage: () => circleStage((time) => mondayBased(time) / 7),
  }),
};
