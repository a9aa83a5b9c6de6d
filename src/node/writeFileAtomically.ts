import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeSynced } from './writeSynced.js';

/**
 * Writes a whole file or nothing: a temporary file beside the target is written, flushed to the disk and
 * renamed over it, so that a reader, a crash or a full disk never meets half a file.
 *
 * The text is UTF-8. An existing file is replaced; its folder must exist. When the write fails the temporary
 * file is removed and the old content is still there.
 *
 * @internal
 */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeSynced(temporary, data);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
