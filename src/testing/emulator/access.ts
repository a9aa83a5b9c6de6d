import type { EmulatorRequest } from './EmulatorRequest.js';
import { codedError, Refusal } from './reply.js';

/** Whom a request comes from. */
export interface Access {
  readonly tier: 'keyless' | 'demo' | 'pro';
  /** What limits are counted by: the key, or one account for all who have none. */
  readonly account: string;
}

/** Keys that exist, and the tier each belongs to. */
export type ApiKeys = Readonly<Record<string, 'demo' | 'pro'>>;

/**
 * Whom a request comes from, by the key in a header or the query. A paid key's header stands for the paid
 * host, since both hosts are here one.
 */
export function readAccess({ headers, query }: EmulatorRequest): Access {
  const keyOf = (tier: 'demo' | 'pro') => headers[`x-cg-${tier}-api-key`] ?? query[`x_cg_${tier}_api_key`];
  for (const tier of ['pro', 'demo'] as const) {
    const key = keyOf(tier);
    if (key !== undefined) return { tier, account: String(key) };
  }
  return { tier: 'keyless', account: '' };
}

/** Refuses a key that does not exist or is sent to the other tier's host; without `apiKeys` any will do. */
export function requireValidKey({ tier, account }: Access, apiKeys: ApiKeys | undefined, now: number): void {
  if (apiKeys === undefined || tier === 'keyless') return;
  const owned = Object.hasOwn(apiKeys, account) ? apiKeys[account] : undefined;
  if (owned === tier) return;
  if (owned === undefined) {
    throw new Refusal(codedError('status', 401, { code: 10002, message: 'API Key Missing', now }));
  }
  const [code, message] =
    owned === 'pro'
      ? [10010, 'If you are using Pro API key, please change your root URL to pro-api.coingecko.com']
      : [10011, 'If you are using Demo API key, please change your root URL to api.coingecko.com'];
  throw new Refusal(codedError('hybrid', 400, { code, message, now }));
}

/** Refuses whoever may not call what only paid plans have. */
export function requirePaid({ tier }: Access, now: number): void {
  if (tier === 'pro') return;
  const [code, message] =
    tier === 'keyless'
      ? [10002, 'API Key Missing']
      : [10005, 'This request is limited to paid API plans. Please upgrade to use this endpoint.'];
  throw new Refusal(codedError('status', 401, { code, message, now }));
}
