import { type Logger, multistream, pino, type StreamEntry } from 'pino';
import buildRoll from 'pino-roll';
import type { Config } from './config/readConfig.js';

/** Writes log lines to standard output, and with LOG_FILE to files that are renewed at 10 MB; eight are kept. */
export async function createLogger(
  { logLevel, logFile }: Pick<Config, 'logLevel' | 'logFile'>,
  worker: number | undefined,
): Promise<Logger> {
  const level = logLevel as StreamEntry['level'] & string;
  const streams: StreamEntry[] = [{ level, stream: process.stdout }];
  if (logFile !== undefined) {
    const stream = await buildRoll({
      // Two processes cannot take turns in one file.
      file: worker === undefined ? logFile : `${logFile}.worker-${worker}`,
      size: '10m',
      limit: { count: 8 },
      mkdir: true,
    });
    streams.push({ level, stream });
  }
  return pino(
    {
      level: logLevel,
      base: worker === undefined ? null : { worker },
      // Nothing logs headers; should anything ever, a key stays out.
      redact: ['req.headers', 'headers', '*.headers', 'apiKey', '*.apiKey'],
    },
    multistream(streams),
  );
}
