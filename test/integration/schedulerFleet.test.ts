import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createModelRegistry, createRedisStore, type ModelRegistry } from 'coincast';
import { type CoinGeckoEmulator, startCoinGeckoEmulator } from 'coincast/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRunLog } from '../../examples/scheduler/src/run/createRunLog.js';
import type { RunRecord } from '../../examples/scheduler/src/run/RunRecord.js';
import { machineSpeedup } from './machineSpeedup.js';
import { hasRedis, type RunningRedis, startRedis } from './startRedis.js';

/**
 * With `SCHEDULER_COINS=500`, so many coins, their models and history those of the defaults: what workers scale with is
 * training. Few and light ones for every day.
 */
const measured = process.env['SCHEDULER_COINS'];
const count = Number(measured ?? 12);
/** A variable that is empty counts as not set. */
const fullWork = { HISTORY_DAYS: '', RETRAIN_MODELS: '' };
const dist = join(import.meta.dirname, '..', '..', 'examples', 'scheduler', 'dist');
const dayMs = 86_400_000;

let redis: RunningRedis;
let emulator: CoinGeckoEmulator;
let client: Redis;
let registry: ModelRegistry;
let folder: string;
const workers = new Set<ChildProcess>();

const coinsOf = (group: string, n = count) => Array.from({ length: n }, (_, i) => `${group}-${i + 1}`);
const groups = ['one', 'two', 'killed', 'restarted', 'limited', 'scheduled'];

/** The environment of every process here. */
const env = (more: NodeJS.ProcessEnv = {}) => ({
  PATH: process.env['PATH'],
  DATA_DIR: folder,
  REDIS_URL: redis.url,
  COINGECKO_BASE_URL: emulator.url,
  COINGECKO_PER_MINUTE: '100000',
  HISTORY_DAYS: '20',
  RETRAIN_MODELS: 'ets,theta',
  RETRAIN_LOCK_SECONDS: '4',
  ...more,
});

async function startWorkers(n: number, more: NodeJS.ProcessEnv = {}): Promise<ChildProcess[]> {
  const started = Array.from({ length: n }, () =>
    spawn('node', [join(dist, 'worker.js')], { env: env(more), stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  for (const worker of started) workers.add(worker);
  await Promise.all(started.map((worker) => once(worker.stdout!, 'data')));
  return started;
}

async function stopWorkers(): Promise<void> {
  const running = [...workers].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await Promise.all(
    running.map((worker) => {
      worker.kill('SIGTERM');
      return once(worker, 'exit');
    }),
  );
  workers.clear();
}

/** A run by hand from its beginning to its record. */
async function runOnce(coins: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<RunRecord> {
  const settings = { env: env({ COINS: coins.join(), ...more }), maxBuffer: 2 ** 26 };
  await promisify(execFile)('node', [join(dist, 'main.js'), '--once'], settings);
  const log = createRunLog(createRedisStore(client, { prefix: '{coincast:records}:' }));
  return (await log.read((await log.list()).at(-1)!))!;
}

/** Fails unless each coin was promoted once and nothing was registered twice, nor left behind. */
async function expectOnce(record: RunRecord, coins: readonly string[]): Promise<void> {
  expect(record.coins.map(({ coin }) => coin).sort()).toEqual([...coins].sort());
  const failed = record.coins.filter(({ status }) => status !== 'promoted');
  expect(failed).toEqual([]);
  for (const coin of coins) {
    expect(await registry.list({ coin })).toHaveLength(1);
    expect((await registry.journal(coin)).map(({ action }) => action)).toEqual(['promote']);
  }
  expect(await createRedisStore(client, { prefix: '{coincast:records}:' }).list('work/')).toEqual([]);
}

/** Coins registered so far. */
const registered = async (group: string) => (await createRedisStore(client).list(`models/${group}-`)).length;

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(50);
}

describe.skipIf(!hasRedis)('a fleet of workers (skipped where there is no redis-server)', () => {
  beforeAll(async () => {
    expect(existsSync(join(dist, 'worker.js')), 'run `npm run build -w examples/scheduler` first').toBe(true);
    folder = mkdtempSync(join(tmpdir(), 'coincast-fleet-'));
    redis = await startRedis();
    client = new Redis(redis.url, { maxRetriesPerRequest: null });
    client.on('error', () => {});
    registry = createModelRegistry({ store: createRedisStore(client) });
    const listedAt = Math.floor(Date.now() / dayMs) * dayMs - 70 * dayMs;
    const coins = groups.flatMap((group) => coinsOf(group)).map((id) => ({ id, listedAt }));
    emulator = await startCoinGeckoEmulator({ coins });
  });

  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL');
    client?.disconnect();
    await emulator?.close();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('registers every coin exactly once, with one worker and with two', async () => {
    const rates: number[] = [];
    const work = measured === undefined ? {} : fullWork;
    for (const [i, group] of ['one', 'two'].entries()) {
      await startWorkers(i + 1);
      const coins = coinsOf(group);
      const record = await runOnce(coins, work);
      await stopWorkers();
      await expectOnce(record, coins);
      const { startedAt, endedAt } = record.summary;
      rates.push((1000 * count) / (endedAt - startedAt));
    }
    const [one, two] = rates as [number, number];
    const text = `${count} coins: ${one.toFixed(2)} a second with one worker, ${two.toFixed(2)} with two`;
    const most =
      measured === undefined ? '' : `, of ${(await machineSpeedup()).toFixed(2)} for training alone`;
    process.stdout.write(`${text}, ratio ${(two / one).toFixed(2)}${most}\n`);
  }, 3_600_000);

  it('goes on when a worker is killed in the middle of a job', async () => {
    const [victim] = await startWorkers(2);
    const coins = coinsOf('killed', 12);
    const run = runOnce(coins);
    await until(async () => (await registered('killed')) >= 2);
    victim!.kill('SIGKILL');
    const record = await run;
    await stopWorkers();
    await expectOnce(record, coins);
  });

  it('goes on when Redis is killed and comes back', async () => {
    await startWorkers(2);
    const coins = coinsOf('restarted', 12);
    const run = runOnce(coins);
    await until(async () => (await registered('restarted')) >= 2);
    await redis.restart();
    const record = await run;
    await stopWorkers();
    await expectOnce(record, coins);
  });

  it("keeps CoinGecko's minute over all workers", async () => {
    const perMinute = '120';
    await startWorkers(2, { COINGECKO_PER_MINUTE: perMinute });
    const before = emulator.requests.length;
    const coins = coinsOf('limited', 6);
    await runOnce(coins, { COINGECKO_PER_MINUTE: perMinute });
    await stopWorkers();
    const times = emulator.requests.slice(before).map(({ receivedAt }) => receivedAt);
    expect(times).toHaveLength(coins.length);
    // One call a window of a second, whoever makes it; a call may be late.
    expect(times.at(-1)! - times[0]!).toBeGreaterThan((coins.length - 2) * 1000 - 500);
  });

  it('keeps the timetable in Redis, begins at once where there was no run, and lists what failed for good', async () => {
    await client.flushall();
    await startWorkers(1, { SLACK_WEBHOOK_URL: 'http://127.0.0.1:1/s3cret' });
    const main = spawn('node', [join(dist, 'main.js')], {
      env: env({ COINS: 'scheduled-1,no-such-coin', RETRAIN_TIME_ZONE: 'Europe/Berlin' }),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    workers.add(main);
    let stdout = '';
    for await (const chunk of main.stdout!) {
      stdout += chunk;
      if (stdout.includes('coins in')) break;
    }
    expect(stdout).toContain('(first): 2 coins');
    expect(await client.hgetall('{coincast}:coincast-runs:repeat:retrain')).toMatchObject({
      pattern: '0 2 * * *',
      tz: 'Europe/Berlin',
    });
    const [letter] = await client.lrange('{coincast}:coincast-dead-letters:wait', 0, -1);
    const dead = await client.hgetall(`{coincast}:coincast-dead-letters:${letter}`);
    expect(JSON.parse(dead['data']!)).toMatchObject({
      coin: 'no-such-coin',
      step: 'fetch',
      code: 'http-status',
    });
    const everything = await client.eval(
      "local all = {} for _, key in ipairs(redis.call('KEYS', '*')) do if redis.call('TYPE', key).ok == 'hash' then all[#all + 1] = table.concat(redis.call('HVALS', key), ' ') end end return table.concat(all, ' ')",
      0,
    );
    expect(everything).toContain('scheduled-1');
    expect(everything).not.toContain('s3cret');
    await stopWorkers();
  });
});
