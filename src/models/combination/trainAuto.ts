import { InvalidArgumentError, requireInteger } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { type ArimaOrder, trainArima } from '../arima/index.js';
import { trainEts } from '../ets/index.js';
import type { Trainer, TrainOptions } from '../model.js';
import { trainSeasonalNaive } from '../naive/index.js';
import { trainStl } from '../stl/index.js';
import { trainTheta } from '../theta/index.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import type { CombinationModel } from './CombinationModel.js';
import { calendarPeriods, confirmedSeasons } from './seasonsOf.js';
import { trainCombination } from './trainCombination.js';

/** Options of {@link trainAuto}. */
export interface TrainAutoOptions extends TrainOptions {
  /**
   * The numbers of observations in the seasons: a list is taken as it is, but for periods of which the series has no more
   * than two; an empty one is for none. `'auto'`, the default, takes from the step of a `PriceSeries` those of the
   * calendar, the day and the week for steps below a day, the week for days, the year for weeks, as far as
   * `detectSeasonality` finds them at 1% with a strength of 0.64 or more; and none for bare numbers.
   */
  readonly periods?: 'auto' | readonly number[] | undefined;
}

/**
 * The recommended default: the median combination of a few models that differ, chosen for the seasons of the series.
 *
 * Without a season: automatic exponential smoothing, automatic ARIMA, and the dynamic Theta model. With one: the same,
 * Theta taking the season out, and ARIMA of the series seasonally adjusted by loess. With several, as the day and the week
 * of hours: the last of the shortest seasons, and autoregressions, one season long but at most of order 24, of the series
 * adjusted for the longest, and for all. Which members go together was decided on one half of the M4 competition's weekly
 * and hourly series and confirmed on the other: see the guide to classical models, which has the figures. On prices, where
 * hardly anything beats the last value, it stays near that.
 *
 * Members that fail are left out, see {@link trainCombination}: five values leave simple smoothing alone. The model is a
 * combination: its members can be looked at, and are saved with it. Cost: mostly that of the automatic ARIMA: about
 * 0.2 s for 720 hourly prices, 0.3 s for a thousand weekly values, 0.01 s with several seasons.
 *
 * @throws {@link InsufficientDataError} when the series is too short for every member.
 * @throws {@link DegenerateSeriesError} when the series is constant, or too regular for every member.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainAuto } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 200 });
 * const model = trainAuto(prices);
 * model.members.map(({ name }) => name); // => ['ets', 'arima', 'theta']
 * model.forecast({ horizon: 24 }).mean.length; // => 24
 * ```
 */
export function trainAuto(series: SeriesInput, options: TrainAutoOptions = {}): CombinationModel {
  const { signal } = resolveTrainOptions('trainAuto', options, ['periods']);
  const asked = requirePeriods(options.periods);
  const values = trainingValues(series, { minLength: 2, operation: 'trainAuto' });
  const periods =
    asked === 'auto'
      ? confirmedSeasons(values, calendarPeriods(series))
      : asked.filter((period) => values.length > 2 * period);
  const isPositive = values.every((value) => value > 0);
  const { clock } = options;
  return trainCombination(series, { members: membersFor(periods, isPositive), signal, clock });
}

/** The longest autoregression of a series with several seasons. */
const longestOrder = 24;

/** The members of the combination for a series with such seasons, the shortest first. */
function membersFor(periods: readonly number[], isPositive: boolean): Readonly<Record<string, Trainer>> {
  const arima: Trainer = (series, context) => trainArima(series, context);
  const adjusted =
    (period: readonly number[], seasonal: 'additive' | 'multiplicative', trainer: Trainer): Trainer =>
    (series, context) =>
      trainStl(series, { period, seasonal, trainer, ...context });
  const [shortest = 1] = periods;
  if (periods.length > 1) {
    const order: ArimaOrder = [Math.min(shortest, longestOrder), 0, 0];
    const ar: Trainer = (series, context) => trainArima(series, { order, effort: 'fast', ...context });
    const seasonal = isPositive ? 'multiplicative' : 'additive';
    return {
      'seasonal-naive': (series, context) => trainSeasonalNaive(series, { period: shortest, ...context }),
      'stl-longest + ar': adjusted(periods.slice(-1), seasonal, ar),
      'stl-all + ar': adjusted(periods, seasonal, ar),
    };
  }
  return {
    ets: (series, context) => trainEts(series, context),
    arima,
    theta: (series, context) => trainTheta(series, { variant: 'dynamic', period: shortest, ...context }),
    ...(periods.length === 0 ? {} : { 'stl + arima': adjusted(periods, 'additive', arima) }),
  };
}

function requirePeriods(periods: TrainAutoOptions['periods'] = 'auto'): 'auto' | readonly number[] {
  if (periods === 'auto') return periods;
  if (!Array.isArray(periods)) {
    const expected = '"auto" or a list of numbers of observations, such as [24, 168]';
    throw new InvalidArgumentError({ argument: 'periods', value: periods, expected });
  }
  return [...new Set(periods.map((period, i) => requireInteger(`periods[${i}]`, period, { min: 2 })))].sort(
    (a, b) => a - b,
  );
}
