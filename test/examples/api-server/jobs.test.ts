import { createMemoryStore, trainDrift } from 'coincast';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../../examples/api-server/src/schemas/job.js';
import { createJobLog } from '../../../examples/api-server/src/services/jobs/createJobLog.js';
import { createRecords } from '../../../examples/api-server/src/services/Records.js';
import { TrainingError } from '../../../examples/api-server/src/training/Training.js';
import { inlineTraining, keys, startTestApp, type TestApp } from './startTestApp.js';

let test: TestApp;
afterEach(async () => {
  await test?.close();
});

const admin = { 'x-api-key': keys.admin };
const started = async (payload: object) => {
  const response = await test.app.inject({ method: 'POST', url: '/train', payload, headers: admin });
  expect(response.statusCode).toBe(202);
  return response.json() as Job;
};
const ended = async (id: string) => {
  await vi.waitFor(
    async () => {
      const { state } = (await test.app.inject({ url: `/jobs/${id}`, headers: admin })).json();
      expect(['done', 'failed', 'cancelled']).toContain(state);
    },
    { timeout: 15_000, interval: 20 },
  );
  return (await test.app.inject({ url: `/jobs/${id}`, headers: admin })).json() as Job;
};

describe('a training', () => {
  it('registers a version with its verdict, and fills the leaderboard', async () => {
    test = await startTestApp();
    const none = await test.app.inject('/compare?coin=bitcoin');
    expect([none.statusCode, none.json().code]).toEqual([404, 'no-comparison']);
    const { id } = await started({ coin: 'bitcoin', model: 'ets' });
    const { state, result } = await ended(id);
    expect([state, result!.promoted, result!.refusal]).toEqual(['done', false, null]);
    expect(result!.verdict!.model).toBe('ets');
    const registered = await test.services.registry.get(result!.version);
    expect(registered.tags).toEqual({ model: 'ets', 'trained-by': 'bob' });
    const board = (await test.app.inject('/compare?coin=bitcoin')).json();
    expect(board.models).toHaveLength(5);
    expect(board.folds).toBe(30);
  });

  it('is on the dashboard as soon as it is done, also where the dashboard was asked just before', async () => {
    test = await startTestApp();
    const overview = async () => (await test.app.inject('/overview?coin=bitcoin')).json();
    const versions = async () => (await overview()).models.map((model: { version: string }) => model.version);
    expect(await versions()).toEqual([]);
    const { services } = test;
    const { version } = await services.registry.register(trainDrift(services.feed.get('bitcoin').series), {
      coin: 'bitcoin',
    });
    expect(await versions()).toEqual([version]);
    const headers = admin;
    const payload = { force: { reason: 'a test' } };
    await test.app.inject({ method: 'POST', url: `/models/${version}/promote`, headers, payload });
    expect((await overview()).models[0].isChampion).toBe(true);
    const second = await test.promote();
    expect(await versions()).toEqual([second, version]);
    await test.app.inject({ method: 'POST', url: '/models/rollback', headers, payload: { coin: 'bitcoin' } });
    const { models } = await overview();
    expect(models.map(({ isChampion }: { isChampion: boolean }) => isChampion)).toEqual([false, true]);
  });

  it('is promoted where the gate lets it pass, and says why not where it does not', async () => {
    test = await startTestApp();
    await test.promote();
    const { id } = await started({ coin: 'bitcoin', model: 'prophet', promote: true });
    const { state, result } = await ended(id);
    expect(state).toBe('done');
    expect(result!.promoted).toBe(false);
    expect(result!.refusal).toContain('naive');
  });

  it('fails with the words of what went wrong', async () => {
    const failing = {
      ...inlineTraining,
      run: () => Promise.reject(new TrainingError('degenerate-series', 'The prices never change.')),
    };
    test = await startTestApp({ training: failing });
    const { id } = await started({ coin: 'bitcoin' });
    expect(await ended(id)).toMatchObject({ state: 'failed', error: 'The prices never change.' });
  });

  const hanging = {
    ...inlineTraining,
    run: (_: unknown, options?: { signal?: AbortSignal | undefined }) =>
      new Promise<never>((_resolve, reject) => {
        options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason));
      }),
  };

  it('is refused where too many wait, and cancelled at the end', async () => {
    test = await startTestApp({ training: hanging });
    const jobs: Job[] = [];
    for (let i = 0; i < 8; i++) jobs.push(await started({ coin: 'bitcoin' }));
    const ninth = await test.app.inject({
      method: 'POST',
      url: '/train',
      payload: { coin: 'bitcoin' },
      headers: admin,
    });
    expect([ninth.statusCode, ninth.json().code]).toEqual([503, 'training-busy']);
    const { id } = jobs[3]!;
    const cancelled = await test.app.inject({ method: 'DELETE', url: `/jobs/${id}`, headers: admin });
    expect(cancelled.json()).toMatchObject({ id, state: 'cancelled' });
    const again = await test.app.inject({ method: 'DELETE', url: `/jobs/${id}`, headers: admin });
    expect([again.statusCode, again.json().state]).toEqual([200, 'cancelled']);
    await test.services.jobs.close();
    expect((await test.services.jobs.get(jobs[7]!.id)).error).toBe('The service was stopped.');
  });

  it('is refused where too many come at the same time, too', async () => {
    test = await startTestApp({ training: hanging });
    const { jobs } = test.services;
    const request = { coin: 'bitcoin', model: 'ets', promote: false, who: 'ada' } as const;
    const started = await Promise.allSettled(Array.from({ length: 20 }, () => jobs.start(request)));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
  });

  it('leaves its place to others where it cannot be written down', async () => {
    test = await startTestApp();
    const { stores } = test;
    const write = vi.spyOn(stores.records, 'putIfAbsent').mockRejectedValue(new Error('The disk is full.'));
    const request = { coin: 'bitcoin', model: 'naive', promote: false, who: 'ada' } as const;
    for (let i = 0; i < 9; i++)
      await expect(test.services.jobs.start(request)).rejects.toThrow('The disk is full.');
    write.mockRestore();
    await ended((await test.services.jobs.start(request)).id);
  });

  it('can be cancelled in another process', async () => {
    const records = createRecords(createMemoryStore());
    const log = createJobLog(records);
    expect(await log.isCancelRequested('a')).toBe(false);
    await log.requestCancel('a');
    expect(await log.isCancelRequested('a')).toBe(true);
  });
});

describe('the log of jobs', () => {
  const job = (id: string, changes: Partial<Job> = {}): Job => ({
    id,
    state: 'running',
    coin: 'bitcoin',
    model: 'ets',
    promote: false,
    createdAt: 1,
    updatedAt: Date.now(),
    progress: null,
    result: null,
    error: null,
    ...changes,
  });

  it('gives the newest state, and keeps nothing but the last of what is over', async () => {
    const records = createRecords(createMemoryStore());
    const log = createJobLog(records);
    for (let i = 0; i < 12; i++) await log.write(job('a', { updatedAt: Date.now() + i }), i);
    await log.write(job('a', { state: 'done' }), 12);
    expect((await log.get('a'))!.state).toBe('done');
    expect(await records.keys('jobs/a/')).toEqual(['jobs/a/000012']);
    expect(await log.get('b')).toBeUndefined();
  });

  it('takes a job nobody has heard of for half a minute for lost', async () => {
    const log = createJobLog(createRecords(createMemoryStore()));
    await log.write(job('a', { updatedAt: Date.now() - 31_000 }), 0);
    expect(await log.get('a')).toMatchObject({
      state: 'failed',
      error: 'The process that ran it has ended.',
    });
  });

  it('forgets all but the newest hundred', async () => {
    const records = createRecords(createMemoryStore());
    const log = createJobLog(records);
    for (let i = 0; i < 103; i++) await log.write(job(`job-${1000 + i}`, { state: 'done' }), 0);
    expect(await log.get('job-1002')).toBeUndefined();
    expect(await log.get('job-1003')).toBeDefined();
  });
});
