import { InvalidArgumentError } from '../../errors/index.js';
import { describeTime } from '../../series/index.js';
import type { ChangepointRule } from './resolveProphetOptions.js';

/**
 * The timestamps of changepoints: those given, which must lie within the history, or `count` of them evenly among the
 * observations in the first `range` of the history, fewer where there are too few observations. Each timestamp counts
 * once.
 *
 * As in R's prophet, observation numbers from 1 are rounded half to even, and the first observation is none.
 *
 * @throws {@link InvalidArgumentError} when one lies outside.
 * @internal
 */
export function placeChangepoints(
  timestamps: Float64Array,
  rule: ChangepointRule,
  given: ArrayLike<number> = [],
): Float64Array {
  if (rule === 'given') {
    const first = timestamps[0]!;
    const last = timestamps[timestamps.length - 1]!;
    for (let i = 0; i < given.length; i++) {
      if (given[i]! >= first && given[i]! <= last) continue;
      throw new InvalidArgumentError({
        argument: 'changepoints',
        value: given[i],
        expected: `within the history, from ${first} (${describeTime(first)}) to ${last} (${describeTime(last)})`,
        hint: 'Timestamps are epoch milliseconds UTC.',
      });
    }
    return Float64Array.from(given);
  }
  const among = Math.floor(timestamps.length * rule.range);
  const count = Math.max(0, Math.min(rule.count, among - 1));
  const distance = (among - 1) / count;
  const places = Array.from(
    { length: count },
    (_, i) => timestamps[roundHalfEven(1 + (i + 1) * distance) - 1]!,
  );
  return Float64Array.from(places.filter((place, i) => i === 0 || place > places[i - 1]!));
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
