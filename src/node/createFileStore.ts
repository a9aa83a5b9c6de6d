import type { Dirent } from 'node:fs';
import { readdir, readFile, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InvalidArgumentError } from '../errors/index.js';
import {
  isKeySegment,
  type ModelStore,
  requireBytes,
  requireKey,
  requirePrefix,
} from '../persistence/ModelStore.js';
import { createFile } from './createFile.js';
import { fileStoreError } from './fileStoreError.js';
import { syncFolder } from './syncFolder.js';
import { isTemporaryName, sweepTemporary, unlessGone } from './temporaryFiles.js';

/**
 * A store in a folder: each key is a file, its segments are folders. Any number of processes may work on one folder,
 * also on a shared network file system, and a process may be killed at any moment.
 *
 * A key appears with all of its bytes or not at all, and on the disk before `putIfAbsent` returns: a temporary file is
 * written and flushed, linked to its name, which fails where there is one, and the folder is flushed. What a killed
 * process leaves is a temporary file, which readers do not see; `sweep` (a registry's `prune` calls it) removes those of
 * this host's ended processes, and of others after an hour. Where a file system has no hard links, lock files take
 * their place, and one of a killed process must be removed by hand.
 *
 * The folder is made at the first write; one that is missing reads as empty. Files in it that are no keys are left alone.
 *
 * @throws {@link coincast!StoreError} from its methods, naming the path and the next step, when the disk is full, a
 * permission is missing or the disk fails.
 * @throws {@link coincast!InvalidArgumentError} when the folder is no path, or from its methods when a key is none.
 * @example
 * ```ts
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { createModelRegistry, trainNaive } from 'coincast';
 * import { createFileStore } from 'coincast/node';
 *
 * const folder = await mkdtemp('registry-');
 * const registry = createModelRegistry({ store: createFileStore(folder) });
 * await registry.register(trainNaive([100, 102, 101]), { coin: 'bitcoin', version: 'first' });
 * await createFileStore(folder).list(''); // => ['models/bitcoin/first']
 * await rm(folder, { recursive: true });
 * ```
 */
export function createFileStore(folder: string): ModelStore {
  if (!(typeof folder === 'string' && folder !== '')) {
    throw new InvalidArgumentError({ argument: 'folder', value: folder, expected: 'the path of a folder' });
  }
  const root = resolve(folder);
  const pathOf = (key: string) => join(root, ...requireKey(key).split('/'));
  return Object.freeze<Required<ModelStore>>({
    async get(key) {
      const path = pathOf(key);
      try {
        const { buffer, byteOffset, length } = await readFile(path);
        return new Uint8Array(buffer, byteOffset, length);
      } catch (error) {
        // A folder is where longer keys are, no key.
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code!))
          return undefined;
        throw fileStoreError('get', path, key, error);
      }
    },
    async putIfAbsent(key, bytes) {
      const path = pathOf(key);
      requireBytes(bytes);
      try {
        return await createFile(path, bytes);
      } catch (error) {
        throw fileStoreError('put', path, key, error);
      }
    },
    async list(prefix) {
      const folders = foldersOf(prefix);
      if (folders === undefined) return [];
      const keys: string[] = [];
      try {
        await walk(root, folders, (entry, segments) => {
          if (entry.isFile() && isKeySegment(entry.name)) keys.push([...segments, entry.name].join('/'));
        });
      } catch (error) {
        throw fileStoreError('list', join(root, ...folders), prefix, error);
      }
      return keys.filter((key) => key.startsWith(prefix)).sort();
    },
    async delete(key) {
      const path = pathOf(key);
      try {
        await unlink(path);
        await syncFolder(dirname(path));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ENOENT' && code !== 'ENOTDIR') throw fileStoreError('delete', path, key, error);
      }
    },
    async sweep(prefix) {
      const folders = foldersOf(prefix);
      if (folders === undefined) return;
      const temporaries: { path: string; name: string }[] = [];
      try {
        await walk(root, folders, ({ name }, segments) => {
          if (isTemporaryName(name)) temporaries.push({ path: join(root, ...segments, name), name });
        });
        for (const { path, name } of temporaries) await sweepTemporary(path, name);
      } catch (error) {
        throw fileStoreError('sweep', join(root, ...folders), prefix, error);
      }
    },
  });
}

/** The folders that lead to all keys with a prefix; `undefined` where no key has it. */
function foldersOf(prefix: string): string[] | undefined {
  const folders = requirePrefix(prefix).split('/').slice(0, -1);
  return folders.every(isKeySegment) ? folders : undefined;
}

/** Visits what lies below a folder, in folders that keys can name. */
async function walk(
  root: string,
  segments: readonly string[],
  visit: (entry: Dirent, segments: readonly string[]) => void,
): Promise<void> {
  const entries = await readdir(join(root, ...segments), { withFileTypes: true }).catch(unlessGone);
  for (const entry of entries ?? []) {
    visit(entry, segments);
    if (entry.isDirectory() && isKeySegment(entry.name)) await walk(root, [...segments, entry.name], visit);
  }
}
