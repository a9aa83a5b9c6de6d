import { open } from 'node:fs/promises';

/**
 * Writes a new file and returns when the disk has it, not only the system's cache.
 *
 * @internal
 */
export async function writeSynced(path: string, data: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}
