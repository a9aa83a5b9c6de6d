import { afterEach, describe, expect, it, vi } from 'vitest';
import { InvalidArgumentError, WorkerError } from '../../../src/errors/index.js';
import type { FittedModel } from '../../../src/models/index.js';
import {
  createTrainingPool,
  type ModelRequest,
  type TrainingPool,
  type TrainingPoolOptions,
  type TrainJob,
} from '../../../src/node/index.js';
import { simulateMarket } from '../../../src/testing/index.js';

const series = simulateMarket({ seed: 7, length: 120, coinId: 'bitcoin' });
const job = (model: Exclude<ModelRequest['model'], 'module'>) =>
  ({ id: 'bitcoin', series, model }) as TrainJob;
const ownJob = (exportName: string, options: object = {}): TrainJob => ({
  id: exportName,
  series,
  model: 'module',
  url: new URL('./ownTrainers.mjs', import.meta.url),
  exportName,
  options,
  restoreExport: 'restoreConstant',
});

let pool: TrainingPool;
const open = (options: TrainingPoolOptions = {}) => {
  pool = createTrainingPool({ concurrency: 1, ladder: [], ...options });
  return pool;
};
afterEach(() => pool?.close());

/** How often the worker that does this job has been asked. */
async function calls(): Promise<number> {
  const { model } = await pool.train<FittedModel & { value: number }>(ownJob('countCalls'));
  return (model as { value: number } | undefined)!.value;
}

/** Jobs that go on until told, and how to know that one runs. */
function signs() {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  return {
    options: { signs: shared },
    running: () => vi.waitFor(() => expect(Atomics.load(shared, 0)).toBe(1), 10_000),
    go() {
      Atomics.store(shared, 1, 1);
      Atomics.notify(shared, 1);
    },
  };
}

describe('createTrainingPool', () => {
  it('trains jobs as they come, several of one name, in their order', async () => {
    open();
    const ended: unknown[] = [];
    const models = ['drift', 'naive', 'theta'] as const;
    const running = models.map((model) =>
      pool.train(job(model)).then(({ id, kind }) => ended.push([id, kind])),
    );
    expect(pool.pending).toBe(3);
    await Promise.all(running);
    expect(pool.pending).toBe(0);
    expect(ended).toEqual(models.map((model) => ['bitcoin', model]));
  });

  it('works on as many at once as it may', async () => {
    open({ concurrency: 2 });
    const [first, second] = [signs(), signs()];
    const running = [first, second].map(({ options }) => pool.train(ownJob('waitForSign', options)));
    await Promise.all([first.running(), second.running()]);
    second.go();
    expect((await running[1]!).status).toBe('trained');
    first.go();
    expect((await running[0]!).status).toBe('trained');
  });

  it('gives what a job failed with, and the ladder it went down', async () => {
    open({ ladder: ['ets', 'naive'] });
    const short = await pool.train({ id: 'short', series: [3, 4, 6], model: 'theta' });
    expect(short).toMatchObject({ kind: 'naive', ladder: [{ kind: 'theta' }, { kind: 'ets' }] });
    const none = await pool.train({ id: 'none', series: [], model: 'theta' });
    expect(none).toMatchObject({ status: 'failed', error: { code: 'insufficient-data' } });
    const wrong = await pool.train({ id: 'wrong', series, model: 'est' } as never);
    expect(wrong.error).toBeInstanceOf(InvalidArgumentError);
  });

  it.each([
    ['exitProcess', { reason: 'crashed' }],
    ['throwLater', { reason: 'crashed' }],
    ['loopForever', { reason: 'budget' }],
  ])('replaces a worker that %s took with it, for the jobs that wait', async (exportName, error) => {
    open({ budgetMsPerJob: 1500 });
    const lost = pool.train(ownJob(exportName));
    const next = pool.train(job('naive'));
    expect(await lost).toMatchObject({ status: 'failed', error: { name: 'WorkerError', ...error } });
    expect((await next).status).toBe('trained');
  });

  it('keeps its workers between jobs, and ends them when they were idle for so long', async () => {
    open({ idleMs: 60_000 });
    expect(await calls()).toBe(1);
    // One that may not stay would be ended by a timer that is due at once.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await calls()).toBe(2);
    await pool.close();
    open({ idleMs: 0 });
    expect(await calls()).toBe(1);
    await vi.waitFor(async () => expect(await calls()).toBe(1));
  });

  it('ends one job when its signal aborts, under way or waiting, and no other', async () => {
    open();
    const reason = new Error('enough');
    const [running, waiting] = [new AbortController(), new AbortController()];
    const { options, running: begun } = signs();
    const first = pool.train(ownJob('waitForSign', options), running);
    const second = pool.train(job('naive'), waiting);
    const third = pool.train(job('drift'));
    await begun();
    waiting.abort(reason);
    expect(await second).toEqual({
      id: 'bitcoin',
      status: 'aborted',
      error: reason,
      durationMs: 0,
      ladder: [],
    });
    running.abort(reason);
    expect(await first).toMatchObject({ status: 'aborted', error: reason });
    expect((await third).kind).toBe('drift');
    const late = await pool.train(job('naive'), { signal: AbortSignal.abort(reason) });
    expect(late).toMatchObject({ status: 'aborted', error: reason });
  });

  it('holds on to no signal of a job that is done', async () => {
    open();
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    await pool.train(job('naive'), { signal });
    expect(add).toHaveBeenCalledTimes(1);
    expect(remove).toHaveBeenCalledWith('abort', add.mock.calls[0]![1]);
  });

  it('aborts all that is under way, waits or comes after it was closed', async () => {
    open();
    const { options, running } = signs();
    const jobs = [pool.train(ownJob('waitForSign', options)), pool.train(job('naive'))];
    await running();
    await pool.close();
    for (const settled of [...(await Promise.all(jobs)), await pool.train(job('naive'))]) {
      expect(settled.status).toBe('aborted');
      expect(settled.error).toBeInstanceOf(WorkerError);
      expect(settled.error).toMatchObject({
        reason: 'unavailable',
        message: expect.stringContaining('closed'),
      });
    }
    await pool.close();
  });

  it.each([
    [{ concurrency: 0 }, 'concurrency must be an integer at least 1 and at most 1024, got 0.'],
    [{ idelMs: 2 }, 'Did you mean "idleMs"?'],
    [{ idleMs: -1 }, 'idleMs must be'],
    [{ signal: new AbortController().signal }, 'got "signal"'],
  ])('refuses the options %j', (options, message) => {
    expect(() => createTrainingPool(options as never)).toThrow(InvalidArgumentError);
    expect(() => createTrainingPool(options as never)).toThrow(message);
  });

  it('refuses wrong options of a job', async () => {
    open();
    await expect(pool.train(job('naive'), { signal: 1 } as never)).rejects.toThrow(
      'signal must be an AbortSignal',
    );
    await expect(pool.train(job('naive'), { sginal: 1 } as never)).rejects.toThrow('Did you mean "signal"?');
  });
});
