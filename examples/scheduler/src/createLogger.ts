import { type Logger, multistream, pino, type StreamEntry } from 'pino';
import { UsageError } from './failure.js';
import type { Output } from './progress.js';

/**
 * Writes log lines to the output, and with LOG_FILE to that file as well.
 *
 * @throws UsageError when the file cannot be written.
 */
export function createLogger(
  { logLevel, logFile }: { readonly logLevel: string; readonly logFile: string | undefined },
  output: Output,
): Logger {
  const level = logLevel as StreamEntry['level'] & string;
  const streams: StreamEntry[] = [{ level, stream: output }];
  if (logFile !== undefined) streams.push({ level, stream: openFile(logFile) });
  // Nothing logs headers or addresses; should anything ever, keys stay out.
  const redact = ['headers', '*.headers', 'apiKey', '*.apiKey', 'url', '*.url'];
  return pino({ level: logLevel, base: { pid: process.pid }, redact }, multistream(streams));
}

function openFile(path: string) {
  try {
    return pino.destination({ dest: path, mkdir: true, sync: true });
  } catch (error) {
    throw new UsageError(`LOG_FILE: ${path} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
