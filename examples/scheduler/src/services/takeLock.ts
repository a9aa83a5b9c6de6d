import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../failure.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/**
 * Keeps other schedulers from the same folder, so that runs do not overlap; gives what lets them in again.
 *
 * @throws UsageError when another one is at work there, or the folder cannot be written to.
 */
export function takeLock(dataDir: string): () => void {
  const path = join(dataDir, 'scheduler.lock');
  const own: Holder = { pid: process.pid, host: hostname() };
  for (let attempt = 0; ; attempt++) {
    try {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(path, JSON.stringify(own), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST' || attempt > 0) throw unusable(dataDir, error);
      const holder = readHolder(path);
      if (holder !== undefined && isAlive(holder)) {
        const who = `process ${holder.pid} on ${holder.host}`;
        throw new UsageError(
          `DATA_DIR: ${dataDir} is in use by another scheduler (${who}); end that one first`,
        );
      }
      // It was killed: its lock is nobody's.
      rmSync(path, { force: true });
    }
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Of another host nothing is known: it is taken for alive. */
function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function unusable(dataDir: string, cause: unknown): UsageError {
  const { code } = cause as NodeJS.ErrnoException;
  const advice = 'give a folder that this user may write to';
  return new UsageError(`DATA_DIR: ${dataDir} cannot be written to (${code}); ${advice}`, { cause });
}
