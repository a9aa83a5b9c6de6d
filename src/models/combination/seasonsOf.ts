import { isCoincastError } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import { detectSeasonality } from '../../stats/index.js';

const day = 86_400_000;
const week = 7 * day;

/** Cycles a test may find, and be wrong about, this often. */
const alpha = 0.01;

/** How much of the variation beside the trend a season explains, at least: as `nsdiffs` has it. */
const leastStrength = 0.64;

/**
 * The calendar's periods that a series of such a step may have, the shortest first: the day and the week for steps of
 * less than a day, the week for days, the year for weeks. None for bare numbers, whose step is not known.
 *
 * @internal
 */
export function calendarPeriods(series: SeriesInput): readonly number[] {
  if (!isPriceSeries(series)) return [];
  const { stepMs } = series;
  if (stepMs === week) return [52];
  return [day / stepMs, week / stepMs].filter((period) => Number.isInteger(period) && period >= 2);
}

/**
 * Those of the candidates that are seasons of the series: found by `detectSeasonality` at 1%, and strong. What is too
 * short to be told, less than three cycles or 20 values, has none.
 *
 * @internal
 */
export function confirmedSeasons(values: Float64Array, candidates: readonly number[]): readonly number[] {
  const possible = candidates.filter((period) => values.length >= 3 * period);
  if (possible.length === 0 || values.length < 20) return [];
  try {
    const { periods } = detectSeasonality(values, { candidates: possible, alpha });
    return periods
      .filter(({ strength }) => strength >= leastStrength)
      .map(({ period }) => period)
      .sort((a, b) => a - b);
  } catch (error) {
    if (isCoincastError(error)) return [];
    throw error;
  }
}
