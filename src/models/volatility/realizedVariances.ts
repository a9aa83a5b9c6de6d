import { InsufficientDataError, requireInteger, requireKnownKeys } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput, valuesOf } from '../../series/index.js';
import { requireRegularSteps } from '../regularSteps.js';
import { logReturnsOf } from './trainingReturns.js';

/** Options of {@link realizedVariances}. */
export interface RealizedVariancesOptions {
  /**
   * The number of observations in a day, or whatever is to be one value, at least 1. Default: as many steps as a day has
   * for a `PriceSeries`, 1 for steps longer than that and for bare numbers.
   */
  readonly period?: number | undefined;
}

/**
 * Realised variances: the sum of the squared log returns of each day, in order of time.
 *
 * Days are counted back from the last price, so that the latest is always whole; what is left at the start belongs to
 * none. They are in squares of log returns as fractions; zero where a price stood still.
 *
 * Source: Andersen & Bollerslev, "Answering the skeptics", International Economic Review 39 (1998).
 *
 * @throws {@link InsufficientDataError} when the prices are fewer than one day has, and one.
 * @throws {@link NonFiniteValueError} when a price is not finite or not positive.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { realizedVariances } from 'coincast';
 *
 * const days = realizedVariances([100, 101, 100, 102, 102], { period: 2 });
 * days.length; // => 2
 * days[1]; // => 0.00039214
 * ```
 */
export function realizedVariances(prices: SeriesInput, options: RealizedVariancesOptions = {}): Float64Array {
  requireKnownKeys('realizedVariances options', options, ['period']);
  const period = resolvePeriod(options.period, prices);
  const values = valuesOf('prices', prices, { minLength: 1, operation: 'realizedVariances' });
  if (isPriceSeries(prices)) requireRegularSteps(prices);
  const returns = logReturnsOf('prices', values);
  if (returns.length < period) {
    throw new InsufficientDataError({
      operation: `realizedVariances with period ${period}`,
      needed: period + 1,
      got: values.length,
    });
  }
  return daysOf(returns, period);
}

const dayMs = 86_400_000;

/** @throws {@link InvalidArgumentError} when it is not an integer of at least 1. @internal */
export function resolvePeriod(period: number | undefined, series: SeriesInput): number {
  if (period !== undefined) return requireInteger('period', period, { min: 1 });
  return isPriceSeries(series) ? Math.max(1, Math.round(dayMs / series.stepMs)) : 1;
}

/** The sums of squares of `period` returns each, counted back from the last. @internal */
export function daysOf(returns: Float64Array, period: number): Float64Array {
  const count = Math.floor(returns.length / period);
  const first = returns.length - count * period;
  return Float64Array.from({ length: count }, (_, day) => {
    let sum = 0;
    for (let t = first + day * period; t < first + (day + 1) * period; t++) sum += returns[t]! * returns[t]!;
    return sum;
  });
}
