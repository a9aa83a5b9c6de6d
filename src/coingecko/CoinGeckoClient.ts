import type { CoinListing, CoinsListOptions } from './endpoints/coinsList.js';
import type { MarketChart, MarketChartOptions } from './endpoints/marketChart.js';
import type { CallOptions } from './endpoints/parameters.js';
import type { PingResult } from './endpoints/ping.js';
import type { SimplePriceOptions, SimplePriceResult } from './endpoints/simplePrice.js';
import type { CoinGeckoPlan } from './plan.js';

/**
 * A connection to CoinGecko (or to the emulator of `coincast/testing`).
 *
 * Every method validates its arguments before it calls, repeats what may succeed later, checks the answer
 * against a schema, and rejects with a `CoincastError` that says what to do next, or with the signal's own
 * reason: {@link RateLimitError}, {@link PlanLimitError}, {@link HttpStatusError}, {@link NetworkError},
 * {@link RequestTimeoutError}, {@link ResponseValidationError} or {@link InvalidArgumentError}.
 */
export interface CoinGeckoClient {
  /** The plan the calls are made on. */
  readonly plan: CoinGeckoPlan;
  /** Where the calls go, without a slash at the end. */
  readonly baseUrl: string;
  /** Whether the API answers. */
  ping(options?: CallOptions): Promise<PingResult>;
  /** The present prices of coins in currencies; an unknown coin or currency is an error that names it. */
  simplePrice<const Coin extends string, const Currency extends string>(
    options: SimplePriceOptions<Coin, Currency>,
  ): Promise<SimplePriceResult<Coin, Currency>>;
  /** All coins CoinGecko knows, some 19,000. */
  coinsList(options?: CoinsListOptions): Promise<CoinListing[]>;
  /** The chart of the last days as CoinGecko sends it; `fetchPrices` makes a `PriceSeries` of it. */
  marketChart(options: MarketChartOptions): Promise<MarketChart>;
}
