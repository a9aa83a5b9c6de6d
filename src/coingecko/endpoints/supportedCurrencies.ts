import * as z from 'zod/mini';
import { requireKnownKeys } from '../../errors/index.js';
import { freshness } from '../freshness.js';
import { once } from '../once.js';
import type { Send } from '../send.js';
import type { Currency } from './names.table.js';
import type { CallOptions } from './parameters.js';

const schema = /* @__PURE__ */ once(() => z.array(z.string()));

export async function supportedCurrencies(send: Send, options: CallOptions = {}): Promise<Currency[]> {
  requireKnownKeys('supportedCurrencies options', options, ['signal', 'priority']);
  return send({
    endpoint: '/simple/supported_vs_currencies',
    schema,
    signal: options.signal,
    priority: options.priority,
    freshness: freshness.supportedCurrencies,
  });
}
