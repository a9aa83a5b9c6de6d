import { rename, writeFile } from 'node:fs/promises';
import type { Logger } from 'coincast';
import type { RunSummary } from '../run/RunRecord.js';

/** Gives a sign of life after every run; never rejects. Whoever misses it knows that nothing is retrained. */
export type Heartbeat = (summary: RunSummary) => Promise<void>;

const timeoutMs = 5_000;

/** Writes a file whole, and asks for a URL, as dead-man's switches want it. */
export function createHeartbeat(
  { heartbeatFile, heartbeatUrl }: { heartbeatFile: string | undefined; heartbeatUrl: string | undefined },
  logger: Logger,
): Heartbeat {
  const attempt = async (what: string, act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      // A URL of a heartbeat is a secret: only the code is told.
      logger.error({ code: (error as { code?: unknown }).code }, `The heartbeat ${what} could not be given.`);
    }
  };
  return async ({ run, endedAt, coins }) => {
    const text = `${JSON.stringify({ run, endedAt: new Date(endedAt).toISOString(), coins })}\n`;
    if (heartbeatFile !== undefined) {
      await attempt('file', async () => {
        const temporary = `${heartbeatFile}.${process.pid}.tmp`;
        await writeFile(temporary, text);
        await rename(temporary, heartbeatFile);
      });
    }
    if (heartbeatUrl !== undefined) {
      await attempt('URL', async () => {
        const response = await fetch(heartbeatUrl, { signal: AbortSignal.timeout(timeoutMs) });
        await response.body?.cancel();
        if (!response.ok) throw Object.assign(new Error(), { code: `status ${response.status}` });
      });
    }
  };
}
