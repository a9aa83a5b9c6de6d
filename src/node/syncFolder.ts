import { open } from 'node:fs/promises';

/** Where folders cannot be opened or flushed (Windows, some network file systems), names are as durable as the system makes them. */
const cannot = [
  'EISDIR',
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  ...(process.platform === 'win32' ? ['EPERM'] : []),
];

/**
 * Flushes a folder to the disk: the names in it, as flushing a file does not. Without it a power failure can lose a
 * file whose content is safe.
 *
 * @internal
 */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!cannot.includes((error as NodeJS.ErrnoException).code!)) throw error;
  }
}
