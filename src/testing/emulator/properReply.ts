import { type ApiKeys, readAccess, requireValidKey } from './access.js';
import type { CoinHistory } from './CoinHistory.js';
import type { EmulatorRequest } from './EmulatorRequest.js';
import { codedError, flatError, Refusal, type Reply, rateLimitReply } from './reply.js';
import { answer } from './routes.js';
import type { Usage } from './usage.js';

/** What requests are answered from. */
export interface ServedMarket {
  readonly histories: ReadonlyMap<string, CoinHistory>;
  readonly apiKeys: ApiKeys | undefined;
  readonly rateLimit: { readonly perMinute: number; readonly headers: 'both' | 'reset' | 'none' };
  readonly usage: Usage;
}

/** `/key` must name a limit even where there is none. */
const unlimitedPerMinute = 500;

/** The answer to a request where nothing goes wrong: every request counts, even one that is refused. */
export function properReply(market: ServedMarket, request: EmulatorRequest): Reply {
  const { method, headers, endpoint, query, receivedAt: now } = request;
  const access = readAccess(request);
  const waitMs = market.usage.spend(access.account, now);
  if (waitMs !== undefined) return tooMany(market, now, waitMs);
  if (method !== 'GET') return flatError(405, 'Method Not Allowed');
  if (headers['user-agent'] === undefined) {
    const message = 'Please set a descriptive User-Agent header.';
    return codedError('status', 403, { code: 403, message, now });
  }
  const { perMinute } = market.rateLimit;
  try {
    requireValidKey(access, market.apiKeys, now);
    return answer(endpoint, {
      query,
      now,
      access,
      coins: market.histories,
      perMinute: Number.isFinite(perMinute) ? perMinute : unlimitedPerMinute,
      callsThisMonth: market.usage.callsThisMonth(access.account, now),
    });
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

function tooMany({ rateLimit }: ServedMarket, now: number, waitMs: number): Reply {
  return rateLimitReply(now, {
    retryAfter: rateLimit.headers === 'both' ? Math.ceil(waitMs / 1000) : undefined,
    resetInMs: rateLimit.headers === 'none' ? undefined : waitMs,
  });
}
