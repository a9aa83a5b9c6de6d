import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CallPriority,
  type CoinGeckoClientOptions,
  createCoinGeckoClient,
} from '../../src/coingecko/index.js';
import { createTestClock, type TestClock } from '../../src/testing/index.js';
import { countingClock } from './countingClock.js';

const reason = { mine: true };
let clock: TestClock;
let counting: ReturnType<typeof countingClock>;
/** What was asked for, and when. */
let asked: { readonly query: string; readonly at: number }[];
let warnings: unknown[];

beforeEach(() => {
  clock = createTestClock({ now: 0 });
  counting = countingClock(clock);
  asked = [];
  warnings = [];
});

/** A client of a server that answers in no time, first with the refusals given. */
function clientWith(options: CoinGeckoClientOptions = {}, refusals: readonly Response[] = []) {
  const left = [...refusals];
  const ignore = () => {};
  const warn = (fields: unknown) => void warnings.push(fields);
  return createCoinGeckoClient({
    clock: counting,
    logger: { debug: ignore, info: ignore, error: ignore, warn },
    fetch: (async (request: Request) => {
      asked.push({ query: new URL(request.url).searchParams.get('query')!, at: clock.now() });
      return left.shift() ?? Response.json({ coins: [], exchanges: [], categories: [], nfts: [] });
    }) as typeof fetch,
    ...options,
  });
}

type Client = ReturnType<typeof clientWith>;

const search = (client: Client, query: string, priority?: CallPriority, signal?: AbortSignal) =>
  client.search({ query, priority, signal });
const searchMany = (client: Client, count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => search(client, `q${index}`)));
const tooMany = (headers: Record<string, string> = {}) => new Response('Throttled', { status: 429, headers });
const countAt = (at: number) => asked.filter((call) => call.at === at).length;

describe('the limit of a client', () => {
  it.each<[string, CoinGeckoClientOptions, number]>([
    ['10 a minute without a key', {}, 10],
    ['30 a minute on the demo plan', { apiKey: 'CG-demo' }, 30],
    ['what the caller says', { rateLimit: { perMinute: 17 } }, 17],
  ])('is %s', async (_name, options, perMinute) => {
    await searchMany(clientWith(options), 2 * perMinute + 1);
    expect([0, 60_001, 120_002].map(countAt)).toEqual([perMinute, perMinute, 1]);
    expect(counting.waiting).toBe(0);
  });

  it('is shared by all its endpoints and retries, and by no other client', async () => {
    const failures = Array.from({ length: 3 }, () => new Response('down', { status: 503 }));
    const client = clientWith({ rateLimit: { perMinute: 4 }, retry: { baseDelayMs: 0 } }, failures);
    await search(client, 'a');
    await search(client, 'b');
    await search(clientWith(), 'c');
    expect(asked.map(({ query, at }) => [query, at])).toEqual([
      ['a', 0],
      ['a', 0],
      ['a', 0],
      ['a', 0],
      ['b', 60_001],
      ['c', 60_001],
    ]);
  });

  it.each<[unknown, string]>([
    [{ perMinute: 0 }, 'rateLimit.perMinute must be an integer at least 1'],
    [{ perMinute: 2.5 }, 'rateLimit.perMinute must be an integer'],
    [{ perMinute: 100_001 }, 'at most 100000'],
    [{ perminute: 5 }, 'Did you mean "perMinute"?'],
    [false, 'rateLimit must be an object'],
  ])('refuses %j', (rateLimit, message) => {
    const options = { rateLimit } as CoinGeckoClientOptions;
    expect(() => createCoinGeckoClient(options)).toThrow(message);
  });
});

describe('a 429', () => {
  it('holds back all calls as long as the server asks, and halves the pace, with a warning', async () => {
    const client = clientWith({}, [tooMany({ 'retry-after': '119' })]);
    await search(client, 'first');
    await searchMany(client, 9);
    expect([0, 119_000, 179_001].map(countAt)).toEqual([1, 5, 5]);
    expect(warnings).toContainEqual({ endpoint: '/search', waitMs: 119_000, callsPerMinute: 5 });
  });

  it('with a wait beyond maxElapsedMs fails all calls until it is over', async () => {
    const client = clientWith({}, [tooMany({ 'retry-after': '600' })]);
    const failure = { code: 'rate-limit', endpoint: '/search' };
    await expect(search(client, 'first')).rejects.toMatchObject({ ...failure, retryAfterMs: 600_000 });
    clock.advance(100_000);
    await expect(search(client, 'second')).rejects.toMatchObject({ ...failure, retryAfterMs: 500_000 });
    expect(asked).toHaveLength(1);
    clock.advance(500_000);
    await search(client, 'third');
    expect(asked).toHaveLength(2);
  });
});

describe('the priority of a call', () => {
  it('lets the interactive go first', async () => {
    const client = clientWith({ rateLimit: { perMinute: 1 } });
    await search(client, 'spent');
    await Promise.all([
      search(client, 'b0', 'background'),
      search(client, 'b1', 'background'),
      search(client, 'i0', 'interactive'),
      search(client, 'i1'),
    ]);
    expect(asked.map(({ query }) => query)).toEqual(['spent', 'i0', 'i1', 'b0', 'b1']);
  });

  it('rises when somebody asks the same who is in more of a hurry', async () => {
    const client = clientWith({ rateLimit: { perMinute: 1 } });
    await search(client, 'spent');
    await Promise.all([
      search(client, 'b0', 'background'),
      search(client, 'b1', 'background'),
      search(client, 'b1', 'interactive'),
    ]);
    expect(asked.map(({ query }) => query)).toEqual(['spent', 'b1', 'b0']);
  });

  it('is refused where it is neither', async () => {
    await expect(search(clientWith(), 'a', 'urgent' as CallPriority)).rejects.toThrow(
      'priority must be one of "interactive", "background"',
    );
    expect(asked).toEqual([]);
  });
});

describe('an abort while a call waits for its turn', () => {
  it("rejects at once with the caller's own reason, and leaves no timer and no place", async () => {
    const client = clientWith({ rateLimit: { perMinute: 1 } });
    await search(client, 'spent');
    const controller = new AbortController();
    const left = search(client, 'left', 'interactive', controller.signal).catch((error) => error);
    while (counting.waiting === 0) await Promise.resolve();
    controller.abort(reason);
    expect(await left).toBe(reason);
    expect([clock.now(), counting.waiting]).toEqual([0, 0]);
    await search(client, 'next');
    expect(asked.map(({ query, at }) => [query, at])).toEqual([
      ['spent', 0],
      ['next', 60_001],
    ]);
  });

  it('does not end the wait of another who asked the same', async () => {
    const client = clientWith({ rateLimit: { perMinute: 1 } });
    await search(client, 'spent');
    const controller = new AbortController();
    const left = search(client, 'same', 'interactive', controller.signal).catch((error) => error);
    const stayed = search(client, 'same', 'background');
    while (counting.waiting === 0) await Promise.resolve();
    controller.abort(reason);
    expect(await left).toBe(reason);
    await stayed;
    expect(asked.map(({ query }) => query)).toEqual(['spent', 'same']);
  });
});
