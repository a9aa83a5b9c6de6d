import { DegenerateSeriesError, InvalidArgumentError, NonFiniteValueError } from '../../errors/index.js';
import { logRatio } from '../../math/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import { trainingValues } from '../trainingValues.js';

/** What the numbers of a series are: prices, whose log returns are modelled, or returns themselves. */
export type VolatilityInput = 'prices' | 'returns';

/** Log returns that differ by less than a price can be told from another. */
const rounding = 16 * Number.EPSILON;

/**
 * The returns of a training series, checked: for prices the logarithms of each over the one before it, one fewer than
 * prices.
 *
 * @throws {@link InsufficientDataError} with fewer than `minReturns` returns.
 * @throws {@link NonFiniteValueError} when a value is not finite, or a price not positive.
 * @throws {@link DegenerateSeriesError} when all returns are equal.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function trainingReturns(
  series: SeriesInput,
  { input, minReturns, operation }: { input: VolatilityInput; minReturns: number; operation: string },
): { values: Float64Array; returns: Float64Array } {
  if (input === 'returns') {
    refuseTimed('series', series);
    const values = trainingValues(series, { minLength: minReturns, operation });
    return { values, returns: values };
  }
  const values = trainingValues(series, { minLength: minReturns + 1, operation });
  const returns = logReturnsOf('series', values);
  requireScatter(returns);
  return { values, returns };
}

/** The log returns of prices. @throws {@link NonFiniteValueError} when a price is not positive. @internal */
export function logReturnsOf(argument: string, prices: Float64Array): Float64Array {
  requirePositive(argument, prices);
  const returns = new Float64Array(Math.max(0, prices.length - 1));
  for (let t = 0; t < returns.length; t++) returns[t] = logRatio(prices[t + 1]!, prices[t]!);
  return returns;
}

/** @throws {@link NonFiniteValueError} when a price is not positive. @internal */
export function requirePositive(argument: string, prices: Float64Array): void {
  const index = prices.findIndex((price) => !(price > 0));
  if (index < 0) return;
  throw new NonFiniteValueError({
    argument,
    index,
    value: prices[index],
    expected: 'a positive price; numbers that are returns need input: "returns"',
  });
}

/** Returns and variances come as bare numbers. @throws {@link InvalidArgumentError} @internal */
export function refuseTimed(argument: string, series: SeriesInput, input = 'returns'): void {
  if (!isPriceSeries(series)) return;
  throw new InvalidArgumentError({
    argument,
    value: series,
    expected: `bare numbers with input "${input}"`,
    hint: 'A PriceSeries holds prices: leave input out.',
  });
}

function requireScatter(returns: Float64Array): void {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < returns.length; t++) {
    least = Math.min(least, returns[t]!);
    most = Math.max(most, returns[t]!);
  }
  if (most - least > rounding) return;
  throw new DegenerateSeriesError({
    message: `All ${returns.length} returns of the series are ${most}: there is no variation to model. Give a longer stretch.`,
    reason: 'perfect-fit',
  });
}
