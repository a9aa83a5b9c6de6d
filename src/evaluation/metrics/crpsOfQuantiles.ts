import {
  InvalidArgumentError,
  requireKnownKeys,
  requireNumber,
  requireSameLength,
} from '../../errors/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import type { QuantileForecast } from './crps.js';
import { type LevelledInterval, meanIntervalLoss, requireInterval } from './intervalLoss.js';
import { meanLoss } from './meanLoss.js';
import { pinball } from './pinballLoss.js';

/** Twice the pinball loss of each quantile, weighted by the share of probabilities nearest to its own. @internal */
export function crpsOfQuantiles(actuals: Float64Array, quantiles: readonly QuantileForecast[]): number {
  requireMembers('quantiles', quantiles);
  const columns = quantiles.map((quantile, k) => {
    requireKnownKeys(`quantiles[${k}]`, quantile, ['probability', 'values']);
    const values = valuesOf(`quantiles[${k}].values`, quantile.values);
    requireSameLength(`quantiles[${k}].values`, values, 'actual', actuals);
    const name = `quantiles[${k}].probability`;
    return { values, probability: requireNumber(name, quantile.probability, { above: 0, below: 1 }) };
  });
  columns.sort((a, b) => a.probability - b.probability);
  const probabilities = columns.map(({ probability }) => probability);
  requireDistinct(probabilities);
  const weights = nearestShares(probabilities);
  return meanLoss('crps', actuals, actuals, (actual, _, step) =>
    columns.reduce(
      (sum, { values, probability }, k) =>
        sum + 2 * weights[k]! * pinball(actual, values[step]!, probability),
      0,
    ),
  );
}

/** The ends of central intervals, and the median where it is given. @internal */
export function quantilesOfIntervals(
  intervals: readonly LevelledInterval[],
  median: SeriesInput | undefined,
): QuantileForecast[] {
  requireMembers('intervals', intervals);
  const ends = intervals.flatMap((interval) => {
    const level = requireInterval('crps', interval);
    const { lower, upper } = interval;
    meanIntervalLoss('crps', upper, interval, () => 0);
    const tail = (1 - level) / 2;
    return [
      { probability: tail, values: lower },
      { probability: 1 - tail, values: upper },
    ];
  });
  return median === undefined ? ends : [...ends, { probability: 0.5, values: median }];
}

/** Refuses anything but an array with something in it. @internal */
export function requireMembers(argument: string, members: readonly unknown[]): void {
  if (Array.isArray(members) && members.length > 0) return;
  throw new InvalidArgumentError({ argument, value: members, expected: 'an array of at least one' });
}

function requireDistinct(probabilities: readonly number[]): void {
  const twice = probabilities.find((probability, k) => probability === probabilities[k + 1]);
  if (twice === undefined) return;
  throw new InvalidArgumentError({
    argument: 'probability',
    value: twice,
    expected: 'given once',
  });
}

/** From half way to the one before to half way to the one after, the outermost out to 0 and 1. */
function nearestShares(probabilities: readonly number[]): number[] {
  const last = probabilities.length - 1;
  return probabilities.map((probability, k) => {
    const from = k === 0 ? 0 : (probabilities[k - 1]! + probability) / 2;
    const to = k === last ? 1 : (probability + probabilities[k + 1]!) / 2;
    return to - from;
  });
}
