import { requireInteger } from '../../errors/index.js';
import { computeColumn } from '../engine/computeFeature.js';
import type { Feature } from '../engine/Feature.js';
import { filterPlan } from '../engine/filterPlan.js';
import type { FeatureSeries } from '../engine/seriesColumns.js';
import { createZScore } from '../stages/zScore.js';

/** Options of {@link volumeZScore}. */
export interface VolumeZScoreOptions {
  /** The number of observations in a window, the present one included. Default 20; at least 2. */
  readonly window?: number | undefined;
}

/**
 * Volume z-score: how many sample standard deviations (divisor `window - 1`) each volume is from the mean of its
 * trailing window, as {@link zScore} has it.
 *
 * Volumes of candles are those of one step. Those that CoinGecko gives with prices are of the 24 hours before, which
 * makes a smoother score. Aligned with the series; the first `window - 1` values are NaN, the only ones, and it is 0 in
 * a window that does not vary.
 *
 * @throws {@link InsufficientDataError} when the series is shorter than the window.
 * @throws {@link DegenerateSeriesError} when the volume is constant.
 * @throws {@link NonFiniteValueError} when a volume is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the series has no volumes, `window` is not an integer of at least 2, or an
 * option is unknown.
 * @example
 * ```ts
 * import { createPriceSeries, volumeZScore } from 'coincast';
 *
 * const columns = { timestamps: [0, 1000, 2000], prices: [10, 11, 12], volumes: [1, 2, 3] };
 * volumeZScore(createPriceSeries(columns), { window: 3 })[2]; // => 1
 * ```
 */
export function volumeZScore(series: FeatureSeries, options: VolumeZScoreOptions = {}): Float64Array {
  return computeColumn('volumeZScore', volumeZScoreFeature, series, options);
}

/** The feature behind {@link volumeZScore}. */
export const volumeZScoreFeature: Feature<VolumeZScoreOptions> = {
  optionNames: ['window'],
  inputs: ['volume'],
  outputs: [],
  varies: { of: ['volume'], need: 'every' },
  plan({ window = 20 }) {
    requireInteger('window', window, { min: 2 });
    return filterPlan(window - 1, false, (memory) => createZScore(memory, window));
  },
};
