import { computeColumns } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import type { FeatureSeries } from '../engine/seriesColumns.js';
import type { CalendarOptions } from './CalendarOptions.js';
import { mondayBased } from './mondayBased.js';

/** The columns of {@link session}. */
export type SessionOutput = 'asia' | 'europe' | 'america' | 'weekend';

const hourMs = 3_600_000;
const saturday = 5;

/**
 * Session flags, 1 or 0: whether it is a working hour in Asia (00:00 to 09:00 UTC), in Europe (07:00 to 16:00) or in
 * America (13:00 to 22:00), and whether it is Saturday or Sunday, in UTC.
 *
 * Sessions overlap, include their first moment and not their last, and are the same all year, as UTC knows no daylight
 * saving: London and New York begin an hour sooner in summer. Sessions are open on weekends too, as crypto is; a model
 * finds the difference in `weekend`. There is no warm-up. Of a candle it is the time at which it opens.
 *
 * @throws {@link InvalidArgumentError} when the series is none, or an option is given.
 * @example
 * ```ts
 * import { createPriceSeries, session } from 'coincast';
 *
 * const eight = Date.UTC(2024, 0, 1, 8);
 * const series = createPriceSeries({ timestamps: [eight, eight + 7_200_000], prices: [10, 11] });
 * const { asia, europe, weekend } = session(series);
 * [asia[0], asia[1], europe[1], weekend[0]]; // => [1, 0, 1, 0]
 * ```
 */
export function session(
  series: FeatureSeries,
  options: CalendarOptions = {},
): Readonly<Record<SessionOutput, Float64Array>> {
  return computeColumns('session', sessionFeature, series, options);
}

/** The feature behind {@link session}. */
export const sessionFeature: Feature<CalendarOptions, SessionOutput> = {
  optionNames: [],
  inputs: ['timestamp'],
  outputs: ['asia', 'europe', 'america', 'weekend'],
  plan: () => ({
    warmUp: [0, 0, 0, 0],
    remembers: false,
    createStage:
      () =>
      ([times], [asia, europe, america, weekend], count) => {
        for (let row = 0; row < count; row++) {
          const time = times![row]!;
          const hour = time / hourMs - 24 * Math.floor(time / (24 * hourMs));
          asia![row] = flag(hour < 9);
          europe![row] = flag(hour >= 7 && hour < 16);
          america![row] = flag(hour >= 13 && hour < 22);
          weekend![row] = flag(mondayBased(time) >= saturday);
        }
      },
  }),
};

function flag(open: boolean): number {
  return open ? 1 : 0;
}
