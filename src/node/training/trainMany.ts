import type { FittedModel } from '../../models/index.js';
import { createPace } from './createPace.js';
import { createTrainingPool } from './createTrainingPool.js';
import { type JobSource, jobSource, type PlacedJob, type TrainJobs } from './jobSource.js';
import { notBegun } from './settleJob.js';
import { resolveTrainMany, type TrainManyOptions } from './TrainManyOptions.js';
import type { TrainManyResult } from './TrainManyResult.js';

/**
 * Trains many models, each on a series of its own, in worker threads; whatever becomes of one leaves the others alone.
 *
 * The results are in the order of the jobs, one each. A trainer that throws, takes longer than `budgetMsPerJob`, uses up
 * its memory or ends its worker is followed by those of the ladder, automatic exponential smoothing and the naive forecast
 * unless told otherwise, on the same series; `ladder` of the result says what was given up and why. A worker that had to be
 * ended, or ended itself, is replaced. Only a mistake in the job itself, an `InvalidArgumentError`, fails it at once: a
 * fallback would hide it.
 *
 * A job is plain data, since it goes to another thread: a trainer's name and options, or the URL of a module and the name
 * of the trainer it exports. Each series is copied once, when a worker is free for it, and the copy is transferred, so
 * that the caller's arrays stay usable and no more series are held than there are workers; jobs from an iterable, also an
 * asynchronous one, are taken only then. Models come back as their states and are restored here, as `loadModel` does:
 * forecasts are bit-identical, and what no state keeps, such as the report of a search, stays behind.
 *
 * When `signal` aborts, trainings stop at once and the results so far are given, the rest of a list as `aborted`; jobs that
 * were never taken from another iterable have no result. Time and memory: a worker takes a fraction of a second and some
 * 50 MiB to start, so this pays for many jobs, or long ones.
 *
 * @throws {@link coincast!InvalidArgumentError} when an option is unknown or out of bounds, or `jobs` cannot be iterated.
 * @throws What `onProgress` or the iterable throws; all trainings are stopped first.
 * @example
 * ```ts
 * import { trainMany } from 'coincast/node';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const bitcoin = simulateMarket({ seed: 7, length: 200 });
 * const results = await trainMany([
 *   { id: 'bitcoin', series: bitcoin, model: 'arima', options: { order: [1, 1, 0] } },
 *   { id: 'newcoin', series: [3, 4, 6], model: 'auto' },
 * ]);
 * results.map(({ id, kind }) => `${id}: ${kind}`); // => ['bitcoin: arima', 'newcoin: naive']
 * results[1]!.ladder.map(({ kind, reason }) => `${kind} ${reason}`); // => ['auto failed', 'ets failed']
 * const [first] = results;
 * if (first?.status === 'trained') first.model.forecast({ horizon: 24 }).mean.length; // => 24
 * ```
 */
export async function trainMany<Own extends FittedModel = never>(
  jobs: TrainJobs,
  options: TrainManyOptions<Own> = {},
): Promise<TrainManyResult<Own>[]> {
  const { concurrency } = resolveTrainMany(options);
  const { signal, onProgress, ...pooling } = options;
  const source = jobSource(jobs);
  const { total } = source;
  const results: TrainManyResult<Own>[] = [];
  const stop = new AbortController();
  let failure: { readonly error: unknown } | undefined;
  const onAbort = () => stop.abort(signal!.reason);
  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort, { once: true });
  const threads = stop.signal.aborted ? 0 : Math.min(concurrency, total ?? concurrency);
  if (threads > 0) {
    const pool = createTrainingPool({ ...pooling, concurrency: threads });
    const pace = createPace<Own>(total);
    const work = async () => {
      for await (const { job, index } of taken(source, stop.signal)) {
        const result = await pool.train<Own>(job, { signal: stop.signal });
        results[index] = result;
        if (!stop.signal.aborted) onProgress?.(pace(result));
      }
    };
    const lane = () =>
      work().catch((error) => {
        failure ??= { error };
        stop.abort(error);
      });
    try {
      await Promise.all(Array.from({ length: threads }, lane));
    } finally {
      await pool.close();
    }
  }
  signal?.removeEventListener('abort', onAbort);
  if (stop.signal.aborted) source.end();
  if (failure !== undefined) throw failure.error;
  if (Array.isArray(jobs)) {
    for (const [index, job] of jobs.entries()) results[index] ??= notBegun(job?.id, stop.signal.reason);
  }
  return results;
}

/** Jobs taken from the source until it ends or the signal aborts, for which it does not wait for the source. */
async function* taken(source: JobSource, signal: AbortSignal): AsyncGenerator<PlacedJob, void> {
  while (!signal.aborted) {
    const next = await unlessAborted(source.next(), signal);
    if (next === undefined) return;
    yield next;
  }
}

/** Not a race with a promise of the abort, which would hold every job to the end. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
