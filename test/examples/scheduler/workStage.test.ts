import {
  createCoinGeckoClient,
  createMemoryStore,
  HttpStatusError,
  NetworkError,
  RateLimitError,
} from 'coincast';
import { createTestClock, simulateMarket } from 'coincast/testing';
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../examples/scheduler/src/distributed/createWorkspace.js';
import { workStage } from '../../../examples/scheduler/src/distributed/workStage.js';
import { runOf } from '../../../examples/scheduler/src/run/Run.js';
import type { Stage } from '../../../examples/scheduler/src/run/stages.js';
import type { Services } from '../../../examples/scheduler/src/services/Services.js';

const run = runOf(Date.UTC(2026, 0, 1, 2), 'schedule');
const about = { message: 'no', endpoint: '/coins/bitcoin/market_chart' };

const clock = createTestClock({ now: run.scheduledFor });

/** Stages of bitcoin, whose prices come, or fail to, from `getPrices`. */
function setUp(getPrices: () => Promise<unknown>) {
  const store = createMemoryStore();
  const workspace = createWorkspace(store);
  let asked = 0;
  const services = {
    prices: {
      get: () => {
        asked++;
        return getPrices();
      },
    },
    client: createCoinGeckoClient({ clock }),
    clock,
    signal: new AbortController().signal,
  } as unknown as Services;
  const work = (
    stage: Stage,
    { isLastAttempt = false, lost }: { isLastAttempt?: boolean; lost?: string } = {},
  ) =>
    workStage(
      {
        data: { run, coin: 'bitcoin', stage, policy: { historyDays: 10 } as Services['policy'] },
        isLastAttempt,
        lostReason: async () => lost,
      },
      services,
      workspace,
    );
  return { work, workspace, store, asked: () => asked };
}

/** The stages after one that failed, up to the line of the record. */
async function passedOn(work: ReturnType<typeof setUp>['work']) {
  for (const stage of ['validate', 'train', 'evaluate', 'gate'] as const)
    expect(await work(stage)).toBeUndefined();
  return work('promote');
}

describe('workStage', () => {
  it('throws what may pass, to be tried again, until the last attempt', async () => {
    const error = new NetworkError(about);
    const { work, store } = setUp(() => Promise.reject(error));
    await expect(work('fetch')).rejects.toBe(error);
    expect(await store.list('')).toEqual([]);
    await expect(work('fetch', { isLastAttempt: true })).rejects.toMatchObject({
      name: 'UnrecoverableError',
    });
    expect(await passedOn(work)).toMatchObject({
      status: 'failed',
      step: 'fetch',
      code: 'network',
      why: 'no',
    });
  });

  it.each([
    ['an unknown coin', new HttpStatusError({ ...about, status: 404 }), 'http-status'],
    ['what nobody foresaw', new TypeError('no'), 'unexpected'],
  ])('gives up %s at once, and has the stages after it tell of it', async (_, error, code) => {
    const { work } = setUp(() => Promise.reject(error));
    await expect(work('fetch')).rejects.toMatchObject({ name: 'UnrecoverableError' });
    expect(await passedOn(work)).toMatchObject({ coin: 'bitcoin', status: 'failed', step: 'fetch', code });
  });

  it('leaves it to the queue to wait for the limit, also at the last attempt', async () => {
    const error = new RateLimitError({ ...about, status: 429 });
    const { work, store } = setUp(() => Promise.reject(error));
    await expect(work('fetch', { isLastAttempt: true })).rejects.toBe(error);
    expect(await store.list('')).toEqual([]);
  });

  it('does nothing twice, and removes what the next stage no longer needs', async () => {
    const end = run.scheduledFor - (run.scheduledFor % 3_600_000);
    const series = simulateMarket({
      seed: 1,
      length: 48,
      coinId: 'bitcoin',
      startTimestamp: end - 47 * 3_600_000,
    });
    const { work, workspace, store, asked } = setUp(async () => series);
    // The price of this hour is known: nothing is to be fetched.
    expect(await work('fetch')).toBeUndefined();
    expect(await work('fetch')).toBeUndefined();
    expect(asked()).toBe(1);
    await workspace.put(run, 'bitcoin', 'validate', { coin: 'bitcoin' });
    expect(await store.list('')).toEqual([`work/${run.id}/bitcoin/validate`]);
    expect(await work('validate')).toBeUndefined();
    await workspace.clear(run);
    expect(await store.list('')).toEqual([]);
  });

  it('tells of a coin whose worker was lost again and again', async () => {
    const { work } = setUp(async () => undefined);
    expect(await work('validate', { lost: 'job stalled more than allowable limit' })).toBeUndefined();
    for (const stage of ['train', 'evaluate', 'gate'] as const) await work(stage);
    expect(await work('promote')).toMatchObject({
      step: 'fetch',
      code: 'lost',
      why: expect.stringContaining('stalled'),
    });
  });
});
