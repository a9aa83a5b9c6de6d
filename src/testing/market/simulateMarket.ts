import { requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';
import { createPriceSeries, type PriceSeries } from '../../series/index.js';
import { createMarketProcess } from './marketProcess.js';

/** What {@link simulateMarket} takes. */
export interface SimulateMarketOptions {
  /** The same seed and options give the same market; a longer one begins like a shorter one. Default 1. */
  readonly seed?: number | undefined;
  /** The number of observations. Default 2,160, 90 days of hours. */
  readonly length?: number | undefined;
  /** The distance of observations, milliseconds, from a minute to 31 days. Default one hour. */
  readonly stepMs?: number | undefined;
  /** The first observation's time, epoch milliseconds UTC. Default 2024-01-01. */
  readonly startTimestamp?: number | undefined;
  /** The first observation's price. Default 60,000. */
  readonly startPrice?: number | undefined;
  /** Standard deviation of log returns a year, a fraction of at most 5. Default 0.5, about bitcoin's. */
  readonly annualVolatility?: number | undefined;
  /** Mean log return a year. Default 0: no trend that lasts. */
  readonly annualDrift?: number | undefined;
  /** How many days halve a deviation from `startPrice`. Default: none, prices wander freely. */
  readonly reversionHalfLifeDays?: number | undefined;
  /** Typical volume of 24 hours, in the currency. Default 30 thousand million. */
  readonly dailyVolume?: number | undefined;
  /** Coins in existence; times price gives the market capitalisation. Default 19.8 million. */
  readonly circulatingSupply?: number | undefined;
  /** Default `simulated`. */
  readonly coinId?: string | undefined;
  /** Default `usd`. */
  readonly vsCurrency?: string | undefined;
}

const dayMs = 86_400_000;

/**
 * Simulates a crypto market: a {@link PriceSeries} with volumes and market capitalisations.
 *
 * Log returns have what real ones have: spells of calm, rise, fall and turbulence, volatility that clusters
 * (GARCH), jumps, and a daily swing; they have no structure in the mean that would make forecasting easy.
 * Volumes are those of the 24 hours before each observation, as CoinGecko reports them, and rise with
 * volatility. Statistics are fitted by eye to hourly bitcoin prices of 2022 to 2025; it is no model of any
 * coin's future. Cost: about half a millisecond for a thousand hours.
 *
 * @throws InvalidArgumentError when an option is unknown or out of bounds.
 * @example
 * ```ts
 * import { simulateMarket } from 'coincast/testing';
 *
 * const series = simulateMarket({ seed: 7, length: 48, startPrice: 100 });
 * series.prices[0]; // => 100
 * series.timestamps.length; // => 48
 * ```
 */
export function simulateMarket(options: SimulateMarketOptions = {}): PriceSeries {
  const { length, circulatingSupply, coinId, vsCurrency, ...process } = resolveOptions(options);
  const market = createMarketProcess(process);
  const timestamps = new Float64Array(length);
  const prices = new Float64Array(length);
  const volumes = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    if (index > 0) market.advance();
    timestamps[index] = process.startTimestamp + index * process.stepMs;
    prices[index] = market.price;
    volumes[index] = market.volume24h;
  }
  prices[0] = process.startPrice;
  return createPriceSeries({
    timestamps,
    prices,
    volumes,
    marketCaps: prices.map((price) => price * circulatingSupply),
    stepMs: process.stepMs,
    coinId,
    vsCurrency,
  });
}

const knownKeys = [
  'seed',
  'length',
  'stepMs',
  'startTimestamp',
  'startPrice',
  'annualVolatility',
  'annualDrift',
  'reversionHalfLifeDays',
  'dailyVolume',
  'circulatingSupply',
  'coinId',
  'vsCurrency',
];

function resolveOptions(options: SimulateMarketOptions) {
  requireKnownKeys('simulateMarket options', options, knownKeys);
  const {
    seed = 1,
    length = 2160,
    stepMs = 3_600_000,
    startTimestamp = Date.UTC(2024, 0, 1),
    startPrice = 60_000,
    annualVolatility = 0.5,
    annualDrift = 0,
    reversionHalfLifeDays,
    dailyVolume = 3e10,
    circulatingSupply = 19.8e6,
    coinId = 'simulated',
    vsCurrency = 'usd',
  } = options;
  if (reversionHalfLifeDays !== undefined) {
    requireNumber('reversionHalfLifeDays', reversionHalfLifeDays, { min: 1 });
  }
  return {
    seed: requireInteger('seed', seed),
    length: requireInteger('length', length, { min: 1, max: 10_000_000 }),
    stepMs: requireInteger('stepMs', stepMs, { min: 60_000, max: 31 * dayMs }),
    startTimestamp: requireInteger('startTimestamp', startTimestamp, { min: -8.64e15, max: 8.64e15 }),
    startPrice: requireNumber('startPrice', startPrice, { above: 0 }),
    annualVolatility: requireNumber('annualVolatility', annualVolatility, { min: 0, max: 5 }),
    annualDrift: requireNumber('annualDrift', annualDrift, { min: -10, max: 10 }),
    reversionHalfLifeMs: reversionHalfLifeDays === undefined ? undefined : reversionHalfLifeDays * dayMs,
    dailyVolume: requireNumber('dailyVolume', dailyVolume, { min: 0 }),
    circulatingSupply: requireNumber('circulatingSupply', circulatingSupply, { min: 0 }),
    coinId,
    vsCurrency,
  };
}
