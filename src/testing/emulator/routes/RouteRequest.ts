import type { Access } from '../access.js';
import type { CoinHistory } from '../CoinHistory.js';

/** A request, as the routes see it. */
export interface RouteRequest {
  readonly query: Readonly<Record<string, string>>;
  readonly now: number;
  readonly access: Access;
  readonly coins: ReadonlyMap<string, CoinHistory>;
  /** Requests a minute that every account has. */
  readonly perMinute: number;
  /** Successes of this account in this month. */
  readonly callsThisMonth: number;
}
