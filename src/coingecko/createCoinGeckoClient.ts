import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../errors/index.js';
import { type Clock, type Logger, silentLogger, systemClock } from '../runtime/index.js';
import type { CoinGeckoClient } from './CoinGeckoClient.js';
import { coinsList } from './endpoints/coinsList.js';
import { marketChart } from './endpoints/marketChart.js';
import { ping } from './endpoints/ping.js';
import { simplePrice } from './endpoints/simplePrice.js';
import { type CoinGeckoPlan, planFacts, resolvePlan } from './plan.js';
import { type Connection, createSend, type RetryEvent } from './send.js';

/** When and how often a failed call is repeated: only after 408, 429, 5xx, a lost connection or a timeout. */
export interface RetryOptions {
  /** The most retries of one call, 0 to 20. Default 4. */
  readonly maxRetries?: number | undefined;
  /**
   * The ceiling of the first wait, milliseconds, where the server names none; it doubles with each retry, and
   * the wait is uniform below it. Default 1,000.
   */
  readonly baseDelayMs?: number | undefined;
  /** The ceiling of every such wait, milliseconds, up to one day. Default 30,000. */
  readonly maxDelayMs?: number | undefined;
  /**
   * The time within which the last retry must begin, milliseconds, up to one day. A wait the server asks for
   * is obeyed whole if it fits, else the call fails at once. Default 180,000.
   */
  readonly maxElapsedMs?: number | undefined;
  /** Told before each wait why and how long; what it throws ends the call. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Uniform numbers on [0, 1) for the jitter. Default `Math.random`; a seeded one makes waits repeatable. */
  readonly random?: (() => number) | undefined;
}

/** What {@link createCoinGeckoClient} takes. */
export interface CoinGeckoClientOptions {
  /** Default `demo` with a key, `keyless` without. A paid key needs `pro`: keys do not tell their tier. */
  readonly plan?: CoinGeckoPlan | undefined;
  /** Sent in the plan's header and nowhere else. */
  readonly apiKey?: string | undefined;
  /** Default: the plan's host. An emulator's `url` fits. */
  readonly baseUrl?: string | undefined;
  /** Default: the runtime's own `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Names your application to CoinGecko, which refuses calls without one. Browsers always send their own. */
  readonly userAgent?: string | undefined;
  /** The time for one attempt, body included, milliseconds, up to one day. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  readonly retry?: RetryOptions | undefined;
  /** Default: silent. Answers are logged at debug, retries at warn. */
  readonly logger?: Logger | undefined;
  /**
   * Where the present and the waits between attempts come from; the timeout of an attempt is real time.
   * Default: the machine's clock.
   */
  readonly clock?: Clock | undefined;
}

const dayMs = 86_400_000;
const defaultUserAgent = 'coincast (https://www.npmjs.com/package/coincast)';

/**
 * Makes a client of the CoinGecko API v3.
 *
 * It runs in Node, browsers, workers and edge runtimes. The key travels only in the plan's header: it is in no
 * URL, log line or error, and redirects are not followed, since they would carry it elsewhere.
 *
 * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds, a plan lacks its key, or a
 * key is given to plan `keyless`.
 * @example
 * ```ts
 * import { createCoinGeckoClient } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7 });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url, apiKey: 'CG-of-the-demo-plan' });
 * client.plan; // => 'demo'
 * (await client.ping()).message; // => '(V3) To the Moon!'
 * await emulator.close();
 * ```
 */
export function createCoinGeckoClient(options: CoinGeckoClientOptions = {}): CoinGeckoClient {
  const connection = resolveConnection(options);
  const { plan, baseUrl } = connection;
  const send = createSend(connection);
  return Object.freeze<CoinGeckoClient>({
    plan,
    baseUrl,
    ping: (callOptions) => ping(send, callOptions),
    simplePrice: (callOptions) => simplePrice(send, callOptions),
    coinsList: (callOptions) => coinsList(send, callOptions),
    marketChart: (callOptions) => marketChart(send, plan, callOptions),
  });
}

const knownKeys = [
  'plan',
  'apiKey',
  'baseUrl',
  'fetch',
  'userAgent',
  'timeoutMs',
  'retry',
  'logger',
  'clock',
];

function resolveConnection(options: CoinGeckoClientOptions): Connection {
  requireKnownKeys('createCoinGeckoClient options', options, knownKeys);
  const { apiKey, retry = {}, timeoutMs = 30_000, userAgent = defaultUserAgent } = options;
  const plan = resolvePlan(options.plan, apiKey);
  const { keyHeader, baseUrl: defaultBaseUrl } = planFacts[plan];
  requireHeaderText('userAgent', userAgent);
  requireFunction('fetch', options.fetch);
  return {
    plan,
    baseUrl: normalizeBaseUrl(options.baseUrl ?? defaultBaseUrl),
    headers: {
      accept: 'application/json',
      ...(isBrowser() ? {} : { 'user-agent': userAgent }),
      ...(keyHeader === undefined || apiKey === undefined ? {} : { [keyHeader]: apiKey }),
    },
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: requireInteger('timeoutMs', timeoutMs, { min: 1, max: dayMs }),
    ...resolveRetry(retry),
    logger: options.logger ?? silentLogger,
    clock: options.clock ?? systemClock,
  };
}

function resolveRetry(retry: RetryOptions): Pick<Connection, 'retry' | 'onRetry' | 'random'> {
  requireKnownKeys('retry', retry, [
    'maxRetries',
    'baseDelayMs',
    'maxDelayMs',
    'maxElapsedMs',
    'onRetry',
    'random',
  ]);
  requireFunction('retry.onRetry', retry.onRetry);
  requireFunction('retry.random', retry.random);
  const { maxRetries = 4, baseDelayMs = 1000, maxDelayMs = 30_000, maxElapsedMs = 180_000 } = retry;
  return {
    retry: {
      maxRetries: requireInteger('retry.maxRetries', maxRetries, { min: 0, max: 20 }),
      baseDelayMs: requireNumber('retry.baseDelayMs', baseDelayMs, { min: 0, max: dayMs }),
      maxDelayMs: requireNumber('retry.maxDelayMs', maxDelayMs, { min: 0, max: dayMs }),
      maxElapsedMs: requireNumber('retry.maxElapsedMs', maxElapsedMs, { min: 0, max: dayMs }),
    },
    onRetry: retry.onRetry,
    random: retry.random ?? Math.random,
  };
}

/** Quotes only origin and path: the rest of a mistaken URL may hold a key. */
function normalizeBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    `${url.username}${url.password}${url.search}${url.hash}` !== ''
  ) {
    throw new InvalidArgumentError({
      argument: 'baseUrl',
      value: url === undefined ? baseUrl : url.origin + url.pathname,
      expected: 'an absolute http or https URL without credentials, query or fragment',
      hint: 'A key belongs into apiKey.',
    });
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function requireHeaderText(argument: string, value: unknown): void {
  if (typeof value === 'string' && /^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/.test(value)) return;
  throw new InvalidArgumentError({ argument, value, expected: 'a non-empty string of ASCII characters' });
}

function requireFunction(argument: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return;
  throw new InvalidArgumentError({ argument, value, expected: 'a function' });
}

/** Browsers send their own User-Agent; some take another one for a reason to ask the server first. */
function isBrowser(): boolean {
  const { navigator } = globalThis as { navigator?: { userAgent?: unknown } };
  return String(navigator?.userAgent).startsWith('Mozilla/');
}
