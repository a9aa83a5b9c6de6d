import { requirePaid } from './access.js';
import { flatError, type Reply } from './reply.js';
import { coinsList } from './routes/coinsList.js';
import { coinsMarkets } from './routes/coinsMarkets.js';
import { key } from './routes/key.js';
import { marketChart } from './routes/marketChart.js';
import { marketChartRange } from './routes/marketChartRange.js';
import { ohlc } from './routes/ohlc.js';
import { ohlcRange } from './routes/ohlcRange.js';
import { ping } from './routes/ping.js';
import type { RouteRequest } from './routes/RouteRequest.js';
import { search } from './routes/search.js';
import { simplePrice } from './routes/simplePrice.js';
import { supportedCurrencies } from './routes/supportedCurrencies.js';

type Route = (request: RouteRequest, coinId: string) => Reply;

const plainRoutes: Readonly<Record<string, Route>> = {
  '/ping': ping,
  '/key': paid(key),
  '/simple/price': simplePrice,
  '/simple/supported_vs_currencies': supportedCurrencies,
  '/coins/list': coinsList,
  '/coins/markets': coinsMarkets,
  '/search': search,
};

const coinRoutes: Readonly<Record<string, Route>> = {
  market_chart: marketChart,
  'market_chart/range': marketChartRange,
  ohlc,
  'ohlc/range': paid(ohlcRange),
};

/** The proper answer to a request for a path below the base URL. */
export function answer(endpoint: string, request: RouteRequest): Reply {
  const [, coin, rest] = /^\/coins\/([^/]+)\/(.+)$/.exec(endpoint) ?? [];
  const route = rest === undefined ? ownValue(plainRoutes, endpoint) : ownValue(coinRoutes, rest);
  if (route === undefined) {
    return flatError(404, 'Incorrect path. Please check https://www.coingecko.com/api/');
  }
  return route(request, decode(coin ?? ''));
}

function paid(route: Route): Route {
  return (request, coinId) => {
    requirePaid(request.access, request.now);
    return route(request, coinId);
  };
}

function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
