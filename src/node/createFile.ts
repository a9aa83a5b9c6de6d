import { access, link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { syncFolder } from './syncFolder.js';
import { unlessGone, withTemporaryName } from './temporaryFiles.js';
import { writeSynced } from './writeSynced.js';

/** What `link` says where the file system has no hard links. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

const lockWaitMs = 20;

/** What tests put in the place of the file system's ways. */
export interface CreateFileOptions {
  /** Default: `link` of the file system. */
  readonly linkFile?: typeof link;
  /** How often a lock that is held is looked at, 20 ms apart. Default 250. */
  readonly lockAttempts?: number;
}

/** A lock that was not given back in time. */
export class LockedError extends Error {
  readonly code = 'LOCKED';
  constructor(readonly lock: string) {
    super(`locked by ${lock}`);
  }
}

/**
 * Creates a file with all of its bytes or not at all; `false` where there is one. Its folder is made where it is
 * missing.
 *
 * A temporary file in the same folder is written and flushed, then given its name, then the folder is flushed. The name
 * is given by `link`, not `rename`: a rename silently replaces what is there, a link fails with `EEXIST`, in one step
 * over all processes, on network file systems too. So of any number of writers exactly one sees `true`, and what it
 * wrote is never replaced.
 *
 * Where the file system has no hard links (exFAT, some network shares), writers first create a lock file beside the
 * target, look whether the target is there, rename, and remove the lock. This keeps all of the above but one thing: a
 * process killed between these steps leaves its lock, and later writers of that very name fail with
 * {@link LockedError} rather than guess whether its owner lives; it must be removed by hand. Readers never wait.
 *
 * @internal
 */
export async function createFile(
  path: string,
  bytes: Uint8Array,
  { linkFile = link, lockAttempts = 250 }: CreateFileOptions = {},
): Promise<boolean> {
  const folder = dirname(path);
  for (let attempt = 1; ; attempt++) {
    await makeFolder(folder);
    if (await exists(path)) return false;
    try {
      return await withTemporaryName(async (name) => {
        const temporary = join(folder, name);
        try {
          await writeSynced(temporary, bytes);
          return await giveName(temporary, path, { linkFile, lockAttempts });
        } finally {
          await unlink(temporary).catch(unlessGone);
        }
      });
    } catch (error) {
      // The folder, or the temporary file, was removed by someone who took this process for a dead one.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 3) throw error;
    }
  }
}

async function giveName(
  temporary: string,
  path: string,
  { linkFile, lockAttempts }: Required<CreateFileOptions>,
): Promise<boolean> {
  try {
    await linkFile(temporary, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!withoutLinks.includes(code!)) throw error;
    if (!(await renameLocked(temporary, path, lockAttempts))) return false;
  }
  await syncFolder(dirname(path));
  return true;
}

async function renameLocked(temporary: string, path: string, lockAttempts: number): Promise<boolean> {
  const lock = join(dirname(path), `.lock.${basename(path)}`);
  for (let attempt = 1; ; attempt++) {
    try {
      await (await open(lock, 'wx')).close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (await exists(path)) return false;
      if (attempt === lockAttempts) throw new LockedError(lock);
      await sleep(lockWaitMs);
    }
  }
  try {
    if (await exists(path)) return false;
    await rename(temporary, path);
    return true;
  } finally {
    await unlink(lock);
  }
}

/** Makes a folder with those above it, and flushes what names them. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    unlessGone(error as NodeJS.ErrnoException);
    return false;
  }
}
