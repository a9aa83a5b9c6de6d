import * as z from 'zod/mini';
import { InvalidArgumentError, requireKnownKeys } from '../../errors/index.js';
import { freshness } from '../freshness.js';
import { once } from '../once.js';
import type { Send } from '../send.js';
import type { CoinListing } from './coinsList.js';
import type { CallOptions } from './parameters.js';

/** What {@link CoinGeckoClient.search} takes. */
export interface SearchOptions extends CallOptions {
  /** Part of an id, symbol or name; not empty. */
  readonly query: string;
}

/** A coin found; its symbol is in lower case, as everywhere. */
export interface FoundCoin extends CoinListing {
  /** Its place by market capitalisation, from 1; `null` where CoinGecko ranks it not. */
  readonly marketCapRank: number | null;
}

/** Something found that is not a coin. */
export interface FoundName {
  readonly id: string;
  readonly name: string;
}

/** What {@link CoinGeckoClient.search} gives, each list in CoinGecko's order, the largest first. */
export interface SearchResult {
  readonly coins: readonly FoundCoin[];
  readonly exchanges: readonly FoundName[];
  readonly categories: readonly FoundName[];
  readonly nfts: readonly FoundName[];
}

const schema = /* @__PURE__ */ once(() => {
  const id = z.pipe(
    z.union([z.string(), z.number()]),
    z.transform((value) => String(value)),
  );
  const names = z._default(z.array(z.object({ id, name: z.string() })), []);
  const coins = z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      symbol: z.string(),
      market_cap_rank: z.optional(z.nullable(z.number())),
    }),
  );
  return z.pipe(
    z.object({ coins, exchanges: names, categories: names, nfts: names }),
    z.transform((body): SearchResult => ({ ...body, coins: body.coins.map(toFoundCoin) })),
  );
});

export async function search(send: Send, options: SearchOptions): Promise<SearchResult> {
  requireKnownKeys('search options', options, ['query', 'signal', 'priority']);
  const { query, signal, priority } = options;
  if (typeof query !== 'string' || query.trim() === '') {
    throw new InvalidArgumentError({
      argument: 'query',
      value: query,
      expected: 'part of an id, symbol or name',
    });
  }
  return send({
    endpoint: '/search',
    query: { query: query.trim() },
    schema,
    signal,
    priority,
    freshness: freshness.search,
  });
}

function toFoundCoin(coin: {
  readonly id: string;
  readonly name: string;
  readonly symbol: string;
  readonly market_cap_rank?: number | null | undefined;
}): FoundCoin {
  const { id, name, symbol, market_cap_rank: rank = null } = coin;
  return { id, name, symbol: symbol.toLowerCase(), marketCapRank: rank };
}
