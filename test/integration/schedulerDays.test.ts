import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, createModelRegistry } from 'coincast';
import { createFileStore } from 'coincast/node';
import { createTestClock, startCoinGeckoEmulator } from 'coincast/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRunLog } from '../../examples/scheduler/src/run/createRunLog.js';
import type { RunRecord } from '../../examples/scheduler/src/run/RunRecord.js';
import { type Hook, startHook } from '../examples/scheduler/startHook.js';
import { startScheduler } from '../examples/scheduler/startScheduler.js';

const dayMs = 86_400_000;
const midnight = Date.UTC(2026, 0, 1);
/** Two at night of a day, the first of January being the first. */
const night = (day: number) => midnight + (day - 1) * dayMs + 2 * 3_600_000;

const garbageFrom = 5;
const slackDown = [5, 6];
const emulatorDown = 10;
const delisted = 15;
const processDown = [21, 22];
const lastDay = 30;

const coins = [
  ...Array.from({ length: 18 }, (_, i) => ({ id: `coin-${i + 1}`, price: 10 * (i + 1) })),
  { id: 'garbage-coin' },
  { id: 'delisted-coin', delistedAt: night(delisted) - 12 * 3_600_000 },
];

let folder: string;
let hook: Hook;
let webhook: Hook;
let records: Map<number, RunRecord>;
let stderr = '';
let ids: string[];

/** Thirty days in one go; the tests look at what is left of them. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coincast-scheduler-'));
  hook = await startHook();
  webhook = await startHook();
  const time = createTestClock({ now: midnight + 12 * 3_600_000 });
  const dayOf = (now: number) => Math.floor((now - midnight) / dayMs) + 1;
  const emulator = await startCoinGeckoEmulator({
    clock: time,
    coins,
    faults: ({ endpoint, receivedAt }) => {
      const day = dayOf(receivedAt);
      if (day === emulatorDown) return { kind: 'status', status: 503 };
      if (!endpoint.includes('/garbage-coin/') || day < garbageFrom) return null;
      return { kind: 'status', status: 200, body: { prices: 'garbage' } };
    },
  });
  const env = {
    DATA_DIR: folder,
    COINS: coins.map(({ id }) => id).join(),
    COINGECKO_BASE_URL: emulator.url,
    COINGECKO_PER_MINUTE: '100000',
    HISTORY_DAYS: '20',
    RETRAIN_MODELS: 'drift,theta',
    SLACK_WEBHOOK_URL: hook.url,
    ALERT_WEBHOOK_URL: webhook.url,
    HEARTBEAT_FILE: join(folder, 'heartbeat.json'),
    WORKERS: '2',
  };
  /** The scheduler until a time. */
  const runUntil = async (end: number) => {
    const clock: Clock = {
      now: time.now,
      sleep(durationMs, signal) {
        hook.isDown = slackDown.includes(dayOf(time.now()));
        if (time.now() >= end) scheduler.stop();
        return time.sleep(durationMs, signal);
      },
    };
    const scheduler = startScheduler([], env, clock);
    expect(await scheduler.done).toBe(143);
    stderr += scheduler.stderr;
  };
  await runUntil(night(processDown[0]!) - 3_600_000);
  time.advance(processDown.length * dayMs + 8 * 3_600_000);
  await runUntil(night(lastDay) + 3_600_000);
  await emulator.close();

  const log = createRunLog(createFileStore(join(folder, 'records')));
  ids = await log.list();
  records = new Map();
  for (const id of ids) {
    const record = (await log.read(id))!;
    records.set(dayOf(record.summary.scheduledFor), record);
  }
}, 600_000);

afterAll(() => {
  hook?.close();
  webhook?.close();
  rmSync(folder, { recursive: true, force: true });
});

const failedOn = (day: number) =>
  records
    .get(day)!
    .coins.filter(({ status }) => status === 'failed')
    .map(({ coin }) => coin)
    .sort();

describe('30 days of daily runs over 20 coins', () => {
  it('leave a record of every run with a line for every coin that says what was done and why', () => {
    expect(ids).toHaveLength(lastDay - processDown.length);
    for (const { coins: lines, summary } of records.values()) {
      expect(lines.map(({ coin }) => coin).sort()).toEqual(coins.map(({ id }) => id).sort());
      expect(Object.values(summary.coins).reduce((sum, count) => sum + count)).toBe(20);
      for (const { why, status, step, code, reason } of lines) {
        expect(why).not.toBe('');
        if (status === 'failed') expect([step, code]).not.toContain(undefined);
        else expect(reason === null).toBe(status === 'unchanged');
      }
    }
  });

  it('begin at once, then by the timetable', () => {
    expect(records.get(1)!.summary.trigger).toBe('first');
    expect(records.get(2)!.summary).toMatchObject({ trigger: 'schedule', missed: 0, scheduledFor: night(2) });
  });

  it('fail for the affected coins only', () => {
    const all = coins.map(({ id }) => id).sort();
    for (const day of records.keys()) {
      const expected =
        day === emulatorDown
          ? all
          : all.filter(
              (coin) =>
                (coin === 'garbage-coin' && day >= garbageFrom) ||
                (coin === 'delisted-coin' && day >= delisted),
            );
      expect(failedOn(day), `day ${day}`).toEqual(expected);
    }
    expect(records.get(garbageFrom)!.coins.find(({ coin }) => coin === 'garbage-coin')).toMatchObject({
      step: 'fetch',
      code: 'response-validation',
    });
    expect(records.get(delisted)!.coins.find(({ coin }) => coin === 'delisted-coin')).toMatchObject({
      step: 'validate',
      code: 'data-stale',
    });
  });

  it('catch up once after days without a process', () => {
    for (const day of processDown) expect(records.has(day)).toBe(false);
    const day = processDown.at(-1)! + 1;
    expect(records.get(day)!.summary).toMatchObject({
      trigger: 'catch-up',
      missed: processDown.length,
      scheduledFor: night(day),
    });
    expect(records.get(day + 1)!.summary).toMatchObject({ trigger: 'schedule', missed: 0 });
  });

  it('train new coins, and others by the clock, with a reason code each', () => {
    const reasons = (day: number) => new Set(records.get(day)!.coins.map(({ reason }) => reason?.code));
    expect(reasons(1)).toEqual(new Set(['new-listing']));
    expect(reasons(2)).toEqual(new Set([undefined]));
    const clock = [...records].filter(([, { coins: lines }]) =>
      lines.some(({ reason }) => reason?.code === 'clock'),
    );
    expect(clock.length).toBeGreaterThanOrEqual(2);
    const trained = clock.flatMap(([, { coins: lines }]) =>
      lines.filter(({ reason }) => reason?.code === 'clock'),
    );
    for (const { evaluation, status } of trained) {
      const { candidateLoss, championLoss } = evaluation!.comparison!;
      expect(status).toBe(candidateLoss <= championLoss ? 'promoted' : 'kept');
      expect(evaluation!.championBy).toBe('itself');
    }
    // The newest does not always win.
    expect(new Set(trained.map(({ status }) => status))).toEqual(new Set(['promoted', 'kept']));
  });

  it('fetch only what is new', () => {
    const { coins: lines } = records.get(3)!;
    expect(new Set(lines.map(({ newPrices }) => newPrices))).toEqual(new Set([24]));
  });

  it('judge champions by forecasts that came true', () => {
    const { live } = records.get(lastDay)!.coins.find(({ coin }) => coin === 'coin-1')!;
    expect(live!.n).toBe(7 * 24);
    expect(live!.coverage.map(({ level }) => level)).toEqual([0.8, 0.95]);
  });

  it('tell Slack once of each trouble, of what it did not take later, and of recoveries', () => {
    const texts = hook.taken.map(({ text }) => String(text));
    const about = (coin: string) => texts.filter((text) => text.includes(`- ${coin}: `));
    expect(hook.refused).toBeGreaterThanOrEqual(2);
    // On the day Slack is back, a week later, and on the day of the catch-up, less than a week before the end.
    const garbage = about('garbage-coin').filter((text) => text.startsWith('Retraining failed: 1 coin'));
    expect(garbage).toHaveLength(3);
    expect(about('delisted-coin').filter((text) => text.startsWith('Prices are stale'))).toHaveLength(2);
    const outage = texts.filter((text) => text.startsWith('Retraining failed: 19 coins'));
    expect(outage).toHaveLength(1);
    expect(outage[0]).toContain('... and 9 more');
    const recoveries = texts.filter((text) => text.startsWith('Recovered: retraining failed'));
    expect(recoveries).toHaveLength(1);
    expect(recoveries[0]).toContain('19 coins');
  });

  it('tell the webhook, which was never down, the day it happens', () => {
    const first = webhook.taken.find(({ coins: affected }) =>
      (affected as string[]).includes('garbage-coin'),
    )!;
    expect(first).toMatchObject({
      kind: 'retraining-failed',
      phase: 'alert',
      run: records.get(garbageFrom)!.summary.run,
    });
  });

  it('hold no secret in logs, records or messages', () => {
    const all = stderr + JSON.stringify([...records.values()]) + JSON.stringify([hook.taken, webhook.taken]);
    expect(all).not.toContain('s3cret');
  });

  it('leave a registry that is whole, with the champions the records name and few versions', async () => {
    const registry = createModelRegistry({ store: createFileStore(join(folder, 'registry')) });
    expect((await registry.verify()).clean).toBe(true);
    for (const { coin, champion, status } of records.get(lastDay)!.coins) {
      if (status === 'failed') continue;
      expect((await registry.champion(coin))!.version).toBe(champion);
    }
  });
});
