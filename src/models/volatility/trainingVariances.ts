import { DegenerateSeriesError, NonFiniteValueError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { trainingValues } from '../trainingValues.js';
import { daysOf } from './realizedVariances.js';
import { refuseTimed, trainingReturns } from './trainingReturns.js';

/**
 * The realised variances of a training series, checked: its own numbers, or the days of its log returns.
 *
 * @throws {@link InsufficientDataError} with fewer than `minDays`.
 * @throws {@link NonFiniteValueError} when a price is not positive or a variance negative.
 * @throws {@link DegenerateSeriesError} when all prices, returns, days or variances are equal.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function trainingVariances(
  series: SeriesInput,
  { input, period, minDays }: { input: 'prices' | 'variances'; period: number; minDays: number },
): { values: Float64Array; returns: Float64Array; days: Float64Array } {
  if (input === 'prices') {
    const operation = `trainHar with period ${period}`;
    const { values, returns } = trainingReturns(series, { input, minReturns: minDays * period, operation });
    const days = daysOf(returns, period);
    requireScatter(days);
    return { values, returns, days };
  }
  refuseTimed('series', series, 'variances');
  const values = trainingValues(series, { minLength: minDays, operation: 'trainHar' });
  requireNotNegative('series', values);
  return { values, returns: values, days: values };
}

/** @throws {@link NonFiniteValueError} when a variance is negative. @internal */
export function requireNotNegative(argument: string, variances: Float64Array): void {
  const index = variances.findIndex((value) => value < 0);
  if (index < 0) return;
  const expected = 'a variance, which is not negative';
  throw new NonFiniteValueError({ argument, index, value: variances[index], expected });
}

function requireScatter(days: Float64Array): void {
  if (days.some((value) => Math.abs(value - days[0]!) > 1e-12 * days[0]!)) return;
  throw new DegenerateSeriesError({
    message: `All ${days.length} days have the realised variance ${days[0]}: there is no variation to model. Give a longer stretch.`,
    reason: 'constant',
  });
}
