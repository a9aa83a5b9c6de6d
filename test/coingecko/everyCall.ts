import {
  type CoinGeckoClient,
  fetchCandles,
  fetchManyPrices,
  fetchPrices,
  resolveCoin,
  updatePrices,
} from '../../src/coingecko/index.js';
import { createPriceSeries } from '../../src/series/index.js';

/** A call with arguments it takes. */
export type AnyCall = (client: CoinGeckoClient, signal?: AbortSignal) => Promise<unknown>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const bitcoin = { coinId: 'bitcoin' };

/** Every way to call CoinGecko on a paid plan; a time range is one of the days before the client's present. */
export const everyCall: Readonly<Record<string, AnyCall>> = {
  ping: (client, signal) => client.ping({ signal }),
  key: (client, signal) => client.key({ signal }),
  simplePrice: (client, signal) =>
    client.simplePrice({ coinIds: ['bitcoin'], vsCurrencies: ['usd'], signal }),
  supportedCurrencies: (client, signal) => client.supportedCurrencies({ signal }),
  coinsList: (client, signal) => client.coinsList({ signal }),
  async coinsMarkets(client, signal) {
    const pages = [];
    for await (const page of client.coinsMarkets({ perPage: 2, signal })) pages.push(page);
    return pages;
  },
  marketChart: (client, signal) => client.marketChart({ ...bitcoin, days: 2, signal }),
  marketChartRange: (client, signal) => client.marketChartRange({ ...bitcoin, ...rangeOf(client), signal }),
  ohlc: (client, signal) => client.ohlc({ ...bitcoin, days: 7, signal }),
  ohlcRange: (client, signal) =>
    client.ohlcRange({ ...bitcoin, ...rangeOf(client), interval: 'daily', signal }),
  search: (client, signal) => client.search({ query: 'bitcoin', signal }),
  resolveCoin: (client, signal) => resolveCoin('btc', { client, signal }),
  fetchPrices: (client, signal) => fetchPrices('bitcoin', { days: 2, client, signal }),
  fetchLongPrices: (client, signal) =>
    fetchPrices('bitcoin', { days: 200, interval: 'hourly', client, signal }),
  async fetchManyPrices(client, signal) {
    const outcomes = await fetchManyPrices(['bitcoin', 'ethereum'], { days: 2, client, signal });
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.error;
    return outcomes;
  },
  fetchCandles: (client, signal) => fetchCandles('bitcoin', { ...rangeOf(client), client, signal }),
  updatePrices(client, signal) {
    const last = Math.floor(client.clock.now() / hourMs - 30) * hourMs;
    const series = createPriceSeries({
      timestamps: [last - hourMs, last],
      prices: [60_000, 60_000],
      coinId: 'bitcoin',
    });
    return updatePrices(series, { client, signal, joinTolerance: 1 });
  },
};

function rangeOf({ clock }: CoinGeckoClient): { readonly from: number; readonly to: number } {
  return { from: clock.now() - 20 * dayMs, to: clock.now() };
}
