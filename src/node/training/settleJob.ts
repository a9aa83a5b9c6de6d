import { InvalidArgumentError, isCoincastError, WorkerError } from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
import type { WorkerPool } from './createWorkerPool.js';
import { unpackError } from './PackedError.js';
import { requireTrainJob } from './requireTrainJob.js';
import { restoreReply } from './restoreReply.js';
import type { ModelRequest, TrainJob } from './TrainJob.js';
import type { AbortedJob, LadderStep, TrainManyResult } from './TrainManyResult.js';
import { toTrainTask } from './toTrainTask.js';

/** What a job is settled with. */
export interface JobSettings {
  readonly pool: WorkerPool;
  /** What is tried when a model cannot be trained. */
  readonly ladder: readonly ModelRequest[];
  /** The injected clock's time; `undefined` for the machine's. */
  readonly now: () => number | undefined;
  readonly signal: AbortSignal;
}

/** Trains what a job asks for, or else what stands on the ladder; never rejects. */
export async function settleJob<Own extends FittedModel>(
  job: TrainJob,
  settings: JobSettings,
): Promise<TrainManyResult<Own>> {
  const { signal, ladder } = settings;
  const startedAt = performance.now();
  const steps: LadderStep[] = [];
  const settled = <Outcome extends object>(outcome: Outcome) =>
    Object.freeze({
      id: job?.id,
      ...outcome,
      durationMs: performance.now() - startedAt,
      ladder: Object.freeze(steps),
    });
  let first: { readonly error: unknown } | undefined;
  try {
    requireTrainJob(job);
  } catch (error) {
    return settled({ status: 'failed', error } as const);
  }
  for (const request of rungsOf(job, ladder)) {
    try {
      const model = await train<Own>(job, request, settings);
      return settled({ status: 'trained', model, kind: model.kind } as const);
    } catch (error) {
      if (signal.aborted) return settled({ status: 'aborted', error: signal.reason } as const);
      first ??= { error };
      steps.push(stepOf(request, error));
      if (isHopeless(error)) break;
    }
  }
  return settled({ status: 'failed', error: first?.error } as const);
}

/** The asked model, and those of the ladder after it. */
function rungsOf(job: TrainJob, ladder: readonly ModelRequest[]): ModelRequest[] {
  const place = ladder.findIndex(({ model }) => model === job.model && model !== 'module');
  return [job, ...ladder.slice(place + 1)];
}

async function train<Own extends FittedModel>(
  { series }: TrainJob,
  request: ModelRequest,
  { pool, now, signal }: JobSettings,
) {
  const { task, transferList } = toTrainTask(series, request, now());
  const reply = await pool.run(task, { transferList, signal });
  if ('error' in reply) throw unpackError(reply.error);
  return restoreReply<Own>(reply.state, request);
}

/** Whether no other model would help: a mistake in the job is to be seen, and without workers nothing can be trained. */
function isHopeless(error: unknown): boolean {
  return (
    error instanceof InvalidArgumentError || (error instanceof WorkerError && error.reason === 'unavailable')
  );
}

function stepOf({ model }: ModelRequest, error: unknown): LadderStep {
  return Object.freeze({
    kind: model,
    reason: error instanceof WorkerError ? error.reason : 'failed',
    ...(isCoincastError(error) ? { code: error.code } : {}),
    message: error instanceof Error ? error.message : String(error),
  });
}

/** The result of a job that was never begun. */
export function notBegun(id: string, error: unknown): AbortedJob {
  return Object.freeze({ id, status: 'aborted', error, durationMs: 0, ladder: Object.freeze([]) });
}
