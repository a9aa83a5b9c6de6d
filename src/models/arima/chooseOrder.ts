import { InvalidArgumentError } from '../../errors/index.js';
import { detectSeasonality } from '../../stats/index.js';
import { bridged } from './differencedData.js';
import { holdoutError } from './holdoutError.js';
import type { RegressionColumn } from './regressors.js';
import { type SelectedArima, selectArima } from './selectArima.js';
import type { ResolvedArimaOptions } from './TrainArimaOptions.js';

/** What an order is chosen by. */
export interface OrderChoice
  extends Pick<ResolvedArimaOptions, 'order' | 'seasonal' | 'constant' | 'search' | 'onProgress'> {
  readonly regressors: readonly RegressionColumn[];
  readonly signal: AbortSignal | undefined;
  readonly now: () => number;
}

/** The fewest observations that an order is chosen by. @internal */
export const leastForChoice = 8;

/**
 * Chooses what is left open of an order, the period of an unnamed season first.
 *
 * @throws {@link InvalidArgumentError} when as many values are held out that too few are left.
 * @internal
 */
export function chooseOrder(values: Float64Array, choice: OrderChoice): SelectedArima {
  const { order, seasonal, constant, regressors, search, signal, now, onProgress } = choice;
  requireRest(values.length, search.holdout);
  const period = seasonal === 'auto' ? strongestPeriod(values) : (seasonal?.period ?? 1);
  const selection = {
    order,
    seasonal: seasonal === 'auto' ? undefined : seasonal?.order,
    period,
    constant,
    regressors,
    search,
    signal,
    now,
    onProgress,
  };
  return selectArima(values, selection, (model) =>
    holdoutError(values, { ...model, regressors, period, count: search.holdout, signal }),
  );
}

function requireRest(length: number, holdout = 0): void {
  const most = Math.max(1, length - leastForChoice);
  if (holdout <= most) return;
  throw new InvalidArgumentError({
    argument: 'search.holdout',
    value: holdout,
    expected: `at most ${most} of ${length} values, so that some are left to fit`,
  });
}

/** 1 where no season is found. */
function strongestPeriod(values: Float64Array): number {
  return detectSeasonality(bridged(values)).periods[0]?.period ?? 1;
}
