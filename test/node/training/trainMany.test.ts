import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  isCoincastError,
  NonFiniteValueError,
  SerializationError,
  WorkerError,
} from '../../../src/errors/index.js';
import {
  type FittedModel,
  trainArima,
  trainAuto,
  trainEts,
  trainGarch,
  trainNaive,
  trainProphet,
  trainSeasonalNaive,
  trainStl,
} from '../../../src/models/index.js';
import {
  type ModelRequest,
  type TrainJob,
  type TrainManyOptions,
  type TrainManyProgress,
  trainMany,
} from '../../../src/node/index.js';
import { simulateMarket } from '../../../src/testing/index.js';
import { forecastBits } from '../../persistence/models.js';

const own = new URL('./ownTrainers.mjs', import.meta.url);
const series = simulateMarket({ seed: 7, length: 120, coinId: 'bitcoin' });
const values = series.prices;
const tooShort = values.subarray(0, 3);

type Settings = Partial<Omit<TrainJob, 'model'>> & { options?: object; restoreExport?: string };

const job = (model: Exclude<ModelRequest['model'], 'module'>, settings: Settings = {}) =>
  ({ id: model, series, model, ...settings }) as TrainJob;

const ownJob = (exportName: string, settings: Settings = {}): TrainJob => ({
  ...{ id: exportName, series, model: 'module', url: own, exportName, restoreExport: 'restoreConstant' },
  ...settings,
});

interface Constant extends FittedModel<'constant'> {
  readonly value: number;
}

describe('trainMany', () => {
  it('gives one result a job, in the order of the jobs, whichever ends first', async () => {
    const signs = new Int32Array(new SharedArrayBuffer(8));
    const jobs = [
      ownJob('waitForSign', { id: 'slow', options: { signs } }),
      ...['a', 'b', 'c'].map((id) => job('naive', { id })),
    ];
    const ended: string[] = [];
    const results = await trainMany(jobs, {
      concurrency: 2,
      onProgress: ({ done, result }) => {
        ended.push(result.id);
        if (done < 3) return;
        Atomics.store(signs, 1, 1);
        Atomics.notify(signs, 1);
      },
    });
    expect(results.map(({ id }) => id)).toEqual(['slow', 'a', 'b', 'c']);
    expect(ended.at(-1)).toBe('slow');
    expect(results.map(({ status }) => status)).toEqual(['trained', 'trained', 'trained', 'trained']);
  });

  it('restores models that forecast bit-identically to those trained here', async () => {
    const jobs: readonly [TrainJob, FittedModel][] = [
      [job('arima', { options: { order: [1, 1, 1] } }), trainArima(series, { order: [1, 1, 1] })],
      [job('auto'), trainAuto(series)],
      [job('ets', { series: values }), trainEts(values)],
      [job('prophet'), trainProphet(series)],
      [job('garch'), trainGarch(series)],
      [job('stl', { options: { period: 24 } }), trainStl(series, { period: 24 })],
      [job('seasonal-naive', { options: { period: 24 } }), trainSeasonalNaive(series, { period: 24 })],
      [job('naive', { series: [...values] }), trainNaive([...values])],
    ];
    const results = await trainMany(
      jobs.map(([each]) => each),
      { concurrency: 2 },
    );
    for (const [i, result] of results.entries()) {
      const [asked, here] = jobs[i]!;
      expect(result, asked.id).toMatchObject({
        id: asked.id,
        status: 'trained',
        kind: here.kind,
        ladder: [],
      });
      expect(forecastBits(result.model!), asked.id).toBe(forecastBits(here));
      expect(result.model!.training.fingerprint).toBe(here.training.fingerprint);
      expect(result.durationMs).toBeGreaterThan(0);
    }
  });

  it('trains every other model by name', async () => {
    const har = job('har', { options: { lags: [1, 2], period: 4 } });
    const names = ['drift', 'ewma-volatility', 'mean', 'theta'] as const;
    const results = await trainMany([har, ...names.map((name) => job(name))]);
    expect(results.map(({ kind }) => kind)).toEqual(['har', ...names]);
  });

  it("leaves the caller's arrays as they are, and takes a list of no jobs", async () => {
    const before = [...values];
    await trainMany([job('naive'), job('naive', { series: tooShort })], { concurrency: 1 });
    expect([...values]).toEqual(before);
    expect(series.timestamps.length).toBe(120);
    expect(await trainMany([])).toEqual([]);
  });

  it('goes down the ladder with the reason of each step', async () => {
    const results = await trainMany([
      job('arima', { series: tooShort }),
      job('ets', { series: tooShort }),
      job('naive', { series: [5, 5, 5] }),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['naive', 'naive', undefined]);
    const [arima, ets, naive] = results;
    expect(arima!.ladder).toEqual([
      {
        kind: 'arima',
        reason: 'failed',
        code: 'insufficient-data',
        message: expect.stringContaining('needs at least'),
      },
      {
        kind: 'ets',
        reason: 'failed',
        code: 'insufficient-data',
        message: expect.stringContaining('needs at least'),
      },
    ]);
    expect(ets!.ladder.map(({ kind }) => kind)).toEqual(['ets']);
    expect(naive!.ladder.map(({ kind, code }) => [kind, code])).toEqual([['naive', 'degenerate-series']]);
    expect(naive).toMatchObject({ status: 'failed' });
    expect(naive!.error).toBeInstanceOf(DegenerateSeriesError);
  });

  it("fails with the asked model's own error where the whole ladder fails, and touches no other job", async () => {
    const bad = [1, Number.NaN, 3, 4, 5, 6, 7, 8, 9];
    const results = await trainMany(
      [job('naive', { id: 'a' }), job('theta', { id: 'bad', series: bad }), job('naive', { id: 'b' })],
      { concurrency: 1 },
    );
    expect(results.map(({ status }) => status)).toEqual(['trained', 'failed', 'trained']);
    const { error, ladder } = results[1]!;
    expect(error).toBeInstanceOf(NonFiniteValueError);
    expect(isCoincastError(error)).toBe(true);
    expect(error).toMatchObject({ name: 'NonFiniteValueError', code: 'non-finite-value', index: 1 });
    expect(ladder.map(({ kind }) => kind)).toEqual(['theta', 'ets', 'naive']);
  });

  it('takes a ladder of its own, with options, or none', async () => {
    const ladder: TrainManyOptions['ladder'] = [{ model: 'ets', options: { model: 'holt' } }, 'drift'];
    const [theirs] = await trainMany([job('arima', { series: tooShort })], { ladder });
    expect(theirs).toMatchObject({ status: 'trained', kind: 'drift' });
    expect(theirs!.ladder[1]!.message).toContain('ETS(A,A,N)');
    const [alone] = await trainMany([job('arima', { series: tooShort })], { ladder: [] });
    expect(alone).toMatchObject({ status: 'failed', ladder: [{ kind: 'arima' }] });
    expect(alone!.error).toBeInstanceOf(InsufficientDataError);
  });

  it('takes jobs from a generator only when a worker is free for them', async () => {
    let done = 0;
    let most = 0;
    function* jobs() {
      for (let i = 0; i < 12; i++) {
        most = Math.max(most, i + 1 - done);
        yield job('naive', { id: String(i) });
      }
    }
    const totals: unknown[] = [];
    const results = await trainMany(jobs(), {
      concurrency: 2,
      onProgress: (event) => {
        done = event.done;
        totals.push(event.total, event.remainingMs);
      },
    });
    expect(results.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, i) => String(i)));
    expect(most).toBeLessThanOrEqual(3);
    expect(new Set(totals)).toEqual(new Set([undefined]));
  });

  it('takes jobs from an asynchronous iterable that stands no overlapping calls', async () => {
    let isBusy = false;
    let i = 0;
    const jobs: AsyncIterable<TrainJob> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          expect(isBusy).toBe(false);
          isBusy = true;
          await new Promise((resolve) => setImmediate(resolve));
          isBusy = false;
          i += 1;
          return i > 4 ? { done: true, value: undefined } : { value: job('naive', { id: String(i) }) };
        },
      }),
    };
    const results = await trainMany(jobs, { concurrency: 2 });
    expect(results.map(({ id, status }) => [id, status])).toEqual(
      ['1', '2', '3', '4'].map((id) => [id, 'trained']),
    );
  });

  it("gives models the injected clock's time", async () => {
    const clock = { now: () => Date.UTC(2031, 0, 1) };
    const [result] = await trainMany([job('naive')], { clock });
    const late = result!.model!.training.fittedAt - clock.now();
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(60_000);
  });
});

describe('trainMany with trainers of modules', () => {
  it("trains and restores a kind of one's own, synchronous or not, with its options", async () => {
    const results = await trainMany<Constant>([
      ownJob('trainConstant'),
      ownJob('trainLater', { options: { plus: 2 }, series: [1, 2, 4] }),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['constant', 'constant']);
    const [plain, later] = results.map(({ model }) => model as Constant);
    expect(plain!.value).toBe(values.at(-1));
    expect(later!.value).toBe(6);
  });

  it('hands them all columns of a frozen series', async () => {
    const [result] = await trainMany<FittedModel>([ownJob('ofSeries', { restoreExport: 'restoreSeen' })]);
    expect(result!.model).toMatchObject({ isFrozen: true, coinId: 'bitcoin', volumes: series.volumes });
  });

  it.each([
    [
      'an error of a class of its own',
      'throwFields',
      { name: 'RangeError', message: 'with fields', size: 3 },
    ],
    ['something that is no error', 'throwText', 'only a text'],
  ])('keeps what they throw: %s', async (_what, exportName, thrown) => {
    const [result] = await trainMany([ownJob(exportName)], { ladder: [] });
    if (typeof thrown === 'string') expect(result!.error).toBe(thrown);
    else
      expect(result!.error).toMatchObject({
        ...thrown,
        cause: { message: 'deeper' },
        callback: 'a function',
      });
    expect(result!.ladder).toEqual([
      { kind: 'module', reason: 'failed', message: expect.stringMatching(/fields|only a text/) },
    ]);
  });

  it('fails with a reason where the module does not give a model', async () => {
    const { restoreExport: _none, ...unrestorable } = ownJob('trainConstant') as TrainJob & {
      model: 'module';
    };
    const bad = [
      [unrestorable, SerializationError, 'got "constant"'],
      [ownJob('trainNothing'), InvalidArgumentError, 'exportName must be the name of a function'],
      [ownJob('notAFunction'), InvalidArgumentError, 'got "notAFunction"'],
      [ownJob('trainConstant', { restoreExport: 'restore' }), InvalidArgumentError, 'restoreExport must be'],
      [ownJob('giveNothing'), InvalidArgumentError, 'the result of giveNothing must be a fitted model'],
      [
        { ...ownJob('x'), url: new URL('./absent.mjs', own) } as TrainJob,
        InvalidArgumentError,
        'url must be the URL of a module that can be imported',
      ],
    ] as const;
    const results = await trainMany(
      bad.map(([each]) => each),
      { ladder: [] },
    );
    for (const [i, [, ErrorClass, message]] of bad.entries()) {
      expect(results[i]!.status).toBe('failed');
      expect(results[i]!.error).toBeInstanceOf(ErrorClass);
      expect((results[i]!.error as Error).message).toContain(message);
    }
  });

  it('falls back where a state cannot be sent, without losing the worker', async () => {
    const results = await trainMany([ownJob('giveFunction'), job('naive')], { concurrency: 1 });
    expect(results[0]).toMatchObject({ kind: 'ets', ladder: [{ kind: 'module', reason: 'failed' }] });
    expect(results[1]).toMatchObject({ status: 'trained', ladder: [] });
  });
});

describe('a worker of trainMany that is lost', () => {
  const others = ['a', 'b', 'c'].map((id) => job('naive', { id }));

  it.each([
    ['loopForever', 'budget', /took longer than its 1500 ms/],
    ['waitForever', 'budget', /took longer than its 1500 ms/],
    ['exitProcess', 'crashed', /exited with code: 3/],
    ['throwLater', 'crashed', /thrown where nobody catches/],
    ['fillMemory', 'memory', /used up its 24 MiB/],
  ])(
    'by %s is replaced, its job goes down the ladder, and the others are unharmed',
    async (name, reason, says) => {
      const results = await trainMany([others[0]!, ownJob(name), others[1]!, others[2]!], {
        concurrency: 1,
        heapMbPerWorker: 24,
        ...(reason === 'budget' ? { budgetMsPerJob: 1500 } : {}),
        ladder: ['drift'],
      });
      expect(results.map(({ kind }) => kind)).toEqual(['naive', 'drift', 'naive', 'naive']);
      expect(results[1]!.ladder).toEqual([
        { kind: 'module', reason, code: 'worker', message: expect.stringMatching(says) },
      ]);
    },
  );

  it('counts the budget anew for each model, and fails with a typed error when all are too slow', async () => {
    const loop = ownJob('loopForever');
    const { id: _id, series: _series, ...rung } = loop;
    const [result] = await trainMany([loop], { budgetMsPerJob: 50, ladder: [rung as ModelRequest] });
    expect(result!.ladder.map(({ reason }) => reason)).toEqual(['budget', 'budget']);
    expect(result!.error).toBeInstanceOf(WorkerError);
    expect(result!.error).toMatchObject({ reason: 'budget' });
  });

  it('is not blamed for the time in which this thread was busy, and did not see that it was done', async () => {
    const signs = new Int32Array(new SharedArrayBuffer(8));
    const options = { signs };
    const running = trainMany([ownJob('waitForSign', { options })], { budgetMsPerJob: 1000, ladder: [] });
    while (Atomics.load(signs, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    // After this come timers, before messages.
    await new Promise((resolve) => setImmediate(resolve));
    Atomics.store(signs, 1, 1);
    Atomics.notify(signs, 1);
    const busyUntil = performance.now() + 1500;
    while (performance.now() < busyUntil);
    expect((await running)[0]).toMatchObject({ status: 'trained' });
  });
});

describe('trainMany, aborted', () => {
  const reason = new Error('enough');

  it('gives what is done, and the rest of a list as aborted', async () => {
    const controller = new AbortController();
    const jobs = [
      job('naive', { id: 'done' }),
      ownJob('loopForever', { id: 'running' }),
      job('naive', { id: 'waiting' }),
      job('naive', { id: 'waiting too' }),
    ];
    const events: TrainManyProgress[] = [];
    const results = await trainMany(jobs, {
      concurrency: 1,
      signal: controller.signal,
      onProgress: (event) => {
        events.push(event);
        setTimeout(() => controller.abort(reason), 50);
      },
    });
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      ['done', 'trained'],
      ['running', 'aborted'],
      ['waiting', 'aborted'],
      ['waiting too', 'aborted'],
    ]);
    for (const result of results.slice(1)) expect(result.error).toBe(reason);
    expect(events.length).toBe(1);
  });

  it('from within onProgress leaves no hole in the results', async () => {
    const controller = new AbortController();
    const jobs = Array.from({ length: 30 }, (_, i) => job('naive', { id: String(i) }));
    const results = await trainMany(jobs, {
      concurrency: 3,
      signal: controller.signal,
      onProgress: ({ done }) => done === 5 && controller.abort(reason),
    });
    expect(results.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
    expect(results.filter(({ status }) => status === 'trained').length).toBeGreaterThanOrEqual(5);
    expect(results.at(-1)).toMatchObject({ status: 'aborted', error: reason, ladder: [], durationMs: 0 });
  });

  it('before it began starts nothing', async () => {
    const [result] = await trainMany([job('naive')], { signal: AbortSignal.abort(reason) });
    expect(result).toEqual({ id: 'naive', status: 'aborted', error: reason, durationMs: 0, ladder: [] });
  });

  it('waits for no job of an iterable, and tells the iterable', async () => {
    const controller = new AbortController();
    let isEnded = false;
    const jobs: AsyncIterable<TrainJob> = {
      [Symbol.asyncIterator]: () => {
        let i = 0;
        return {
          next: () =>
            i++ === 0
              ? Promise.resolve({ value: job('naive') })
              : new Promise<IteratorResult<TrainJob>>(() => {}),
          return: async () => {
            isEnded = true;
            return { done: true as const, value: undefined };
          },
        };
      },
    };
    const results = await trainMany(jobs, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    expect(results.map(({ status }) => status)).toEqual(['trained']);
    expect(isEnded).toBe(true);
  });

  it('rejects with what onProgress throws, once all is stopped', async () => {
    const jobs = [job('naive'), ownJob('loopForever')];
    const attempt = trainMany(jobs, {
      concurrency: 2,
      onProgress: () => {
        throw reason;
      },
    });
    await expect(attempt).rejects.toBe(reason);
  });

  it('rejects with what the iterable throws', async () => {
    function* jobs() {
      yield job('naive');
      throw reason;
    }
    await expect(trainMany(jobs())).rejects.toBe(reason);
  });
});

describe('the progress of trainMany', () => {
  it('counts jobs, and says how fast they are and how long the rest takes', async () => {
    const events: TrainManyProgress[] = [];
    const jobs = [
      job('naive', { id: 'a' }),
      job('arima', { id: 'b', series: tooShort }),
      job('mean', { id: 'c', series: [] }),
    ];
    await trainMany(jobs, { concurrency: 1, onProgress: (event) => events.push(event) });
    expect(events.map(({ stage, done, total }) => [stage, done, total])).toEqual([
      ['train', 1, 3],
      ['train', 2, 3],
      ['train', 3, 3],
    ]);
    for (const { done, ratePerSecond, remainingMs } of events) {
      expect(ratePerSecond).toBeGreaterThan(0);
      expect(remainingMs).toBeCloseTo((1000 * (3 - done)) / ratePerSecond, 6);
    }
    expect(events.map(({ message }) => message)).toEqual([
      'a: naive',
      'b: naive instead of arima (failed)',
      expect.stringMatching(/^c: failed, .*needs at least/),
    ]);
  });
});

describe('what trainMany refuses', () => {
  it.each([
    [{ concurrency: 0 }, 'concurrency must be an integer at least 1 and at most 1024, got 0.'],
    [{ concurency: 2 }, 'Did you mean "concurrency"?'],
    [{ budgetMsPerJob: 0 }, 'budgetMsPerJob must be'],
    [{ budgetMsPerJob: 2 ** 31 }, 'budgetMsPerJob must be'],
    [{ heapMbPerWorker: 1 }, 'heapMbPerWorker must be'],
    [{ ladder: 'ets' }, 'ladder must be a list of models'],
    [{ ladder: ['est'] }, 'ladder[0].model must be one of'],
    [{ ladder: [{ model: 'ets', option: {} }] }, 'Did you mean "options"?'],
    [{ ladder: [7] }, 'ladder[0] must be an object with a model'],
    [{ signal: 1 }, 'signal must be an AbortSignal'],
    [{ onProgress: 1 }, 'onProgress must be a function'],
    [{ clock: {} }, 'clock must be an object with a now() function'],
  ])('the options %j', async (options, message) => {
    const attempt = trainMany([], options as never);
    await expect(attempt).rejects.toThrow(InvalidArgumentError);
    await expect(attempt).rejects.toThrow(message);
  });

  it.each([null, undefined, 7, 'jobs', {}])('the jobs %j', async (jobs) => {
    await expect(trainMany(jobs as never)).rejects.toThrow('jobs must be a list of jobs, or an iterable');
  });

  const badJobs: readonly (readonly [job: unknown, message: string])[] = [
    [null, 'job must be an object with a model'],
    [{ id: 'a', series, model: 'arma' }, 'Did you mean "arima"?'],
    [{ id: '', series, model: 'naive' }, 'job.id must be a text that names the job, got "".'],
    [{ id: 'a', model: 'naive' }, 'job.series must be a PriceSeries'],
    [{ id: 'a', series: new Float32Array(9), model: 'naive' }, 'job.series must be a PriceSeries'],
    [{ id: 'a', series, model: 'naive', url: own }, 'job must be an object with the keys'],
    [{ id: 'a', series, model: 'naive', options: 7 }, 'job.options must be an object, got 7.'],
    [{ id: 'a', series, model: 'arima', options: { order: [60, 1, 0] } }, 'order'],
    [{ id: 'a', series, model: 'arima', options: { ordr: [1, 1, 0] } }, 'Did you mean "order"?'],
    [
      { id: 'a', series, model: 'stl', options: { period: 24, trainer: trainNaive } },
      'which stay in this thread',
    ],
    [{ id: 'a', series, model: 'arima', options: { signal: null } }, 'which stay in this thread'],
    [{ id: 'a', series, model: 'arima', options: { transform: () => 1 } }, 'plain data that can be sent'],
    [
      { id: 'a', series, model: 'module', url: './own.mjs', exportName: 'x' },
      'job.url must be an absolute URL',
    ],
    [
      { id: 'a', series, model: 'module', url: own },
      'job.exportName must be the name of an exported function',
    ],
    [{ ...ownJob('trainConstant'), restoreExport: 7 }, 'job.restoreExport must be'],
  ];

  it('a job that is none, in its result alone, without going down the ladder', async () => {
    const results = await trainMany([...badJobs.map(([bad]) => bad as never), job('naive')]);
    for (const [i, [, message]] of badJobs.entries()) {
      const result = results[i]!;
      expect(result.status, message).toBe('failed');
      expect(result.error).toBeInstanceOf(InvalidArgumentError);
      expect((result.error as Error).message).toContain(message);
      expect(result.ladder.length).toBeLessThanOrEqual(1);
    }
    expect(results.at(-1)!.status).toBe('trained');
  });
});
