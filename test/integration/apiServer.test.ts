import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, type RunningServer, serverFile, startServer, waitUntil } from './apiServer/startServer.js';
import { hasRedis, type RunningRedis, startRedis } from './startRedis.js';

it('is built', () => {
  expect(existsSync(serverFile), 'run `npm run build -w examples/api-server` first').toBe(true);
});

describe.each([
  { stores: 'files', withRedis: false },
  { stores: 'Redis', withRedis: true },
])('the service on $stores', ({ withRedis }) => {
  let server: RunningServer;
  let redis: RunningRedis | undefined;

  beforeAll(async () => {
    if (withRedis && !hasRedis) return;
    redis = withRedis ? await startRedis() : undefined;
    server = await startServer({
      LOG_LEVEL: 'trace',
      ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
    });
  });

  afterAll(async () => {
    await server?.dispose();
    await redis?.stop();
  });

  const call = async (
    path: string,
    options: { method?: string; key?: string; body?: unknown; accept?: string } = {},
  ) => {
    const { method = 'GET', key, body, accept } = options;
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { 'x-api-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accept === undefined ? {} : { accept }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  };

  it('answers every question and does everything it is asked to', async (context) => {
    if (withRedis && !hasRedis) context.skip('no redis-server on this machine');
    const ready = await call('/health/ready');
    expect([ready.status, ready.json.status, ready.json.redis]).toEqual([
      200,
      'ready',
      withRedis ? 'reachable' : 'not configured',
    ]);
    expect((await call('/health/live')).json).toEqual({ status: 'alive' });
    expect((await call('/health')).json.coins[0].fresh).toBe(true);

    const forecast = await call('/predict?coin=bitcoin&steps=24&levels=0.5,0.9');
    const first = forecast.json.model.version;
    expect(forecast.json.forecast.mean).toHaveLength(24);
    expect(forecast.json.verdict.code).toMatch(/naive|evidence/);
    const again = await fetch(`${server.url}/predict?coin=bitcoin&steps=24&levels=0.5,0.9`, {
      headers: { 'if-none-match': forecast.headers.get('etag')! },
    });
    expect(again.status).toBe(304);

    expect((await call('/coins')).json.coins[0].model.version).toBe(first);
    expect((await call('/data/latest?coin=bitcoin')).json.price).toBeGreaterThan(0);
    const page = await call('/data/history?coin=bitcoin&limit=5');
    expect((await call(page.json.next)).json.timestamps).toHaveLength(5);
    expect((await call('/data/history?coin=bitcoin&format=csv')).text).toMatch(/^timestamp,price/);
    expect((await call('/model/info?coin=bitcoin')).json.version).toBe(first);
    const board = (await call('/compare?coin=bitcoin')).json;
    expect(board.models.map(({ name }: { name: string }) => name).sort()).toEqual(
      ['arima', 'ets', 'naive', 'prophet', 'theta'].sort(),
    );
    const risk = (await call('/risk?coin=bitcoin&steps=24&level=0.95')).json;
    expect(risk.probabilityAbove.probability).toBeGreaterThan(0);
    expect(risk.expectedShortfall.amount).toBeGreaterThan(risk.valueAtRisk.amount);

    const prices = Array.from({ length: 80 }, (_, i) => 100 + Math.sin(i / 3) + i / 50);
    const own = await call('/predict', {
      method: 'POST',
      key: keys.read,
      body: { prices, model: 'ets', steps: 5, budgetMs: 10_000 },
    });
    expect([own.status, own.json.forecast.mean.length]).toEqual([200, 5]);

    const started = await call('/train', {
      method: 'POST',
      key: keys.read,
      body: { coin: 'bitcoin', model: 'ets' },
    });
    expect([started.status, started.json.state]).toEqual([202, 'waiting']);
    const path = started.headers.get('location')!;
    const stream = await call(path, { key: keys.read, accept: 'text/event-stream' });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const states = [...stream.text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data!));
    expect(states.at(-1).state).toBe('done');
    const second = states.at(-1).result.version;
    expect((await call(path, { key: keys.read })).json.result.version).toBe(second);
    expect((await call(`/models/${second}`)).json.kind).toBe('ets');
    const chosen = await call('/predict', {
      method: 'POST',
      key: keys.read,
      body: { version: second, steps: 1 },
    });
    expect(chosen.json.model.kind).toBe('ets');

    const promoted = await call(`/models/${second}/promote`, {
      method: 'POST',
      key: keys.admin,
      body: { why: 'a test', force: { reason: 'a test' } },
    });
    expect(promoted.json).toMatchObject({ champion: second, previous: first, who: 'bob' });
    expect((await call('/predict?coin=bitcoin&steps=1')).json.model.version).toBe(second);
    const back = await call('/models/rollback', {
      method: 'POST',
      key: keys.admin,
      body: { coin: 'bitcoin' },
    });
    expect(back.json).toMatchObject({ champion: first, previous: second });
    const list = (await call('/models?coin=bitcoin')).json;
    expect(list.champion).toBe(first);
    expect(list.journal.map(({ action }: { action: string }) => action)).toEqual([
      'rollback',
      'promote',
      'promote',
    ]);

    const doomed = await call('/train', {
      method: 'POST',
      key: keys.read,
      body: { coin: 'bitcoin', model: 'auto' },
    });
    const cancelled = await call(`/jobs/${doomed.json.id}`, { method: 'DELETE', key: keys.read });
    expect([cancelled.status, cancelled.json.state]).toEqual([200, 'cancelled']);
    const refused = await call('/train', {
      method: 'POST',
      key: keys.read,
      body: { coin: 'bitcoin', promote: true },
    });
    expect(refused.status).toBe(403);

    expect((await call('/docs/')).text).toContain('swagger');
    expect((await call('/openapi.json')).json.openapi).toBe('3.1.0');
    const metrics = (await call('/metrics')).text;
    expect(metrics).toMatch(/^trainings_total\{model="ets",outcome="done"\} 1$/m);
    expect(metrics).toMatch(/^trainings_total\{model="auto",outcome="cancelled"\} 1$/m);
    if (withRedis) expect(metrics).toMatch(/^redis_up 1$/m);
  });

  it('keeps keys out of its log, and stops when it is told to', async (context) => {
    if (withRedis && !hasRedis) context.skip('no redis-server on this machine');
    await call('/coins', { key: 'a-wrong-key-of-eve' });
    await call('/coins?api_key=a-wrong-key-of-eve');
    expect(await server.stop()).toBe(0);
    expect(server.log()).toContain('"key":"ada"');
    expect(server.log()).not.toMatch(/integration-key-of|a-wrong-key/);
  });
});

describe('what a process leaves to the next', () => {
  it('is its models and its jobs; the log goes to a file that is renewed', async () => {
    const first = await startServer({ LOG_LEVEL: 'info' });
    const { model } = await (await fetch(`${first.url}/predict?coin=bitcoin`)).json();
    const started = await fetch(`${first.url}/train`, {
      method: 'POST',
      headers: { 'x-api-key': keys.read, 'content-type': 'application/json' },
      body: JSON.stringify({ coin: 'bitcoin', model: 'auto' }),
    });
    const { id } = await started.json();
    expect(await first.stop()).toBe(0);
    const logFile = join(first.dataDir, 'logs', 'api.log');
    const second = await startServer({ DATA_DIR: first.dataDir, LOG_FILE: logFile });
    try {
      expect((await (await fetch(`${second.url}/predict?coin=bitcoin`)).json()).model).toEqual(model);
      const job = await fetch(`${second.url}/jobs/${id}`, { headers: { 'x-api-key': keys.read } });
      expect(await job.json()).toMatchObject({ state: 'cancelled', error: 'The service was stopped.' });
      const logs = readdirSync(join(first.dataDir, 'logs'));
      expect(logs.length).toBeGreaterThan(0);
      const text = logs.map((name) => readFileSync(join(first.dataDir, 'logs', name), 'utf8')).join('');
      expect(text).toContain('Look at http://');
      expect(text).not.toContain('integration-key-of');
      expect(statSync(join(first.dataDir, 'registry')).isDirectory()).toBe(true);
    } finally {
      await second.dispose();
      await first.dispose();
    }
  });

  it('is nothing where the environment is wrong: it says so and ends with 2', async () => {
    await expect(startServer({ API_KEY: 'x', WORKERS: 'many' })).rejects.toThrow(
      /ended with 2: API_KEY is unknown: did you mean API_KEYS\?\nWORKERS: must be a whole number/,
    );
  });

  it('is an answer of 503 while the first model is being trained', async () => {
    const server = await startServer({}, { ready: false });
    try {
      const early = await fetch(`${server.url}/predict?coin=bitcoin`);
      if (early.status !== 200) {
        expect(early.status).toBe(503);
        expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(0);
        expect((await early.json()).code).toMatch(/^(?:model-not-loaded|data-unavailable)$/);
      }
      await waitUntil(async () => (await fetch(`${server.url}/predict?coin=bitcoin`)).ok, 60_000, server.log);
    } finally {
      await server.dispose();
    }
  });
});
