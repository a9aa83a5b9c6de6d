import { requireInteger, requireKnownKeys, requireOneOf } from '../errors/index.js';
import { differenced, scaledToUnit } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { stl } from './stl.js';

/** Options of {@link nsdiffs}. */
export interface NsdiffsOptions {
  /** Observations a season, at least 2 and less than half of all: 24 for a daily season in hourly prices. */
  readonly period: number;
  /** What is asked before each difference: whether the strength of the season is above 0.64. The default. */
  readonly test?: 'seasonal-strength' | undefined;
  /** The most seasonal differences, 0 or more. Default 1. */
  readonly maxD?: number | undefined;
}

/** The seasonal strength above which a difference pays: what served forecasts of the M3 and M4 competitions best. */
const strengthThreshold = 0.64;

/** The seasonal window with which that strength is measured. */
export const nsdiffsSeasonalWindow = 11;

/**
 * The number of seasonal differences a series needs: the order D of a seasonal ARIMA model.
 *
 * Seasonal differences are taken while the strength of the season, by {@link stl} with a seasonal window of 11, is
 * above 0.64. A constant series needs none. Cost: that of `stl`. Source: Wang, Smith and Hyndman, Data Mining and
 * Knowledge Discovery 13 (2006); matches R forecast 8.20 `nsdiffs(test = "seas")`, which returns 0 for a series
 * that is too short.
 *
 * @throws {@link InsufficientDataError} unless the series is longer than `maxD` + 1 periods, naming the least
 * length.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { nsdiffs } from 'coincast';
 *
 * const months = Array.from({ length: 60 }, (_, month) => Math.sin((Math.PI * month) / 6) + month / 50);
 * nsdiffs(months, { period: 12 }); // => 1
 * nsdiffs(months, { period: 7 }); // => 0
 * ```
 */
export function nsdiffs(x: SeriesInput, options: NsdiffsOptions): number {
  requireKnownKeys('nsdiffs options', options, ['period', 'test', 'maxD']);
  requireOneOf('test', options.test ?? 'seasonal-strength', ['seasonal-strength']);
  const period = requireInteger('period', options.period, { min: 2 });
  const maxD = requireInteger('maxD', options.maxD ?? 1, { min: 0 });
  const values = valuesOf('x', x, {
    minLength: (Math.max(1, maxD) + 1) * period + 1,
    operation: `nsdiffs with period=${period}, maxD=${maxD}`,
  });
  const scaled = scaledToUnit(values);
  for (let seasonalOrder = 0; seasonalOrder < maxD; seasonalOrder++) {
    const differences = differenced(scaled, seasonalOrder, period);
    const { seasonalStrength } = stl(differences, { period, seasonalWindow: nsdiffsSeasonalWindow });
    if (seasonalStrength <= strengthThreshold) return seasonalOrder;
  }
  return maxD;
}
