import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import { conditioned, restore, strength } from './decomposition.js';
import { type StlSettings, stlComponents } from './stlComponents.js';
import {
  requireSeasonalWindow,
  type SeasonalWindow,
  type StlFitOptions,
  stlFitOptionKeys,
  stlSettings,
} from './stlOptions.js';

/** Options of {@link mstl}; those of {@link StlFitOptions} hold for the fit of every period. */
export interface MstlOptions extends StlFitOptions {
  /** The numbers of observations of the cycles, distinct and at least 2: [24, 168] for days and weeks of hours. */
  readonly periods: readonly number[];
  /**
   * The seasonal window of every period, or one for each in the order of `periods`. Default: 11 for the shortest
   * period and 4 more for each longer one.
   */
  readonly seasonalWindows?: SeasonalWindow | readonly SeasonalWindow[] | undefined;
  /** How many times each seasonal part is estimated with the others taken out, at least 1. Default 2. */
  readonly iterations?: number | undefined;
}

/** The part of a series that recurs with one period. */
export interface SeasonalComponent {
  /** The number of observations of the cycle. */
  readonly period: number;
  /** The window of the seasonal loess, in cycles. */
  readonly seasonalWindow: SeasonalWindow;
  /** The part, in units of the series and as long. */
  readonly values: Float64Array;
  /** How strong the part is beside the remainder, from 0 to 1. */
  readonly strength: number;
}

/** What {@link mstl} gives: trend, seasonal parts and remainder sum to the series. */
export interface MstlResult {
  /** The smooth course of the level. */
  readonly trend: Float64Array;
  /** The seasonal parts by ascending period. */
  readonly seasonals: readonly SeasonalComponent[];
  /** What is left, in units of the series. */
  readonly remainder: Float64Array;
  /** How strong each seasonal part is beside the remainder, from 0 to 1, by ascending period. */
  readonly seasonalStrengths: readonly number[];
  /** How strong the trend is beside the remainder, from 0 to 1. */
  readonly trendStrength: number;
  /** The number of observations. */
  readonly n: number;
}

/**
 * Multiple seasonal-trend decomposition by loess: {@link stl} for a series with several periods at once, such as
 * the days and weeks of hourly prices.
 *
 * From the shortest period to the longest, {@link stl} takes out each seasonal part in turn, and then, in further
 * iterations, estimates each again with the others taken out; the trend is that of the last fit. The parts add up
 * to the series to the rounding of its largest value. The strengths are those of {@link stl}: part against
 * remainder. Needs more than two of the longest period. Cost: `iterations` times the number of periods fits of
 * {@link stl}.
 *
 * Source: Bandara, Hyndman and Bergmeir, "MSTL: A seasonal-trend decomposition algorithm for time series with
 * multiple seasonal patterns", International Journal of Operational Research (2021, in press). Matches R forecast
 * 8.20 `mstl` without its Box-Cox transform, but for the median of robust fits (see {@link stl}), and for a period
 * longer than half the series, which R drops with a warning and which is refused here.
 *
 * @throws {@link InsufficientDataError} when the series has not more than two of the longest period, naming the
 * least length.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown, or a part exceeds 1.8e308.
 * @example
 * ```ts
 * import { mstl } from 'coincast';
 *
 * const wave = (hour: number, period: number) => Math.sin((2 * Math.PI * hour) / period);
 * const prices = Array.from({ length: 1000 }, (_, hour) => 100 + 3 * wave(hour, 24) + wave(hour, 168));
 * const { seasonals } = mstl(prices, { periods: [24, 168] });
 * seasonals.map(({ period, strength }) => [period, strength > 0.99]); // => [[24, true], [168, true]]
 * ```
 */
export function mstl(x: SeriesInput, options: MstlOptions): MstlResult {
  requireKnownKeys('mstl options', options, [
    'periods',
    'seasonalWindows',
    'iterations',
    ...stlFitOptionKeys,
  ]);
  const cycles = resolveCycles(options);
  const iterations = requireInteger('iterations', options.iterations ?? 2, { min: 1 });
  const longest = cycles.at(-1)!.period;
  const operation = `mstl with period=${longest}`;
  const values = valuesOf('x', x, { minLength: 2 * longest + 1, operation });
  const n = values.length;
  const { values: conditionedValues, scale, level } = conditioned(values);
  const settings = cycles.map(({ period, seasonalWindow }) =>
    stlSettings(n, period, seasonalWindow, options),
  );
  const { trend, seasonals, remainder } = mstlComponents(conditionedValues, settings, iterations);
  const seasonalStrengths = seasonals.map((seasonal) => strength(seasonal, remainder));
  const trendStrength = strength(trend, remainder);
  const components = cycles.map((cycle, i) => {
    const values = restore(seasonals[i]!, { scale, level: 0 });
    return Object.freeze({ ...cycle, values, strength: seasonalStrengths[i]! });
  });
  return Object.freeze({
    trend: restore(trend, { scale, level }),
    seasonals: Object.freeze(components),
    remainder: restore(remainder, { scale, level: 0 }),
    seasonalStrengths: Object.freeze(seasonalStrengths),
    trendStrength,
    n,
  });
}

/** The decomposition behind {@link mstl}, of values known to be finite and more than two of each period long. */
export function mstlComponents(
  values: Float64Array,
  settings: readonly StlSettings[],
  iterations: number,
): { trend: Float64Array; seasonals: Float64Array[]; remainder: Float64Array } {
  const n = values.length;
  const seasonals: Float64Array[] = settings.map(() => new Float64Array(n));
  const deseasonalized = values.slice();
  let trend: Float64Array = deseasonalized;
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (const [i, each] of settings.entries()) {
      const before = seasonals[i]!;
      for (let t = 0; t < n; t++) deseasonalized[t] = deseasonalized[t]! + before[t]!;
      const fit = stlComponents(deseasonalized, each);
      for (let t = 0; t < n; t++) deseasonalized[t] = deseasonalized[t]! - fit.seasonal[t]!;
      seasonals[i] = fit.seasonal;
      trend = fit.trend;
    }
  }
  const remainder = deseasonalized;
  for (let t = 0; t < n; t++) remainder[t] = deseasonalized[t]! - trend[t]!;
  return { trend, seasonals, remainder };
}

interface Cycle {
  readonly period: number;
  readonly seasonalWindow: SeasonalWindow;
}

/** The periods in ascending order with their windows. */
function resolveCycles({ periods, seasonalWindows }: MstlOptions): Cycle[] {
  if (!Array.isArray(periods) || periods.length === 0 || new Set(periods).size < periods.length) {
    throw new InvalidArgumentError({
      argument: 'periods',
      value: periods,
      expected: 'an array of at least one period, all distinct',
    });
  }
  const checked = periods.map((period, i) => requireInteger(`periods[${i}]`, period, { min: 2 }));
  const ascending = [...checked].sort((a, b) => a - b);
  if (seasonalWindows === undefined) {
    return ascending.map((period, i) => ({ period, seasonalWindow: 11 + 4 * i }));
  }
  const windows = windowByPeriod(checked, seasonalWindows);
  return ascending.map((period) => ({ period, seasonalWindow: windows.get(period)! }));
}

function windowByPeriod(
  periods: readonly number[],
  asked: SeasonalWindow | readonly SeasonalWindow[],
): Map<number, SeasonalWindow> {
  if (typeof asked !== 'object') {
    const window = requireSeasonalWindow('seasonalWindows', asked);
    return new Map(periods.map((period) => [period, window]));
  }
  if (!Array.isArray(asked) || asked.length !== periods.length) {
    throw new InvalidArgumentError({
      argument: 'seasonalWindows',
      value: asked,
      expected: `"periodic", an odd integer of at least 3, or an array of ${periods.length}, one a period`,
    });
  }
  return new Map(
    periods.map((period, i) => [period, requireSeasonalWindow(`seasonalWindows[${i}]`, asked[i])]),
  );
}
