import type { Logger } from 'coincast';
import { explain } from '../failure.js';
import type { Office } from '../run/Office.js';

/** Tells of runs that failed as a whole, once until one succeeds; there is no record to remember that in. */
export function tellOfFailure({ channels, metrics }: Pick<Office, 'channels' | 'metrics'>, logger: Logger) {
  let isTold = false;
  return {
    async tell(run: string, error: unknown): Promise<void> {
      metrics.onFailedRun();
      if (isTold) return;
      isTold = true;
      const text = `Run ${run} failed as a whole, no coin was retrained: ${explain(error).message}`;
      for (const channel of channels) {
        try {
          await channel.send({ kind: 'run-failed', phase: 'alert', run, coins: [], text });
        } catch {
          logger.error(
            { channel: channel.name },
            `${channel.name} could not be told that run ${run} failed.`,
          );
        }
      }
    },
    isOver() {
      isTold = false;
    },
  };
}
