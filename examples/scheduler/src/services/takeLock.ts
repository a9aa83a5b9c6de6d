import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../failure.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** A file that is written within a moment is nobody's after this long, milliseconds. */
const momentMs = 10_000;

/** The locks of this process: a lock with its id that is none of these is of a process that had the id before. */
const held = new Set<string>();

/**
 * Keeps other schedulers from the same folder, so that runs do not overlap; gives what lets them in again.
 *
 * @throws UsageError when another one is at work there, or the folder cannot be written to.
 */
export function takeLock(dataDir: string): () => void {
  const path = join(dataDir, 'scheduler.lock');
  const own = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder);
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!written(path, own)) {
      inTurn(dataDir, `${path}.turn`, () => {
        // It was killed: its lock is nobody's.
        requireDead(dataDir, path);
        rmSync(path, { force: true });
        if (!written(path, own)) throw inUse(dataDir, 'it came first');
      });
    }
  } catch (error) {
    throw error instanceof UsageError ? error : unusable(dataDir, error);
  }
  held.add(path);
  return () => {
    held.delete(path);
    if (textOf(path) === own) rmSync(path, { force: true });
  };
}

/** Whether the file is ours, and was not there before. */
function written(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** One process at a time takes over a lock: of two the second would remove the first one's new lock for the old. */
function inTurn(dataDir: string, turn: string, act: () => void): void {
  if (isOld(turn)) rmSync(turn, { force: true });
  try {
    closeSync(openSync(turn, 'wx'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw inUse(dataDir, 'it takes over from one that was killed');
  }
  try {
    act();
  } finally {
    rmSync(turn, { force: true });
  }
}

function requireDead(dataDir: string, path: string): void {
  const holder = readHolder(path);
  if (holder === undefined) {
    if (!isOld(path)) throw inUse(dataDir, 'its lock is not written yet');
  } else if (isAlive(holder, path)) throw inUse(dataDir, `process ${holder.pid} on ${holder.host}`);
}

function readHolder(path: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(textOf(path) ?? '');
    return Number.isInteger(pid) && typeof host === 'string' ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isOld(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > momentMs;
}

/** Of another host nothing is known: it is taken for alive. */
function isAlive({ pid, host }: Holder, path: string): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function inUse(dataDir: string, who: string): UsageError {
  return new UsageError(`DATA_DIR: ${dataDir} is in use by another scheduler (${who}); end that one first`);
}

function unusable(dataDir: string, cause: unknown): UsageError {
  const { code } = cause as NodeJS.ErrnoException;
  const advice = 'give a folder that this user may write to';
  return new UsageError(`DATA_DIR: ${dataDir} cannot be written to (${code}); ${advice}`, { cause });
}
