import { ok, type Reply } from '../reply.js';
import { marketCapRanks } from './marketCapRanks.js';
import { requireParameter } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** `/search`: coins by part of id, symbol or name, the largest first; nothing else is known. */
export function search(request: RouteRequest): Reply {
  const wanted = requireParameter(request, 'query').trim().toLowerCase();
  const found = [...marketCapRanks(request)].filter(([{ id, symbol, name }]) =>
    [id, symbol, name].some((text) => text.toLowerCase().includes(wanted)),
  );
  return ok({
    coins: found.map(([{ id, symbol, name }, rank]) => ({
      id,
      name,
      api_symbol: id,
      symbol: symbol.toUpperCase(),
      market_cap_rank: rank,
      thumb: 'missing_thumb.png',
      large: 'missing_large.png',
    })),
    exchanges: [],
    icos: [],
    categories: [],
    nfts: [],
  });
}
