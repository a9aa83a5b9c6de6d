import { link, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidArgumentError, StoreError } from '../../src/errors/index.js';
import { createFile } from '../../src/node/createFile.js';
import { fileStoreError } from '../../src/node/fileStoreError.js';
import { createFileStore } from '../../src/node/index.js';
import { storeContract } from '../contracts/storeContract.js';

const bytes = Uint8Array.of(1, 2, 3);
let folder: string;

const newFolder = () => mkdtemp(join(tmpdir(), 'coincast-store-'));
const remove = (path: string) => rm(path, { recursive: true, force: true });

storeContract('files', async () => {
  const root = await newFolder();
  const path = join(root, 'made', 'at', 'need');
  return { store: createFileStore(path), other: createFileStore(path), close: () => remove(root) };
});

beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => remove(folder));

describe('createFileStore', () => {
  it('keeps each key in a file of its own, and leaves nothing else behind', async () => {
    await createFileStore(folder).putIfAbsent('models/bitcoin/v1', bytes);
    await createFileStore(folder).putIfAbsent('models/bitcoin/v1', bytes);
    expect(await readdir(folder, { recursive: true })).toEqual([
      'models',
      'models/bitcoin',
      'models/bitcoin/v1',
    ]);
  });

  it('reads a folder that is missing as empty, and makes none', async () => {
    const store = createFileStore(join(folder, 'none'));
    expect(await store.list('')).toEqual([]);
    expect(await store.get('a')).toBeUndefined();
    await store.delete('a');
    await store.sweep?.('');
    expect(await readdir(folder)).toEqual([]);
  });

  it('passes over files that are no keys', async () => {
    await mkdir(join(folder, '.git'));
    await mkdir(join(folder, 'a'));
    for (const name of ['README.md', '.hidden', '.git/config', 'a/B', 'a/c']) {
      await writeFile(join(folder, name), '');
    }
    expect(await createFileStore(folder).list('')).toEqual(['a/c']);
  });

  it.each([undefined, '', 5])('refuses the folder %j', (path) => {
    expect(() => createFileStore(path as string)).toThrow(InvalidArgumentError);
  });

  it('tells the path and the next step when a key goes on where another one ends', async () => {
    const store = createFileStore(folder);
    await store.putIfAbsent('a', bytes);
    const attempt = store.putIfAbsent('a/b', bytes);
    await expect(attempt).rejects.toMatchObject({ name: 'StoreError', operation: 'put', key: 'a/b' });
    await expect(attempt).rejects.toThrow(join(folder, 'a'));
    await expect(attempt).rejects.toThrow('must not go on where another one ends');
  });

  it.each([
    ['ENOSPC', 'The disk is full'],
    ['EDQUOT', 'quota'],
    ['EACCES', 'give its user the rights'],
    ['EROFS', 'mount it for writing'],
    ['EIO', 'check it'],
    ['EWHATEVER', 'Look at the cause'],
  ])('has a typed error for %s', (code, advice) => {
    const cause = Object.assign(new Error(code), { code, path: '/data/models/bitcoin' });
    const error = fileStoreError('put', '/data/models/bitcoin/v1', 'models/bitcoin/v1', cause);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: 'store', reason: code, key: 'models/bitcoin/v1', cause });
    expect(error.message).toContain('"/data/models/bitcoin"');
    expect(error.message).toContain(advice);
  });
});

describe('sweep', () => {
  const own = hostname().toLowerCase();
  const id = '00000000-0000-4000-8000-000000000000';
  // No process has this id: Linux goes up to 2 ** 22.
  const dead = 2 ** 22 + 1;

  it.each([
    ['of an ended process of this host', own, dead, 0, false],
    ['of a process that runs', own, process.pid, 0, true],
    ['of a process whose id was given anew, after an hour', own, process.pid, 3_700, false],
    ['of another host', 'elsewhere', dead, 0, true],
    ['of another host, after an hour', 'elsewhere', dead, 3_700, false],
  ])('treats a temporary file %s rightly', async (_whose, host, pid, ageSeconds, stays) => {
    const name = `.tmp.${host}.${pid}.${id}`;
    await mkdir(join(folder, 'models'));
    await writeFile(join(folder, 'models', name), '');
    await utimes(join(folder, 'models', name), Date.now() / 1000, Date.now() / 1000 - ageSeconds);
    await createFileStore(folder).sweep!('');
    expect(await readdir(join(folder, 'models'))).toEqual(stays ? [name] : []);
  });

  it('leaves the temporary file of a write that is under way', async () => {
    const store = createFileStore(folder);
    let atLink: string[] = [];
    const linkFile: typeof link = async (from, to) => {
      await store.sweep!('');
      atLink = await readdir(folder);
      await link(from, to);
    };
    await createFile(join(folder, 'a'), bytes, { linkFile });
    expect(atLink).toEqual([expect.stringMatching(/^\.tmp\./)]);
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('looks only into the folders of the prefix', async () => {
    const name = `.tmp.${own}.${dead}.${id}`;
    for (const coin of ['bitcoin', 'ether']) {
      await mkdir(join(folder, 'models', coin), { recursive: true });
      await writeFile(join(folder, 'models', coin, name), '');
    }
    const store = createFileStore(folder);
    await store.sweep!('models/../');
    await store.sweep!('models/ether/');
    await store.sweep!('models/none/');
    expect(await readdir(join(folder, 'models', 'ether'))).toEqual([]);
    expect(await readdir(join(folder, 'models', 'bitcoin'))).toEqual([name]);
  });

  it('leaves other files, also hidden ones', async () => {
    for (const name of ['.tmp', '.tmp.x', 'tmp.host.1.x', '.other']) await writeFile(join(folder, name), '');
    await createFileStore(folder).sweep!('');
    expect(await readdir(folder)).toHaveLength(4);
  });
});

describe('a file system without hard links', () => {
  const linkFile = async () => {
    throw Object.assign(new Error('no links'), { code: 'EPERM' });
  };
  const noLinks = { linkFile };

  it('still lets one of many writers win, whole', async () => {
    const path = join(folder, 'a');
    const contents = Array.from({ length: 8 }, (_, i) => new Uint8Array(100_000).fill(i));
    const won = await Promise.all(contents.map((content) => createFile(path, content, noLinks)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const found = await createFileStore(folder).get('a');
    expect(Buffer.compare(found!, contents[won.indexOf(true)]!)).toBe(0);
    expect(await readdir(folder)).toEqual(['a']);
    expect(await createFile(path, bytes, noLinks)).toBe(false);
  });

  it('does not guess about a lock that stays, and names it', async () => {
    await writeFile(join(folder, '.lock.a'), '');
    const attempt = createFile(join(folder, 'a'), bytes, { linkFile, lockAttempts: 3 });
    await expect(attempt).rejects.toMatchObject({ code: 'LOCKED', lock: join(folder, '.lock.a') });
    expect(await readdir(folder)).toEqual(['.lock.a']);
    const told = await attempt.catch((error) => fileStoreError('put', 'a', 'a', error));
    expect((told as Error).message).toContain('remove that file by hand');
  });
});

describe('createFile', () => {
  it('begins anew when its temporary file was taken for a dead one', async () => {
    let calls = 0;
    const path = join(folder, 'a');
    const linkFile: typeof link = async (from, to) => {
      if (calls++ === 0) await rm(from as string);
      await link(from, to);
    };
    const made = await createFile(path, bytes, { linkFile });
    expect([made, calls]).toEqual([true, 2]);
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('leaves nothing when the disk refuses', async () => {
    const linkFile = async () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    await expect(createFile(join(folder, 'a'), bytes, { linkFile })).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
