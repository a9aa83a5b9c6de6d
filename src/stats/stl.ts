import { requireInteger, requireKnownKeys } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { conditioned, restore, strength } from './decomposition.js';
import { stlComponents } from './stlComponents.js';
import {
  requireSeasonalWindow,
  type SeasonalWindow,
  type StlFitOptions,
  stlFitOptionKeys,
  stlSettings,
} from './stlOptions.js';

/** Options of {@link stl}. */
export interface StlOptions extends StlFitOptions {
  /** The number of observations of a cycle, at least 2: 24 for a day of hours, 7 for a week of days. */
  readonly period: number;
  /**
   * How many cycles the seasonal part is smoothed over, odd and at least 3 (7 or more is usual): the smaller, the
   * faster it may change. `periodic` makes it repeat exactly. Default `periodic`.
   */
  readonly seasonalWindow?: SeasonalWindow | undefined;
}

/** What {@link stl} gives: the parts have the length of the series and sum to it. */
export interface StlResult {
  /** The smooth course of the level. */
  readonly trend: Float64Array;
  /** The part that recurs with the period. */
  readonly seasonal: Float64Array;
  /** What is left, in units of the series. */
  readonly remainder: Float64Array;
  /** The weight of each observation in the last pass, from 0 for outliers to 1; all 1 unless `robust`. */
  readonly weights: Float64Array;
  /** The number of observations of a cycle. */
  readonly period: number;
  /** The window of the seasonal loess, in cycles. */
  readonly seasonalWindow: SeasonalWindow;
  /** The window of the loess of the trend, in observations. */
  readonly trendWindow: number;
  /** The window of the low-pass loess, in observations. */
  readonly lowPassWindow: number;
  /** How strong the seasonal part is beside the remainder, from 0 to 1. */
  readonly seasonalStrength: number;
  /** How strong the trend is beside the remainder, from 0 to 1. */
  readonly trendStrength: number;
  /** The number of observations. */
  readonly n: number;
}

/**
 * Seasonal-trend decomposition by loess: the series as a smooth trend, a seasonal part that may change slowly, and
 * a remainder.
 *
 * The seasonal part smooths each cycle-subseries (all midnights, all Mondays) by locally weighted regression and
 * is freed of what a low-pass filter still finds in it; the trend smooths what is left; both are updated in turn.
 * With `robust` this is done again with bisquare weights that take outliers out of both. The parts add up to the
 * series to the rounding of its largest value. The strengths are max(0, 1 - var(remainder) / var(part +
 * remainder)), the one figure that tells whether a part is worth modelling; they are 0 for a constant series,
 * whose trend is the series. Needs more than two periods. Cost: linear in n, 16 passes when `robust`.
 *
 * Source: Cleveland, Cleveland, McRae and Terpenning, "STL: A seasonal-trend decomposition procedure based on
 * loess", Journal of Official Statistics 6 (1990); strengths: Wang, Smith and Hyndman, "Characteristic-based
 * clustering for time series data", Data Mining and Knowledge Discovery 13 (2006). All defaults and results are
 * those of R 4.2.2 `stats::stl`, but for two differences: robust weights of a series of even length rest on the
 * true median of the remainders, for which R now and then takes a value beside it; and an even window, or a
 * `seasonalDegree` of 1 with `periodic`, is refused rather than changed. statsmodels 0.13.5 `STL`, which has the
 * true median, gives the same from the same settings; its defaults differ: `seasonalWindow` 7, `seasonalDegree` 1,
 * all jumps 1, `innerIterations` 5 (2 when robust), and a `lowPassWindow` longer by 2 for odd periods. As in
 * both, a local line whose window is shorter than about 0.5% of the series is a local constant, which shows at the
 * ends of the trend: a very long series wants a longer `trendWindow` than the default.
 *
 * @throws {@link InsufficientDataError} when the series has not more than two periods, naming the least length.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or a part exceeds 1.8e308.
 * @example
 * ```ts
 * import { stl } from 'coincast';
 *
 * const week = [3, -1, -2, 0, 1, 0, -1];
 * const prices = Array.from({ length: 70 }, (_, day) => 100 + day / 2 + week[day % 7]!);
 * const { trend, seasonal, seasonalStrength } = stl(prices, { period: 7, seasonalWindow: 7, seasonalDegree: 1 });
 * trend[35]; // => 117.5
 * seasonal[35]; // => 3
 * seasonalStrength; // => 1
 * ```
 */
export function stl(x: SeriesInput, options: StlOptions): StlResult {
  requireKnownKeys('stl options', options, ['period', 'seasonalWindow', ...stlFitOptionKeys]);
  const period = requireInteger('period', options.period, { min: 2 });
  const seasonalWindow = requireSeasonalWindow('seasonalWindow', options.seasonalWindow ?? 'periodic');
  const operation = `stl with period=${period}`;
  const values = valuesOf('x', x, { minLength: 2 * period + 1, operation });
  const n = values.length;
  const settings = stlSettings(n, period, seasonalWindow, options);
  const { values: conditionedValues, scale, level } = conditioned(values);
  const { trend, seasonal, remainder, weights } = stlComponents(conditionedValues, settings);
  const seasonalStrength = strength(seasonal, remainder);
  const trendStrength = strength(trend, remainder);
  return Object.freeze({
    trend: restore(trend, { scale, level }),
    seasonal: restore(seasonal, { scale, level: 0 }),
    remainder: restore(remainder, { scale, level: 0 }),
    weights,
    period,
    seasonalWindow,
    trendWindow: settings.trend.window,
    lowPassWindow: settings.lowPass.window,
    seasonalStrength,
    trendStrength,
    n,
  });
}
