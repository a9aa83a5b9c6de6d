import {
  type Clock,
  fetchPrices,
  type Logger,
  type PriceQuote,
  type PriceSeries,
  systemClock,
  updatePrices,
} from 'coincast';
import { withoutGaps } from '../../../service/src/withoutGaps.js';
import { ApiProblem } from '../errors/ApiProblem.js';
import { everyStep } from './everyStep.js';
import type { Source } from './openSource.js';

/** What is known of a coin's prices. */
export interface CoinPrices {
  /** Finished hourly prices of some 90 days, gaps filled. */
  readonly series: PriceSeries;
  /** The same as they came, with their gaps: what really was. */
  readonly observed: PriceSeries;
  /** The present price. */
  readonly quote: PriceQuote;
  /** When the quote was fetched, epoch ms UTC. */
  readonly fetchedAt: number;
}

/** The prices of all coins, kept up to date in memory. */
export interface PriceFeed {
  readonly coins: readonly string[];
  readonly source: Pick<Source, 'simulated' | 'provenance'>;
  /** @throws ApiProblem `coin-not-served` */
  requireServed(coin: string): void;
  /** @throws ApiProblem `coin-not-served`, or `data-unavailable` before the first prices came. */
  get(coin: string): CoinPrices;
  /** Like {@link PriceFeed.get}, `undefined` where it would throw. */
  peek(coin: string): CoinPrices | undefined;
  /** How old the present price of a coin is, ms; `undefined` before the first came. */
  ageMs(coin: string): number | undefined;
  /** Whether the present price of a coin was fetched within five minutes, and its last finished hour is at hand. */
  isFresh(coin: string): boolean;
  /** The prices after a moment, `stepMs` apart from it, as models are to be brought up to date with. */
  since(coin: string, timestamp: number, stepMs: number): Promise<PriceSeries | undefined>;
  /** Told whenever a coin has a new finished price. */
  onNewPrices(listener: (coin: string) => void): void;
  /** Fetches what is new of all coins; a coin that fails keeps what it had. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** Refreshes until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

/** What {@link createPriceFeed} takes. */
export interface PriceFeedOptions {
  readonly source: Source;
  readonly coins: readonly string[];
  readonly logger: Logger;
  readonly clock?: Clock;
}

const hourMs = 3_600_000;
const keptDays = 90;
const refreshMs = 60_000;
const freshMs = 300_000;
/** CoinGecko may take some minutes to give the price of the hour that has just ended. */
const lateMs = 900_000;

export function createPriceFeed({ source, coins, logger, clock = systemClock }: PriceFeedOptions): PriceFeed {
  const { client } = source;
  const raw = new Map<string, PriceSeries>();
  const known = new Map<string, CoinPrices>();
  const listeners: ((coin: string) => void)[] = [];

  async function history(coin: string, signal: AbortSignal | undefined): Promise<PriceSeries> {
    const before = raw.get(coin);
    if (before === undefined)
      return fetchPrices(coin, { days: keptDays, interval: 'hourly', client, signal });
    // Where the next hour has not ended there is nothing to ask for.
    if (before.timestamps.at(-1)! + hourMs > clock.now()) return before;
    try {
      return await updatePrices(before, { client, signal });
    } catch (error) {
      signal?.throwIfAborted();
      logger.warn({ err: error, coin }, 'The prices do not continue those at hand, and are fetched anew.');
      return fetchPrices(coin, { days: keptDays, interval: 'hourly', client, signal });
    }
  }

  async function refreshCoin(
    coin: string,
    quote: PriceQuote,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const before = raw.get(coin);
    const fetched = await history(coin, signal);
    raw.set(coin, fetched);
    const isNew = fetched !== before;
    const series = isNew ? withoutGaps(fetched, keptDays * 24) : known.get(coin)!.series;
    known.set(coin, { series, observed: fetched, quote, fetchedAt: clock.now() });
    if (isNew) for (const listener of listeners) listener(coin);
  }

  function requireServed(coin: string): void {
    if (coins.includes(coin)) return;
    throw new ApiProblem('coin-not-served', `Served are ${coins.join(', ')}; the operator sets COINS.`);
  }

  const feed: PriceFeed = {
    coins,
    source,
    requireServed,
    get(coin) {
      requireServed(coin);
      const prices = known.get(coin);
      if (prices !== undefined) return prices;
      throw new ApiProblem('data-unavailable', 'The first prices are on their way.', { retryAfterS: 5 });
    },
    peek: (coin) => known.get(coin),
    ageMs(coin) {
      const prices = known.get(coin);
      if (prices === undefined) return undefined;
      return Math.max(0, clock.now() - (prices.quote.updatedAt ?? prices.fetchedAt));
    },
    isFresh(coin) {
      const prices = known.get(coin);
      if (prices === undefined) return false;
      const now = clock.now();
      const due = prices.series.timestamps.at(-1)! + 2 * hourMs + lateMs;
      return now - prices.fetchedAt < freshMs && now < due;
    },
    async since(coin, timestamp, stepMs) {
      const { series } = feed.get(coin);
      const reaches = timestamp + stepMs >= series.timestamps[0]!;
      if (reaches) return everyStep(series, timestamp, stepMs);
      const earlier = await fetchPrices(coin, { from: timestamp, interval: 'hourly', client });
      return everyStep(withoutGaps(earlier), timestamp, stepMs);
    },
    onNewPrices(listener) {
      listeners.push(listener);
    },
    async refresh(signal) {
      const quotes = await client.simplePrice({ coinIds: coins, vsCurrencies: ['usd'], signal });
      for (const coin of coins) {
        try {
          await refreshCoin(coin, quotes[coin]!.usd, signal);
        } catch (error) {
          signal?.throwIfAborted();
          logger.warn({ err: error, coin }, 'The prices could not be refreshed.');
        }
      }
    },
    async run(signal) {
      while (!signal.aborted) {
        try {
          await feed.refresh(signal);
        } catch (error) {
          if (signal.aborted) return;
          logger.warn({ err: error }, 'The prices could not be refreshed.');
        }
        await clock
          .sleep(feed.coins.every((coin) => known.has(coin)) ? refreshMs : 5000, signal)
          .catch(() => {});
      }
    },
  };
  return feed;
}
