import { type ErrorShape, errorBody } from './errorShapes.js';

/** What goes out: an object as JSON, a string as it is. */
export interface Reply {
  readonly status: number;
  /** In lower case; `content-type` is that of the body unless given. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Ends a route with an error for an answer. */
export class Refusal extends Error {
  constructor(readonly reply: Reply) {
    super(`status ${reply.status}`);
  }
}

/** Open to pages of any origin; errors are not, as they come from what stands before the real server. */
const openToPages = { 'access-control-allow-origin': '*' };

export const ok = (body: unknown): Reply => ({ status: 200, headers: openToPages, body });

/** CoinGecko's flat error shape, as for unknown coins and wrong parameters. */
export const flatError = (status: number, error: string): Reply => ({ status, body: { error } });

/** An error with a code of CoinGecko's own. */
export function codedError(
  shape: ErrorShape,
  status: number,
  { code, message, now }: { readonly code: number; readonly message: string; readonly now: number },
): Reply {
  return { status, body: errorBody(shape, { code, message, now }) };
}

/** Too many requests, with the waits given. */
export function rateLimitReply(
  now: number,
  { retryAfter, resetInMs }: { retryAfter?: number | string | undefined; resetInMs?: number | undefined },
): Reply {
  const message = "You've exceeded the Rate Limit. Please visit https://www.coingecko.com/en/api/pricing";
  return {
    ...codedError('status', 429, { code: 429, message, now }),
    headers: {
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...(resetInMs === undefined ? {} : { 'x-ratelimit-reset': resetTime(now + resetInMs) }),
    },
  };
}

/** In CoinGecko's format, `2026-03-09 03:28:00 +0000`, in whole seconds and not too early. */
function resetTime(moment: number): string {
  const reset = new Date(Math.ceil(moment / 1000) * 1000).toISOString();
  return `${reset.slice(0, 10)} ${reset.slice(11, 19)} +0000`;
}
