import type { Clock, Logger, OnProgress } from '../runtime/index.js';

/** What the pipeline does, in this order. */
export type PipelineStage =
  | 'fetch'
  | 'validate'
  | 'features'
  | 'stationarity'
  | 'train'
  | 'evaluate'
  | 'refit'
  | 'forecast';

const numberOfStages = 8;

/** Does one stage: tells that it begins, does the work, and tells in a sentence what came of it. */
export type StageRunner = <Result>(
  stage: PipelineStage,
  work: () => Result | Promise<Result>,
  describe: (result: Result) => string,
) => Promise<Result>;

/** What a stage needs of its surroundings. */
export interface StageContext {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** A runner that counts the stages it has done and stops between them when the signal aborts. */
export function createStageRunner({ signal, onProgress, logger, clock }: StageContext): StageRunner {
  let done = 0;
  return async (stage, work, describe) => {
    // A turn of the event loop between stages, so that an abort or a spinner gets its chance.
    await clock.sleep(0, signal);
    onProgress?.({ stage, done, total: numberOfStages });
    const startedAt = clock.now();
    const result = await work();
    signal?.throwIfAborted();
    done += 1;
    const message = describe(result);
    logger.info({ stage, durationMs: clock.now() - startedAt }, message);
    onProgress?.({ stage, done, total: numberOfStages, message });
    return result;
  };
}
