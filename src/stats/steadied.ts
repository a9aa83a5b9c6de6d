import { DegenerateSeriesError } from '../errors/index.js';
import { scaledToUnit, unitScale } from '../math/index.js';
import { requireVariation, varies } from './degeneracy.js';
import { detectSeasonality } from './detectSeasonality.js';
import { nsdiffs, nsdiffsSeasonalWindow } from './nsdiffs.js';
import { type SpreadOnLevel, spreadOnLevel } from './spreadOnLevel.js';
import { stl } from './stl.js';

/** A series whose steps are even and whose season, if strong, is taken out. */
export interface SteadiedSeries {
  readonly transform: 'none' | 'log';
  /** Why, or why not; undefined where the steps do not tell. */
  readonly spread: SpreadOnLevel | undefined;
  /** The series as transformed. */
  readonly level: Float64Array;
  readonly period: number | undefined;
  /** The number of seasonal differences its season calls for. */
  readonly D: number;
  /** The series as transformed, without its seasonal part if it calls for a difference. */
  readonly adjusted: Float64Array;
}

/** What the sums of a decomposition add to the rounding of a series. */
const smoothingRoundings = 64;

/** Logarithms where steps grow with the level, then seasonal adjustment; a period of 1 stands for no season. */
export function steadied(
  operation: string,
  values: Float64Array,
  asked: number | undefined,
  alpha: number,
): SteadiedSeries {
  requireVariation(operation, scaledToUnit(values));
  const spread = spreadOnLevel(values, asked);
  const transform = callsForLogarithms(spread, alpha) ? 'log' : 'none';
  const level = transform === 'log' ? values.map((value) => Math.log(value)) : values;
  const season = asked ?? detectSeasonality(level, { alpha }).periods[0]?.period;
  const period = season === 1 ? undefined : season;
  const D = period === undefined ? 0 : nsdiffs(level, { period });
  const adjusted = D === 0 ? level : seasonallyAdjusted(operation, level, period!);
  return { transform, spread, level, period, D, adjusted };
}

function callsForLogarithms(spread: SpreadOnLevel | undefined, alpha: number): boolean {
  return spread !== undefined && spread.exponent >= 0.5 && spread.pValue <= alpha;
}

/** The series without the seasonal part whose strength `nsdiffs` judges; something must be left. */
function seasonallyAdjusted(operation: string, level: Float64Array, period: number): Float64Array {
  const { seasonal } = stl(level, { period, seasonalWindow: nsdiffsSeasonalWindow });
  const adjusted = level.map((value, t) => value - seasonal[t]!);
  const scale = unitScale(level);
  const scaled = adjusted.map((value) => value * scale);
  if (varies(scaled, smoothingRoundings)) return adjusted;
  throw new DegenerateSeriesError({
    message: `${operation} has no randomness to test: the series repeats exactly every ${period} observations. Check that it is not synthetic.`,
    reason: 'perfect-fit',
  });
}
