import { randomUUID } from 'node:crypto';
import { stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** After an hour no write is still under way. */
const oldMs = 3_600_000;

const pattern = /^\.tmp\.([a-z0-9-]+)\.(\d+)\.[0-9a-f-]{36}$/;

// Those this thread is writing. Threads of one process share its id, so the id alone does not tell.
const own = new Set<string>();

/** Runs `work` with the name of a temporary file that says whose it is, and lets `sweepTemporary` have it after. */
export async function withTemporaryName<Result>(work: (name: string) => Promise<Result>): Promise<Result> {
  const name = `.tmp.${thisHost()}.${process.pid}.${randomUUID()}`;
  own.add(name);
  try {
    return await work(name);
  } finally {
    own.delete(name);
  }
}

/** Whether a file's name is that of a temporary one. */
export function isTemporaryName(name: string): boolean {
  return pattern.test(name);
}

/**
 * Removes a temporary file whose writer is gone: a process of this host that has ended; of another host, whose
 * processes cannot be seen, or of a process that runs, once it is an hour old.
 */
export async function sweepTemporary(path: string, name: string): Promise<void> {
  const [, host, pid] = pattern.exec(name)!;
  if (own.has(name)) return;
  const isDead = host === thisHost() && !isRunning(Number(pid));
  if (isDead || (await isOld(path))) await unlink(path).catch(unlessGone);
}

function thisHost(): string {
  return (
    hostname()
      .toLowerCase()
      .replace(/[^a-z0-9-]/g, '-')
      .slice(0, 60) || 'host'
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(unlessGone);
  return found !== undefined && Date.now() - found.mtimeMs > oldMs;
}

/** What another process has removed in the meantime is no failure. @internal */
export function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
