import { NonFiniteValueError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { meanLoss } from './meanLoss.js';

/**
 * Mean absolute percentage error, in percent: the mean of 100·|actual − forecast| / |actual|, so that 5 means
 * five percent.
 *
 * Both take a `PriceSeries` (its prices are used) or bare numbers, equally many and at least one. It does not
 * exist where an actual value is 0, which is refused (R gives `Inf`); take {@link smape} or {@link mase} for
 * returns and other data that cross zero. Matches `MAPE` of R `forecast::accuracy` 8.20.
 *
 * @throws {@link NonFiniteValueError} when an actual value is 0, or a value is NaN or infinite.
 * @throws {@link InvalidArgumentError} when the lengths differ or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @example
 * ```ts
 * import { mape } from 'coincast';
 *
 * mape([100, 200], [110, 190]); // => 7.5
 * ```
 */
export function mape(actual: SeriesInput, forecast: SeriesInput): number {
  return meanLoss('mape', actual, forecast, (a, f, index) => {
    if (a !== 0) return 100 * Math.abs((a - f) / a);
    throw new NonFiniteValueError({
      argument: 'actual',
      index,
      value: a,
      expected: 'a number other than 0 for mape (smape and mase take zeros)',
    });
  });
}
