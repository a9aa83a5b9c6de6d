import type { CoinGeckoClient } from './CoinGeckoClient.js';
import type { CoinGeckoClientOptions } from './CoinGeckoClientOptions.js';
import type { Connection } from './Connection.js';
import { coinsList } from './endpoints/coinsList.js';
import { coinsMarkets } from './endpoints/coinsMarkets.js';
import { key } from './endpoints/key.js';
import { marketChart } from './endpoints/marketChart.js';
import { marketChartRange } from './endpoints/marketChartRange.js';
import { ohlc } from './endpoints/ohlc.js';
import { ohlcRange } from './endpoints/ohlcRange.js';
import type { CallOptions } from './endpoints/parameters.js';
import { ping } from './endpoints/ping.js';
import { search } from './endpoints/search.js';
import { simplePrice } from './endpoints/simplePrice.js';
import { supportedCurrencies } from './endpoints/supportedCurrencies.js';
import { planFacts } from './plan.js';
import { createPlanLimitLearner } from './planLimitLearner.js';
import { createRateLimiter } from './rateLimiter.js';
import { resolveConnection } from './resolveConnection.js';
import { createSend, type Send } from './send.js';

/**
 * Makes a client of the CoinGecko API v3.
 *
 * It runs in Node, browsers, workers and edge runtimes. The key travels only in the plan's header: it is in no
 * URL, log line or error, and redirects are not followed, since they would carry it elsewhere.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds, a plan lacks its key, or a
 * key is given to plan `keyless`.
 * @example
 * ```ts
 * import { createCoinGeckoClient } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7 });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url, apiKey: 'CG-of-the-demo-plan' });
 * client.plan; // => 'demo'
 * (await client.ping()).message; // => '(V3) To the Moon!'
 * await emulator.close();
 * ```
 */
export function createCoinGeckoClient(options: CoinGeckoClientOptions = {}): CoinGeckoClient {
  const connection = resolveConnection(options);
  const { plan, baseUrl, clock, logger } = connection;
  const { send, readKey } = createChannel(connection);
  return Object.freeze<CoinGeckoClient>({
    plan,
    baseUrl,
    clock,
    logger,
    ping: (callOptions) => ping(send, callOptions),
    key: readKey,
    simplePrice: (callOptions) => simplePrice(send, callOptions),
    coinsList: (callOptions) => coinsList(send, callOptions),
    coinsMarkets: (callOptions) => coinsMarkets(send, callOptions),
    marketChart: (callOptions) => marketChart(send, plan, callOptions),
    marketChartRange: (callOptions) => marketChartRange(send, { plan, now: clock.now() }, callOptions),
    ohlc: (callOptions) => ohlc(send, plan, callOptions),
    ohlcRange: (callOptions) => ohlcRange(send, plan, callOptions),
    search: (callOptions) => search(send, callOptions),
    supportedCurrencies: (callOptions) => supportedCurrencies(send, callOptions),
  });
}

interface Channel {
  readonly send: Send;
  readonly readKey: CoinGeckoClient['key'];
}

/** A limit the caller gave stays as it is; the one of a paid plan is learned. */
function createChannel(connection: Connection): Channel {
  const { plan, callsPerMinute, retry, clock, logger } = connection;
  const perMinute = callsPerMinute ?? planFacts[plan].callsPerMinute;
  const limiter = createRateLimiter({ perMinute, patienceMs: retry.maxElapsedMs, clock });
  const sendAtOnce = createSend(connection, limiter);
  const readKey = async (options?: CallOptions) => {
    const usage = await key(sendAtOnce, plan, options);
    if (callsPerMinute === undefined) limiter.setLimit(usage.callsPerMinute);
    return usage;
  };
  if (plan !== 'pro' || callsPerMinute !== undefined) return { send: sendAtOnce, readKey };
  const learnLimit = createPlanLimitLearner(limiter, (signal) => readKey({ signal }), logger);
  return { send: createSend(connection, limiter, learnLimit), readKey };
}
