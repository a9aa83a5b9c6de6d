import { marketChart } from './marketChart.js';
import { flatError, ok, type Reply, type RouteRequest } from './reply.js';
import { simplePrice } from './simplePrice.js';

/** The proper answer to a request. */
export function answer(request: RouteRequest): Reply {
  const { endpoint } = request;
  if (endpoint === '/ping') return ok({ gecko_says: '(V3) To the Moon!' });
  if (endpoint === '/simple/price') return simplePrice(request);
  if (endpoint === '/coins/list') return coinsList(request);
  const chartOf = /^\/coins\/([^/]+)\/market_chart$/.exec(endpoint)?.[1];
  if (chartOf !== undefined) return marketChart(request, decode(chartOf));
  return flatError(404, 'Incorrect path. Please check https://www.coingecko.com/api/');
}

/** Every coin is active; none is a token on another chain. */
function coinsList({ query, coins }: RouteRequest): Reply {
  if (query['status'] === 'inactive') return ok([]);
  const platforms = query['include_platform'] === 'true' ? { platforms: {} } : {};
  return ok([...coins.values()].map(({ id, symbol, name }) => ({ id, symbol, name, ...platforms })));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
