import { quoteValue, StoreError, type StoreErrorDetails } from '../errors/index.js';
import { LockedError } from './createFile.js';

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space, for example by pruning, and try again.',
  EDQUOT: 'The quota is used up: free some space, for example by pruning, and try again.',
  EACCES: 'The process may not: give its user the rights to read and write the folder.',
  EPERM: 'The system does not permit it: give the user of the process the rights to the folder.',
  EROFS: 'The file system is read-only: mount it for writing, or choose another folder.',
  EMFILE: 'The process has too many files open: raise its limit.',
  ENFILE: 'The system has too many files open: raise its limit.',
  ENOTDIR: 'A file is where a folder should be: a key must not go on where another one ends.',
  EEXIST: 'A file is where a folder should be: a key must not go on where another one ends.',
  EIO: 'The disk reports an error: check it, and restore a backup if files are lost.',
  ENAMETOOLONG: 'The path is too long for the file system: choose a folder nearer to its root.',
};

/**
 * The typed error for what the disk refused: it names the path and the next step.
 *
 * @internal
 */
export function fileStoreError(
  operation: StoreErrorDetails['operation'],
  path: string,
  key: string,
  error: unknown,
): StoreError {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const next =
    error instanceof LockedError
      ? `Another process holds the lock ${quoteValue(error.lock)}: if it has ended, remove that file by hand.`
      : (advice[code] ?? 'Look at the cause, and check the folder.');
  const where = (error as NodeJS.ErrnoException).path ?? path;
  const message = `The file store could not ${operation} ${quoteValue(where)} (${code}). ${next}`;
  return new StoreError({ message, operation, reason: code, key }, { cause: error });
}
