import { DegenerateSeriesError, InsufficientDataError, NonFiniteValueError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { finite, pairedValues } from './meanLoss.js';

/**
 * Theil's U of the second kind: the errors of the forecast's relative changes against those of a forecast of no
 * change, one step before. Below 1 is better than forecasting each value by the one before it.
 *
 * √( Σ ((f[t] − y[t]) / y[t−1])² / Σ ((y[t] − y[t−1]) / y[t−1])² ) over t from the second step on: the first
 * has no value before it. The comparison knows the last actual value at every step, so that it flatters no
 * forecast of many steps. Both take a `PriceSeries` (its prices are used) or bare numbers, equally many and at
 * least two. It does not exist where an actual value but the last is 0, or where none differs from the one
 * before; both are refused.
 *
 * Source: Theil (1966), Applied Economic Forecasting, chapter 2. Matches `Theil's U` of R `forecast::accuracy` 8.20.
 *
 * @throws {@link NonFiniteValueError} when an actual value but the last is 0, or a value is NaN or infinite.
 * @throws {@link DegenerateSeriesError} when the actual values never change.
 * @throws {@link InsufficientDataError} with fewer than 2 values.
 * @throws {@link InvalidArgumentError} when the lengths differ or the result overflows.
 * @example
 * ```ts
 * import { theilU } from 'coincast';
 *
 * theilU([100, 110, 99], [100, 104.5, 104.5]); // => 0.52559
 * ```
 */
export function theilU(actual: SeriesInput, forecast: SeriesInput): number {
  const [actuals, forecasts] = pairedValues('theilU', actual, forecast);
  const n = actuals.length;
  if (n < 2) throw new InsufficientDataError({ operation: 'theilU', needed: 2, got: n });
  let errors = 0;
  let changes = 0;
  for (let t = 1; t < n; t++) {
    const before = actuals[t - 1]!;
    if (before === 0) {
      throw new NonFiniteValueError({
        argument: 'actual',
        index: t - 1,
        value: before,
        expected: 'a number other than 0 for theilU (mase and rmsse take zeros)',
      });
    }
    errors = Math.hypot(errors, (forecasts[t]! - actuals[t]!) / before);
    changes = Math.hypot(changes, (actuals[t]! - before) / before);
  }
  if (changes > 0) return finite('theilU', errors / changes);
  throw new DegenerateSeriesError({
    message: `theilU has no scale: the ${n} actual values are all ${actuals[0]}. Use mae or rmse, or a stretch that moves.`,
    reason: 'constant',
  });
}
