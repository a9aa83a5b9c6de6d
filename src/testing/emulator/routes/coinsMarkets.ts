import type { CoinHistory } from '../CoinHistory.js';
import { conversionRate } from '../currencies.table.js';
import { ok, type Reply } from '../reply.js';
import { marketCapRanks } from './marketCapRanks.js';
import { type MarketRow, marketRow } from './marketRow.js';
import { currenciesOf, refuse, requireParameter, requireRounding } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';
import { selectCoins } from './selectCoins.js';

const defaultPerPage = 100;
const mostPerPage = 250;

/** `/coins/markets`: a page of coins without their total; it knows no categories, so one asked for is empty. */
export function coinsMarkets(request: RouteRequest): Reply {
  const { query } = request;
  const vsCurrency = requireParameter(request, 'vs_currency').toLowerCase();
  if (!currenciesOf(request).includes(vsCurrency)) return refuse(400, 'invalid vs_currency');
  const round = requireRounding(request);
  const perPage = Math.min(requireCount(query, 'per_page', defaultPerPage), mostPerPage);
  const page = requireCount(query, 'page', 1);
  const compare = orders[query['order'] ?? 'market_cap_desc'] ?? refuse(400, 'invalid order');
  if (query['category'] !== undefined) return ok([]);
  const ranks = marketCapRanks(request);
  const rows = (selectCoins(query, [...ranks.keys()]) ?? [...ranks.keys()])
    .flatMap((coin) => rowOf(coin, ranks.get(coin)!))
    .sort(compare);
  return ok(rows.slice((page - 1) * perPage, page * perPage));

  function rowOf(coin: CoinHistory, rank: number | null): MarketRow[] {
    const present = coin.at(request.now);
    const rate = conversionRate(coin.vsCurrency, vsCurrency);
    if (present === undefined || rate === undefined) return [];
    return [marketRow(request, { coin, rank, present, scale: (value) => round(value * rate) })];
  }
}

function requireCount(query: RouteRequest['query'], name: string, otherwise: number): number {
  const text = query[name] ?? String(otherwise);
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse(400, `invalid ${name}`);
}

type Comparison = (a: MarketRow, b: MarketRow) => number;

const by =
  (field: 'market_cap' | 'total_volume', sign: number): Comparison =>
  (a, b) =>
    sign * ((a[field] ?? -1) - (b[field] ?? -1));

const orders: Readonly<Record<string, Comparison>> = {
  market_cap_desc: by('market_cap', -1),
  market_cap_asc: by('market_cap', 1),
  volume_desc: by('total_volume', -1),
  volume_asc: by('total_volume', 1),
  id_asc: (a, b) => (a.id < b.id ? -1 : 1),
  id_desc: (a, b) => (a.id < b.id ? 1 : -1),
};
