import type { FittedModel } from '../../models/index.js';
import type { TrainManyProgress } from './TrainManyOptions.js';
import type { TrainManyResult } from './TrainManyResult.js';

/** Counts jobs from now on, and says how fast they are done: call it with the result of each. */
export function createPace<Own extends FittedModel>(
  total: number | undefined,
): (result: TrainManyResult<Own>) => TrainManyProgress<Own> {
  const startedAt = performance.now();
  let done = 0;
  return (result) => {
    done += 1;
    const elapsedMs = Math.max(performance.now() - startedAt, 1e-3);
    return {
      stage: 'train',
      done,
      ...(total === undefined ? {} : { total, remainingMs: ((total - done) * elapsedMs) / done }),
      ratePerSecond: (1000 * done) / elapsedMs,
      message: describe(result),
      result,
    };
  };
}

function describe({ id, status, kind, ladder, error }: TrainManyResult<FittedModel>): string {
  if (status !== 'trained') return `${id}: ${status}, ${error instanceof Error ? error.message : error}`;
  const [asked] = ladder;
  return asked === undefined ? `${id}: ${kind}` : `${id}: ${kind} instead of ${asked.kind} (${asked.reason})`;
}
