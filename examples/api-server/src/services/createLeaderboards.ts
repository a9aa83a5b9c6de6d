import { ApiProblem } from '../errors/ApiProblem.js';
import type { Comparison } from '../schemas/leaderboard.js';
import type { Records } from './Records.js';

/** A comparison, of which coin and when. */
export interface Leaderboard extends Comparison {
  readonly coin: string;
  readonly comparedAt: number;
}

/** The last comparisons, shared by all processes. */
export interface Leaderboards {
  /** @throws ApiProblem `no-comparison` */
  latest(coin: string): Promise<Leaderboard>;
  add(coin: string, comparison: Comparison): Promise<void>;
}

const kept = 10;

export function createLeaderboards(records: Records): Leaderboards {
  const prefixOf = (coin: string) => `leaderboards/${coin}/`;
  // What a key holds never changes, so that the newest key is all there is to ask for.
  const newest = new Map<string, { readonly key: string; readonly leaderboard: Leaderboard }>();
  return {
    async latest(coin) {
      const key = (await records.keys(prefixOf(coin))).at(-1);
      const known = newest.get(coin);
      if (key !== undefined && known?.key === key) return known.leaderboard;
      const leaderboard = key === undefined ? undefined : await records.read<Leaderboard>(key);
      if (key === undefined || leaderboard === undefined) {
        throw new ApiProblem('no-comparison', 'POST /train compares the models and then trains one.');
      }
      newest.set(coin, { key, leaderboard });
      return leaderboard;
    },
    async add(coin, comparison) {
      const comparedAt = Date.now();
      const leaderboard: Leaderboard = { coin, comparedAt, ...comparison };
      const unique = Math.random().toString(36).slice(2, 8).padEnd(6, '0');
      await records.append(`${prefixOf(coin)}${String(comparedAt).padStart(15, '0')}-${unique}`, leaderboard);
      const old = (await records.keys(prefixOf(coin))).slice(0, -kept);
      await Promise.all(old.map((key) => records.delete(key)));
    },
  };
}
