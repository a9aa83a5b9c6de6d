import * as z from 'zod/mini';
import { requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { freshness } from '../freshness.js';
import { once } from '../once.js';
import type { Send } from '../send.js';
import type { CallOptions } from './parameters.js';

/** What {@link CoinGeckoClient.coinsList} takes. */
export interface CoinsListOptions extends CallOptions {
  /** Coins traded now, or those delisted. Default `active`. */
  readonly status?: 'active' | 'inactive' | undefined;
}

/** One coin CoinGecko knows. */
export interface CoinListing {
  /** The id all other calls take, such as `bitcoin`. */
  readonly id: string;
  /** The ticker in lower case, such as `btc`. Several coins may share one. */
  readonly symbol: string;
  /** The name, such as `Bitcoin`. */
  readonly name: string;
}

const schema = /* @__PURE__ */ once(() =>
  z.array(z.object({ id: z.string(), symbol: z.string(), name: z.string() })),
);

export async function coinsList(send: Send, options: CoinsListOptions = {}): Promise<CoinListing[]> {
  requireKnownKeys('coinsList options', options, ['status', 'signal', 'priority']);
  const { status = 'active', signal, priority } = options;
  requireOneOf('status', status, ['active', 'inactive']);
  return send({
    endpoint: '/coins/list',
    query: { status: status === 'active' ? undefined : status },
    schema,
    signal,
    priority,
    freshness: freshness.coinsList,
  });
}
