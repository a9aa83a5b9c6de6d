import * as z from 'zod/mini';
import { requireKnownKeys } from '../../errors/index.js';
import { once } from '../once.js';
import type { Send } from '../send.js';
import type { CallOptions } from './parameters.js';

/** What {@link CoinGeckoClient.ping} gives. */
export interface PingResult {
  /** CoinGecko's greeting. */
  readonly message: string;
}

const schema = /* @__PURE__ */ once(() =>
  z.pipe(
    z.object({ gecko_says: z.string() }),
    z.transform(({ gecko_says }): PingResult => ({ message: gecko_says })),
  ),
);

export async function ping(send: Send, options: CallOptions = {}): Promise<PingResult> {
  requireKnownKeys('ping options', options, ['signal', 'priority']);
  return send({ endpoint: '/ping', schema, signal: options.signal, priority: options.priority });
}
