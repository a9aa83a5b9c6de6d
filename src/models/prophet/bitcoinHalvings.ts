import type { ProphetEvent } from './TrainProphetOptions.js';

/**
 * The halvings of bitcoin's block subsidy so far, at blocks 210 000, 420 000, 630 000 and 840 000, as an event for
 * {@link trainProphet}. Add `daysBefore`, `daysAfter`, and your own guess of the next date, by spreading it.
 *
 * Source: the timestamps of the blocks in the chain.
 *
 * @example
 * ```ts
 * import { bitcoinHalvings } from 'coincast';
 *
 * bitcoinHalvings.dates.length; // => 4
 * new Date(bitcoinHalvings.dates[3]!).toISOString().slice(0, 10); // => '2024-04-20'
 * ```
 */
export const bitcoinHalvings: ProphetEvent = /* @__PURE__ */ Object.freeze({
  name: 'bitcoin-halving',
  dates: /* @__PURE__ */ Object.freeze([
    1_354_060_800_000, 1_468_022_400_000, 1_589_155_200_000, 1_713_571_200_000,
  ]),
});
