import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startScheduler } from './startScheduler.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coincast-scheduler-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A start that must come to nothing. */
async function refused(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const scheduler = startScheduler(argv, { DATA_DIR: folder, ...env });
  expect(await scheduler.done).toBe(2);
  expect(scheduler.stderr).not.toMatch(/^\s+at /m);
  return scheduler.stderr;
}

describe('a start with bad input says what is wrong and ends with exit code 2', () => {
  it.each([
    ['a wrong cron pattern', { RETRAIN_CRON: '61 2 * * *' }, ['RETRAIN_CRON', '61 2 * * *']],
    ['a wrong time zone', { RETRAIN_TIME_ZONE: 'Mars/Olympus' }, ['RETRAIN_TIME_ZONE', 'Mars/Olympus']],
    ['a name that is a slip', { RETRAIN_CORN: '0 2 * * *' }, ['RETRAIN_CORN', 'did you mean RETRAIN_CRON']],
    ['a model nobody knows', { RETRAIN_MODELS: 'arima,lstm' }, ['RETRAIN_MODELS', 'arima']],
    ['a coin that can be none', { COINS: 'bitcoin,BTC/USD' }, ['COINS', 'as CoinGecko writes them']],
    ['a plan without a key', { COINGECKO_PLAN: 'pro' }, ['COINGECKO_PLAN', 'COINGECKO_API_KEY']],
    ['a horizon of nothing', { FORECAST_HORIZON: '0' }, ['FORECAST_HORIZON']],
    ['a Redis URL that is none', { REDIS_URL: 'localhost' }, ['REDIS_URL', 'redis://127.0.0.1:6379']],
    [
      'a Redis that nobody runs',
      { REDIS_URL: 'redis://127.0.0.1:1' },
      ['REDIS_URL', '127.0.0.1:1', 'ECONNREFUSED'],
    ],
    ['a folder that cannot be', { DATA_DIR: '/dev/null/data' }, ['DATA_DIR', '/dev/null/data', 'ENOTDIR']],
  ])('%s', async (_, env, words) => {
    const stderr = await refused(['--once'], env);
    for (const word of words) expect(stderr).toContain(word);
  });

  it('names all that is wrong at once', async () => {
    const stderr = await refused([], { HISTORY_DAYS: 'many', METRICS_PORT: '70000' });
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  it('an unknown flag', async () => {
    expect(await refused(['--twice'], {})).toContain("'--twice'");
  });

  it('a folder in which another scheduler is at work, but not one whose scheduler was killed', async () => {
    const lock = join(folder, 'scheduler.lock');
    writeFileSync(lock, JSON.stringify({ pid: 1, host: (await import('node:os')).hostname() }));
    expect(await refused(['--once'], {})).toContain('process 1');
    writeFileSync(lock, JSON.stringify({ pid: 2 ** 30, host: (await import('node:os')).hostname() }));
    const scheduler = startScheduler(['--once'], { DATA_DIR: folder, COINS: 'no-such-coin' });
    expect(await scheduler.done).toBe(1);
  });
});

describe('--help', () => {
  it('says what can be asked for', async () => {
    const scheduler = startScheduler(['--help'], {});
    expect(await scheduler.done).toBe(0);
    expect(scheduler.stdout).toContain('--dry-run');
  });
});
