import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createModelRegistry, createPriceSeries, createRedisStore, trainDrift } from 'coincast';
import { createFileStore } from 'coincast/node';
import { simulateMarket } from 'coincast/testing';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { generateLoad } from './apiServer/generateLoad.js';
import { describeSoak, heapGrowth, soak } from './apiServer/soak.js';
import {
  keys,
  type RunningServer,
  startServer,
  versionsByWorker,
  waitUntil,
} from './apiServer/startServer.js';
import { hasRedis, type RunningRedis, startRedis } from './startRedis.js';

let server: RunningServer | undefined;
let redis: RunningRedis | undefined;

afterEach(async () => {
  await server?.dispose();
  await redis?.stop();
  [server, redis] = [undefined, undefined];
});

const steps = Array.from({ length: 40 }, (_, i) => `/predict?coin=bitcoin&steps=${i + 1}`);
const paths = [...steps, '/coins', '/data/latest?coin=bitcoin', '/model/info?coin=bitcoin', '/health/live'];

describe('under load', () => {
  it('two processes swap in a new champion without losing a request', async ({ annotate }) => {
    server = await startServer({ WORKERS: '2' });
    const load = generateLoad(server.url, paths);
    // Somebody else, such as the scheduler, promotes: the server is told by nobody.
    const registry = createModelRegistry({ store: createFileStore(join(server.dataDir, 'registry')) });
    const { version } = await registry.register(trainDrift(await pricesOf(server.url)), { coin: 'bitcoin' });
    await registry.promote(version, { force: { reason: 'a test' } });
    const promotedAt = Date.now();
    await waitUntil(
      async () => [...(await versionsByWorker(server!.url)).values()].every((each) => each === version),
      20_000,
      server.log,
    );
    const took = Date.now() - promotedAt;
    await annotate(`Every process answered with the new champion after ${took} ms.`);
    const { statuses, problems, lost, versions } = await load.stop();
    expect(lost).toEqual([]);
    expect(problems).toEqual([]);
    expect(Object.keys(statuses)).toEqual(['200']);
    expect(versions.has(version)).toBe(true);
  });

  it('SIGTERM ends both processes after all they have accepted is answered', async () => {
    server = await startServer({ WORKERS: '2' });
    const load = generateLoad(server.url, paths);
    const slow = fetch(`${server.url}/predict`, {
      method: 'POST',
      headers: { 'x-api-key': keys.read, 'content-type': 'application/json' },
      body: JSON.stringify({
        prices: [...simulateMarket({ seed: 3, length: 1500 }).prices],
        model: 'arima',
        budgetMs: 10_000,
      }),
    });
    await sleep(300);
    server.signal('SIGTERM');
    // A load balancer sends no more once a process calls itself not ready.
    await waitUntil(
      async () => {
        const answer = await fetch(`${server!.url}/health/ready`).catch(() => undefined);
        return answer?.status !== 200;
      },
      10_000,
      server.log,
    );
    const { statuses, problems, lost } = await load.stop();
    expect(lost).toEqual([]);
    expect(problems).toEqual([]);
    expect(Object.keys(statuses)).toEqual(['200']);
    expect([200, 422]).toContain((await slow).status);
    expect(await server.ended).toBe(0);
  });

  it('Redis may die and come back: answers go on, from memory', async (context) => {
    if (!hasRedis) context.skip('no redis-server on this machine');
    redis = await startRedis();
    server = await startServer({ REDIS_URL: redis.url });
    const load = generateLoad(server.url, paths);
    await sleep(500);
    redis.kill();
    await waitUntil(async () => (await health(server!.url)).redis === 'unreachable', 20_000, server.log);
    expect((await health(server.url)).status).toBe('degraded');
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    const registry = await fetch(`${server.url}/models?coin=bitcoin`);
    expect([registry.status, (await registry.json()).code]).toEqual([503, 'registry-unavailable']);
    await redis.restart();
    await waitUntil(async () => (await health(server!.url)).redis === 'reachable', 20_000, server.log);
    await waitUntil(async () => (await fetch(`${server!.url}/models?coin=bitcoin`)).ok, 20_000, server.log);
    const { statuses, problems, lost } = await load.stop();
    expect(lost).toEqual([]);
    expect(problems).toEqual([]);
    expect(Object.keys(statuses)).toEqual(['200']);
  });

  it('a soak leaves the heap as large as it was', async ({ annotate }) => {
    const seconds = Number(process.env['SOAK_SECONDS'] ?? 10);
    server = await startServer();
    const result = await soak(server.url, { seconds, connections: 4 });
    await annotate(describeSoak(result));
    expect(result.lost).toEqual([]);
    expect(Object.keys(result.statuses)).toEqual(['200', '400', '404']);
    // Within seconds a heap is still growing into what it needs; a leak shows in minutes.
    expect(heapGrowth(result)).toBeLessThan(seconds < 120 ? 0.5 : 0.05);
  }, 720_000);

  it('processes share answers, limits and models by Redis', async (context) => {
    if (!hasRedis) context.skip('no redis-server on this machine');
    redis = await startRedis();
    server = await startServer({ REDIS_URL: redis.url, RATE_LIMIT_MAX: '6', WORKERS: '2' });
    const client = new Redis(redis.url);
    try {
      const registry = createModelRegistry({ store: createRedisStore(client) });
      const champion = await registry.champion('bitcoin');
      const statuses: number[] = [];
      for (let i = 0; i < 8; i++) {
        const answer = await fetch(`${server.url}/predict?coin=bitcoin`, {
          headers: { connection: 'close' },
        });
        statuses.push(answer.status);
        if (answer.ok) expect((await answer.json()).model.version).toBe(champion!.version);
      }
      expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
      expect(await client.keys('coincast:answer:*')).toHaveLength(1);
    } finally {
      client.disconnect();
    }
  });
});

async function health(url: string): Promise<{ status: string; redis: string }> {
  return (await fetch(`${url}/health`)).json();
}

/** The prices that the server has. */
async function pricesOf(url: string) {
  const { timestamps, prices } = await (await fetch(`${url}/data/history?coin=bitcoin&limit=1000`)).json();
  return createPriceSeries({ timestamps, prices, coinId: 'bitcoin' });
}
