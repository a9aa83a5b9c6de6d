/** The CoinGecko client, and prices fetched with it. */
export type { CallPriority } from './CallPriority.js';
export type { CoinGeckoClient } from './CoinGeckoClient.js';
export type {
  CoinGeckoClientOptions,
  RateLimitOptions,
  RetryOptions,
} from './CoinGeckoClientOptions.js';
export type { RetryEvent } from './Connection.js';
export type { CandleInterval, CandleSpan } from './candleCalls.js';
export { createCoinGeckoClient } from './createCoinGeckoClient.js';
export { createMemoryCache, type MemoryCacheOptions } from './createMemoryCache.js';
export type { AllTimeExtreme, ChangeWindow, CoinMarket } from './endpoints/coinMarket.js';
export type { CoinListing, CoinsListOptions } from './endpoints/coinsList.js';
export type { CoinsMarketsOptions, MarketOrder } from './endpoints/coinsMarkets.js';
export type { KeyUsage } from './endpoints/key.js';
export type { ChartPoint, MarketChart, MarketChartOptions } from './endpoints/marketChart.js';
export type { MarketChartRangeOptions } from './endpoints/marketChartRange.js';
export type { CoinId, Currency, KnownCoinId, KnownCurrency } from './endpoints/names.table.js';
export type { OhlcDays, OhlcOptions, OhlcPoint } from './endpoints/ohlc.js';
export type { OhlcRangeOptions } from './endpoints/ohlcRange.js';
export type { CallOptions } from './endpoints/parameters.js';
export type { PingResult } from './endpoints/ping.js';
export type { FoundCoin, FoundName, SearchOptions, SearchResult } from './endpoints/search.js';
export type { PriceQuote, SimplePriceOptions, SimplePriceResult } from './endpoints/simplePrice.js';
export type { FetchGap } from './FetchGap.js';
export { type FetchCandlesOptions, type FetchCandlesSettings, fetchCandles } from './fetchCandles.js';
export { type FetchManyPricesOptions, type FetchOutcome, fetchManyPrices } from './fetchManyPrices.js';
export {
  type FetchedPrices,
  type FetchPricesOptions,
  type FetchPricesSettings,
  fetchPrices,
  type UnfinishedPrice,
} from './fetchPrices.js';
export type { FetchSpan } from './fetchSpan.js';
export type { CoinGeckoPlan } from './plan.js';
export type { ExpectedPrices, PlannedCall } from './planCalls.js';
export { type FetchPlan, type PlanFetchOptions, type PlanFetchSettings, planFetch } from './planFetch.js';
export type { PriceInterval } from './priceIntervals.js';
export type { CachedResponse, ResponseCache } from './ResponseCache.js';
export { type ResolveCoinOptions, resolveCoin } from './resolveCoin.js';
export { type UpdatePricesOptions, updatePrices } from './updatePrices.js';
