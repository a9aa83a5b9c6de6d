import { InvalidArgumentError } from '../../errors/index.js';
import type { TrainJob } from './TrainJob.js';

/** Where jobs come from: a list, or whatever makes them as they are needed. */
export type TrainJobs = Iterable<TrainJob> | AsyncIterable<TrainJob>;

/** A job, and its place among all. */
export interface PlacedJob {
  readonly job: TrainJob;
  readonly index: number;
}

/** Jobs to be taken one after the other, by any number of takers. */
export interface JobSource {
  /** How many there are, where that is known before. */
  readonly total: number | undefined;
  /** The next; `undefined` after the last. Takers wait for each other. */
  next(): Promise<PlacedJob | undefined>;
  /** Tells the iterator that no more are taken. */
  end(): void;
}

/** @throws {@link InvalidArgumentError} when the jobs cannot be iterated. */
export function jobSource(jobs: TrainJobs): JobSource {
  const iterator = iteratorOf(jobs);
  let taken = 0;
  let turn: Promise<PlacedJob | undefined> = Promise.resolve(undefined);
  const take = async () => {
    const { done, value } = await iterator.next();
    return done === true ? undefined : { job: value, index: taken++ };
  };
  return {
    total: Array.isArray(jobs) ? jobs.length : undefined,
    next: () => {
      turn = turn.then(take);
      return turn;
    },
    end: () => {
      // Not waited for: a generator in the middle of something takes note of it only after that.
      void Promise.resolve(iterator.return?.()).catch(() => {});
    },
  };
}

function iteratorOf(jobs: TrainJobs): Iterator<TrainJob> | AsyncIterator<TrainJob> {
  const { [Symbol.asyncIterator]: async, [Symbol.iterator]: sync } = Object(jobs) as Partial<
    AsyncIterable<TrainJob> & Iterable<TrainJob>
  >;
  const iterator = async?.call(jobs) ?? (typeof jobs === 'string' ? undefined : sync?.call(jobs));
  if (iterator !== undefined) return iterator;
  throw new InvalidArgumentError({
    argument: 'jobs',
    value: jobs,
    expected: 'a list of jobs, or an iterable',
  });
}
