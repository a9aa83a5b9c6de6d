import { DegenerateSeriesError, requireInteger } from '../../errors/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import { finite } from './meanLoss.js';

/** What scaled errors are divided by: how large the errors of the (seasonal) naive forecast were in training. */
export interface NaiveScale {
  /** The data the model was trained on, in order of time; at least `season + 1` values. */
  readonly insample: SeriesInput;
  /** The length of the season in steps, at least 1. Default 1: the plain naive forecast sets the scale. */
  readonly season?: number | undefined;
}

/**
 * The mean of |y[t] − y[t − season]| to the given power over the training data, divisor `n − season`.
 *
 * @throws {@link DegenerateSeriesError} when it is 0.
 * @internal
 */
export function naiveScale(metric: string, { insample, season = 1 }: NaiveScale, power: 1 | 2): number {
  requireInteger('season', season, { min: 1 });
  const operation = `${metric} with season=${season}`;
  const values = valuesOf('insample', insample, { minLength: season + 1, operation });
  const scale = finite(metric, meanChange(values, season, power));
  if (scale > 0) return scale;
  throw new DegenerateSeriesError({
    message: `${metric} has no scale: insample never changes over ${season} step${season === 1 ? '' : 's'}. Use mae or rmse, or give training data that move.`,
    reason: 'constant',
  });
}

/** The same without checks: 0 where nothing changes, or where there are no more values than a season has. @internal */
export function meanChange(values: Float64Array, season: number, power: 1 | 2): number {
  const count = values.length - season;
  if (count < 1) return 0;
  let sum = 0;
  let lost = 0;
  for (let t = season; t < values.length; t++) {
    const change = Math.abs(values[t]! - values[t - season]!);
    const term = (power === 1 ? change : change * change) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return sum / count;
}
