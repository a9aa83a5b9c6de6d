import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/node/writeFileAtomically.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coincast-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('writeFileAtomically', () => {
  it.each([
    ['text', 'prüfung\n', Buffer.from('prüfung\n')],
    ['bytes', Uint8Array.of(0, 255, 10), Buffer.from([0, 255, 10])],
    ['nothing', '', Buffer.alloc(0)],
  ])('writes %s and leaves nothing else behind', async (_, data, expected) => {
    await writeFileAtomically(join(folder, 'file'), data);
    expect(await readFile(join(folder, 'file'))).toEqual(expected);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('replaces an existing file', async () => {
    await writeFile(join(folder, 'file'), 'a longer old content');
    await writeFileAtomically(join(folder, 'file'), 'new');
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('new');
  });

  it('never shows a reader half a file, whoever writes at the same time', async () => {
    const path = join(folder, 'file');
    const contents = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(1_000_000));
    await writeFileAtomically(path, contents[0]!);
    const writing = Promise.all(contents.map((content) => writeFileAtomically(path, content)));
    for (let read = 0; read < 20; read++) expect(contents).toContain(await readFile(path, 'utf8'));
    await writing;
    expect(contents).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('removes its temporary file when the target cannot be replaced', async () => {
    await mkdir(join(folder, 'taken', 'full'), { recursive: true });
    await expect(writeFileAtomically(join(folder, 'taken'), 'new')).rejects.toMatchObject({
      code: expect.stringMatching(/EISDIR|ENOTEMPTY|EEXIST|EPERM/),
    });
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('keeps the old content when the new one cannot be written', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'old');
    await expect(writeFileAtomically(path, 5 as unknown as string)).rejects.toBeInstanceOf(TypeError);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('rejects where there is no folder', async () => {
    await expect(writeFileAtomically(join(folder, 'none', 'file'), 'x')).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
