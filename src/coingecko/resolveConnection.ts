import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../errors/index.js';
import { silentLogger, systemClock } from '../runtime/index.js';
import type { CoinGeckoClientOptions, RateLimitOptions, RetryOptions } from './CoinGeckoClientOptions.js';
import type { Connection } from './Connection.js';
import { planFacts, resolvePlan } from './plan.js';
import { createKeyRedactor } from './redactKey.js';

const dayMs = 86_400_000;
const defaultUserAgent = 'coincast (https://www.npmjs.com/package/coincast)';

const knownKeys = [
  'plan',
  'apiKey',
  'baseUrl',
  'fetch',
  'userAgent',
  'timeoutMs',
  'retry',
  'rateLimit',
  'cache',
  'logger',
  'clock',
];

/** A client's options with their defaults, each bound checked. */
export function resolveConnection(options: CoinGeckoClientOptions): Connection {
  requireOptions(options);
  const { apiKey, retry = {}, rateLimit = {}, timeoutMs = 30_000, userAgent = defaultUserAgent } = options;
  const plan = resolvePlan(options.plan, apiKey);
  const { keyHeader, baseUrl: defaultBaseUrl } = planFacts[plan];
  requireHeaderText('userAgent', userAgent);
  requireFunction('fetch', options.fetch);
  requireMethods('cache', options.cache, ['get', 'set', 'delete']);
  requireMethods('logger', options.logger, ['debug', 'info', 'warn', 'error']);
  requireMethods('clock', options.clock, ['now', 'sleep']);
  return {
    plan,
    baseUrl: normalizeBaseUrl(options.baseUrl ?? defaultBaseUrl),
    headers: {
      accept: 'application/json',
      ...(isBrowser() ? {} : { 'user-agent': userAgent }),
      ...(keyHeader === undefined || apiKey === undefined ? {} : { [keyHeader]: apiKey }),
    },
    redact: createKeyRedactor(apiKey),
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeoutMs: requireInteger('timeoutMs', timeoutMs, { min: 1, max: dayMs }),
    ...resolveRetry(retry),
    callsPerMinute: resolveRateLimit(rateLimit),
    cache: options.cache,
    logger: options.logger ?? silentLogger,
    clock: options.clock ?? systemClock,
  };
}

/** A text in place of the options is not quoted: it may be the key. */
function requireOptions(options: CoinGeckoClientOptions): void {
  if (typeof options === 'string') {
    throw new InvalidArgumentError({
      argument: 'createCoinGeckoClient options',
      value: '(hidden)',
      expected: 'an object',
      hint: 'A key belongs into apiKey.',
    });
  }
  requireKnownKeys('createCoinGeckoClient options', options, knownKeys);
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

function resolveRateLimit(rateLimit: RateLimitOptions): number | undefined {
  requireKnownKeys('rateLimit', rateLimit, ['perMinute']);
  const { perMinute } = rateLimit;
  if (perMinute === undefined) return undefined;
  return requireInteger('rateLimit.perMinute', perMinute, { min: 1, max: 100_000 });
}

/** Quotes only origin and path: the rest of a mistaken URL may hold a key. */
function normalizeBaseUrl(baseUrl: unknown): string {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    `${url.username}${url.password}${url.search}${url.hash}` !== ''
  ) {
    throw new InvalidArgumentError({
      argument: 'baseUrl',
      value: typeof baseUrl === 'string' ? baseUrl.replace(/[?#].*$/s, '').replace(/^.*@/s, '') : baseUrl,
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

function requireMethods(argument: string, value: unknown, names: readonly string[]): void {
  if (value === undefined) return;
  const methods = Object(value) as Readonly<Record<string, unknown>>;
  if (names.every((name) => typeof methods[name] === 'function')) return;
  throw new InvalidArgumentError({
    argument,
    value,
    expected: `an object with the methods ${names.join(', ')}`,
  });
}

/** Browsers send their own User-Agent; some take another one for a reason to ask the server first. */
function isBrowser(): boolean {
  const { navigator } = globalThis as { navigator?: { userAgent?: unknown } };
  return String(navigator?.userAgent).startsWith('Mozilla/');
}
