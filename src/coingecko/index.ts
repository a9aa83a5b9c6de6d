/** The CoinGecko client, and prices fetched with it. */
export type { CoinGeckoClient } from './CoinGeckoClient.js';
export {
  type CoinGeckoClientOptions,
  createCoinGeckoClient,
  type RetryOptions,
} from './createCoinGeckoClient.js';
export type { CoinListing, CoinsListOptions } from './endpoints/coinsList.js';
export type { ChartPoint, MarketChart, MarketChartOptions } from './endpoints/marketChart.js';
export type { CallOptions } from './endpoints/parameters.js';
export type { PingResult } from './endpoints/ping.js';
export type { PriceQuote, SimplePriceOptions, SimplePriceResult } from './endpoints/simplePrice.js';
export { type FetchPricesOptions, fetchPrices } from './fetchPrices.js';
export type { CoinGeckoPlan } from './plan.js';
export type { PriceInterval } from './planFetch.js';
export type { CallPriority, RetryEvent } from './send.js';
