import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { FeatureSeries } from '../engine/seriesColumns.js';
import { circleStage } from '../stages/circleStage.js';
import type { CalendarOptions } from './CalendarOptions.js';

/** The columns of {@link hourOfDay} and {@link dayOfWeek}. */
export type CircleOutput = 'sin' | 'cos';

const dayMs = 86_400_000;

/**
 * Time of day on a circle: sine and cosine of the angle that the hand of a 24-hour clock has in UTC, so that 23:59 is
 * next to 00:00 for a model too.
 *
 * The hand moves on evenly, with minutes and seconds. There is no warm-up, and no local time: the hours of a market
 * elsewhere are an angle apart, but for daylight saving. Of a candle it is the time at which it opens.
 *
 * @throws {@link InvalidArgumentError} when the series is none, or an option is given.
 * @example
 * ```ts
 * import { createPriceSeries, hourOfDay } from 'coincast';
 *
 * const hour = 3_600_000;
 * const series = createPriceSeries({ timestamps: [0, 6 * hour], prices: [10, 11] });
 * const { sin, cos } = hourOfDay(series);
 * [sin[1], cos[0]]; // => [1, 1]
 * ```
 */
export function hourOfDay(
  series: FeatureSeries,
  options: CalendarOptions = {},
): Readonly<Record<CircleOutput, Float64Array>> {
  return computeColumns('hourOfDay', hourOfDayFeature, series, options);
}

/** The feature behind {@link hourOfDay}. */
export const hourOfDayFeature: Feature<CalendarOptions, CircleOutput> = {
  optionNames: [],
  inputs: ['timestamp'],
  outputs: ['sin', 'cos'],
  plan: () => ({
    warmUp: [0, 0],
    remembers: false,
    createStage: () => circleStage((time) => (time - dayMs * Math.floor(time / dayMs)) / dayMs),
  }),
};
