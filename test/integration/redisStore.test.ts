import { connect, createServer, type Server } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCoincastError, type StoreError } from '../../src/errors/index.js';
import { trainDrift, trainNaive } from '../../src/models/index.js';
import { createModelRegistry, createRedisStore } from '../../src/persistence/index.js';
import { storeContract } from '../contracts/storeContract.js';
import { hasRedis, type RunningRedis, startRedis } from './startRedis.js';

const force = { reason: 'test' };
const naive = trainNaive([100, 102, 101]);
const drift = trainDrift([100, 102, 101]);

// Without redis-server on the machine there is nothing to test against.
describe.skipIf(!hasRedis)('a real Redis', () => {
  let redis: RunningRedis;
  let watcher: Redis;
  let stores = 0;
  const nextPrefix = () => `{test-${stores++}}:`;
  /** A client that gives up at once. */
  const impatient = (port = redis.port) => {
    const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => {});
    return client;
  };

  beforeAll(async () => {
    redis = await startRedis();
    watcher = new Redis({ port: redis.port, host: '127.0.0.1' });
    watcher.on('error', () => {});
  });
  afterAll(async () => {
    watcher?.disconnect();
    await redis?.stop();
  });

  storeContract('Redis', async () => {
    const prefix = nextPrefix();
    const client = new Redis({ port: redis.port, host: '127.0.0.1' });
    return {
      store: createRedisStore(client, { prefix }),
      other: createRedisStore(watcher, { prefix }),
      close: async () => client.disconnect(),
    };
  });

  it('keeps stores apart by their prefix', async () => {
    const [a, b] = [nextPrefix(), nextPrefix()].map((prefix) => createRedisStore(watcher, { prefix }));
    await a!.putIfAbsent('key', Uint8Array.of(1));
    expect(await b!.get('key')).toBeUndefined();
    expect(await b!.list('')).toEqual([]);
  });

  it('lets exactly one of many promotions at once win each number of the journal', async () => {
    const prefix = nextPrefix();
    const clients = Array.from({ length: 4 }, () => new Redis({ port: redis.port, host: '127.0.0.1' }));
    const registries = clients.map((client) =>
      createModelRegistry({ store: createRedisStore(client, { prefix }) }),
    );
    const versions = await Promise.all(
      registries.flatMap((each) => [1, 2, 3].map(() => each.register(naive, { coin: 'bitcoin' }))),
    );
    const outcomes = await Promise.allSettled(
      versions.map(({ version }, i) => registries[i % 4]!.promote(version, { force })),
    );
    const won = outcomes.filter(({ status }) => status === 'fulfilled').length;
    const journal = await registries[0]!.journal('bitcoin');
    expect(journal).toHaveLength(won);
    expect(won).toBeGreaterThan(0);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'promotion-conflict' });
    }
    for (const client of clients) client.disconnect();
  });

  /** A champion and a challenger in a store of their own, and what an outside observer finds there. */
  async function prepared() {
    const prefix = nextPrefix();
    const observer = createModelRegistry({ store: createRedisStore(watcher, { prefix }) });
    const old = await observer.register(naive, { coin: 'bitcoin', version: `old-${stores}` });
    await observer.promote(old.version, { force });
    const next = await observer.register(drift, { coin: 'bitcoin', version: `next-${stores}` });
    const requireWhole = async (acknowledged: boolean) => {
      const report = await observer.verify();
      expect(report).toMatchObject({ clean: true, versions: 2 });
      const champion = await observer.loadChampion('bitcoin');
      expect([old.version, next.version]).toContain(champion!.registered.version);
      if (acknowledged) expect(champion!.registered.version).toBe(next.version);
      return champion!.registered.version === next.version;
    };
    return { prefix, next: next.version, requireWhole };
  }

  async function attempt(client: Redis, prefix: string, version: string): Promise<boolean> {
    try {
      await createModelRegistry({ store: createRedisStore(client, { prefix }) }).promote(version, { force });
      return true;
    } catch (error) {
      expect(isCoincastError(error) && error.code).toBe('store');
      return false;
    }
  }

  it('stays whole when the client disconnects in mid-promotion', async () => {
    let [promoted, run] = [0, 0];
    // Later and later; on a slow machine more often, until one had the time.
    for (; run < 40 || promoted === 0; run++) {
      const { prefix, next, requireWhole } = await prepared();
      const client = impatient();
      const attempting = attempt(client, prefix, next);
      await new Promise((resolve) => setTimeout(resolve, run / 4));
      client.disconnect();
      if (await requireWhole(await attempting)) promoted++;
    }
    expect(promoted).toBeLessThan(run);
  });

  it.each(['to the server', 'to the client'] as const)(
    'stays whole when the connection is cut after any number of bytes %s',
    async (direction) => {
      const outcomes = { told: 0, untold: 0, old: 0 };
      let isOver = false;
      for (let bytes = 0; !isOver; bytes += direction === 'to the server' ? 61 : 97) {
        const { prefix, next, requireWhole } = await prepared();
        const proxy = await cuttingProxy(redis.port, direction, bytes);
        const client = impatient(proxy.port);
        const told = await attempt(client, prefix, next);
        client.disconnect();
        await proxy.close();
        const isNext = await requireWhole(told);
        outcomes[told ? 'told' : isNext ? 'untold' : 'old']++;
        isOver = !proxy.hasCut();
      }
      expect(outcomes).toMatchObject({ told: 1, old: expect.any(Number) });
    },
  );

  it('stays whole when the answer to the write is lost: whoever looks finds the new champion', async () => {
    for (const bytes of [0, 1, 2]) {
      const { prefix, next, requireWhole } = await prepared();
      const proxy = await cuttingProxy(redis.port, 'to the client', bytes, { since: /\r\neval\r\n/i });
      const client = impatient(proxy.port);
      expect(await attempt(client, prefix, next)).toBe(false);
      client.disconnect();
      await proxy.close();
      expect(await requireWhole(false)).toBe(true);
    }
  });

  it('knows what became of a promotion whose answer was lost, once the client is connected again', async () => {
    let settled = 0;
    for (let bytes = 400, isOver = false; !isOver; bytes += 97) {
      const { prefix, next, requireWhole } = await prepared();
      const proxy = await cuttingProxy(redis.port, 'to the client', bytes, { cuts: 1 });
      const client = new Redis({ port: proxy.port, host: '127.0.0.1', retryStrategy: () => 5 });
      client.on('error', () => {});
      const told = await attempt(client, prefix, next);
      expect(told).toBe(true);
      expect(await requireWhole(true)).toBe(true);
      settled++;
      isOver = !proxy.hasCut();
      client.disconnect();
      await proxy.close();
    }
    expect(settled).toBeGreaterThan(5);
  });

  it('keeps every promise when the server is killed in mid-promotion', async () => {
    const tally = { told: 0, untold: 0, old: 0 };
    for (let run = 0; run < 12; run++) {
      const { prefix, next, requireWhole } = await prepared();
      const client = impatient();
      const attempting = attempt(client, prefix, next);
      await new Promise((resolve) => setTimeout(resolve, 2 * run));
      redis.kill();
      const told = await attempting;
      client.disconnect();
      await redis.restart();
      const isNext = await requireWhole(told);
      tally[told ? 'told' : isNext ? 'untold' : 'old']++;
    }
    expect(tally.told + tally.old + tally.untold).toBe(12);
  });

  it('says what is wrong without an address or a password', async () => {
    const proxy = await cuttingProxy(redis.port, 'to the server', 0);
    const url = `redis://someone:s3cret@127.0.0.1:${proxy.port}`;
    const client = new Redis(url, { retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => {});
    const error: StoreError = await createRedisStore(client)
      .get('models/bitcoin/a')
      .then(
        () => expect.fail('it answered'),
        (reason) => reason,
      );
    expect(error).toMatchObject({ name: 'StoreError', operation: 'get', key: 'models/bitcoin/a' });
    const all = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const secret of ['s3cret', 'someone', '127.0.0.1', String(proxy.port)]) {
      expect(all.replaceAll(/\(.*?:\d+:\d+\)/g, '')).not.toContain(secret);
    }
    client.disconnect();
    await proxy.close();
  });

  it.each([['a full memory', ['maxmemory', '1'], 'OOM', 'raise maxmemory']])(
    'tells of %s, and the old champion stays readable',
    async (_what, [name, value], reason, advice) => {
      const { prefix, next, requireWhole } = await prepared();
      await watcher.config('SET', name!, value!);
      try {
        const registry = createModelRegistry({ store: createRedisStore(watcher, { prefix }) });
        const promoting = registry.promote(next, { force });
        await expect(promoting).rejects.toMatchObject({ name: 'StoreError', operation: 'put', reason });
        await expect(promoting).rejects.toThrow(advice);
        expect(await requireWhole(false)).toBe(false);
      } finally {
        await watcher.config('SET', name!, '0');
      }
    },
  );
});

interface CuttingProxy {
  readonly port: number;
  hasCut(): boolean;
  close(): Promise<void>;
}

/**
 * Stands before a server and cuts a connection after so many bytes in one direction, counted from the first command
 * that matches `since`; `cuts` connections at most.
 */
async function cuttingProxy(
  target: number,
  direction: 'to the server' | 'to the client',
  bytes: number,
  { cuts = Number.POSITIVE_INFINITY, since }: { readonly cuts?: number; readonly since?: RegExp } = {},
): Promise<CuttingProxy> {
  let done = 0;
  const server: Server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    let left = since === undefined ? bytes : Number.POSITIVE_INFINITY;
    if (since !== undefined) {
      client.on('data', (data) => {
        if (since.test(data.toString('latin1'))) left = Math.min(left, bytes);
      });
    }
    const pass = (from: typeof client, to: typeof client, isCounted: boolean) =>
      from.on('data', (data) => {
        if (!isCounted || done >= cuts || data.length <= left) {
          if (isCounted) left -= data.length;
          to.write(data);
          return;
        }
        done++;
        // What was passed on arrives; nothing after it does.
        to.end(data.subarray(0, left));
        left = 0;
        from.pause();
        setTimeout(end, 5);
      });
    pass(client, upstream, direction === 'to the server');
    pass(upstream, client, direction === 'to the client');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    hasCut: () => done > 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
