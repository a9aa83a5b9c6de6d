import type { Clock, Logger } from '../runtime/index.js';
import type { CoinMarket } from './endpoints/coinMarket.js';
import type { CoinListing, CoinsListOptions } from './endpoints/coinsList.js';
import type { CoinsMarketsOptions } from './endpoints/coinsMarkets.js';
import type { KeyUsage } from './endpoints/key.js';
import type { MarketChart, MarketChartOptions } from './endpoints/marketChart.js';
import type { MarketChartRangeOptions } from './endpoints/marketChartRange.js';
import type { CoinId, Currency } from './endpoints/names.table.js';
import type { OhlcOptions, OhlcPoint } from './endpoints/ohlc.js';
import type { OhlcRangeOptions } from './endpoints/ohlcRange.js';
import type { CallOptions } from './endpoints/parameters.js';
import type { PingResult } from './endpoints/ping.js';
import type { SearchOptions, SearchResult } from './endpoints/search.js';
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
  /** Where the client's present comes from; plans are made by it. */
  readonly clock: Clock;
  /** Where the client writes its log lines, and what fetches with it. */
  readonly logger: Logger;
  /** Whether the API answers. */
  ping(options?: CallOptions): Promise<PingResult>;
  /**
   * The limits of a paid subscription and what is spent of them; on other plans an error without a call. The
   * client keeps to the limit it reads here unless `rateLimit.perMinute` was given.
   */
  key(options?: CallOptions): Promise<KeyUsage>;
  /** The present prices of coins in currencies; an unknown coin or currency is an error that names it. */
  simplePrice<const Coin extends CoinId, const Code extends Currency>(
    options: SimplePriceOptions<Coin, Code>,
  ): Promise<SimplePriceResult<Coin, Code>>;
  /** The codes of all currencies prices can be given in, in lower case. */
  supportedCurrencies(options?: CallOptions): Promise<Currency[]>;
  /** All coins CoinGecko knows, some 19,000. */
  coinsList(options?: CoinsListOptions): Promise<CoinListing[]>;
  /**
   * The markets of all coins, page by page and as far as one iterates, a call each; a short page ends it. No coin
   * comes twice, also when it changes its page meanwhile.
   */
  coinsMarkets(options?: CoinsMarketsOptions): AsyncGenerator<readonly CoinMarket[], void, undefined>;
  /** The chart of the last days as CoinGecko sends it; `fetchPrices` makes a `PriceSeries` of it. */
  marketChart(options: MarketChartOptions): Promise<MarketChart>;
  /** The chart between two moments as CoinGecko sends it. */
  marketChartRange(options: MarketChartRangeOptions): Promise<MarketChart>;
  /** Candles of the last days as CoinGecko sends them; `fetchCandles` makes a `CandleSeries` of them. */
  ohlc(options: OhlcOptions): Promise<OhlcPoint[]>;
  /** Candles between two moments as CoinGecko sends them, for paid plans only. */
  ohlcRange(options: OhlcRangeOptions): Promise<OhlcPoint[]>;
  /** Coins, exchanges, categories and NFT collections by part of their names. */
  search(options: SearchOptions): Promise<SearchResult>;
}
