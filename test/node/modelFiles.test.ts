import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  IntegrityError,
  InvalidArgumentError,
  ModelNotFoundError,
  SerializationError,
} from '../../src/errors/index.js';
import { loadModel, saveModel } from '../../src/node/index.js';
import { readModelEnvelope, serializeModel } from '../../src/persistence/index.js';
import { forecastBits, models, namedModels } from '../persistence/models.js';

const [model, other] = [models[0]!, models[1]!];
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coincast-models-'));
  path = join(folder, 'bitcoin.model.json.gz');
});

afterEach(() => rm(folder, { recursive: true }));

describe('saveModel and loadModel', () => {
  it.each(namedModels)('keep every bit of a %s model', async (_name, one) => {
    await saveModel(one, path);
    expect(forecastBits(await loadModel(path))).toBe(forecastBits(one));
  });

  it('write gzipped JSON with metrics and metadata, and nothing else in the folder', async () => {
    await saveModel(model, path, { metrics: { mae: 2 }, metadata: { note: 'nightly' } });
    const file = await readFile(path);
    expect(gunzipSync(file).toString()).toBe(
      await serializeModel(model, { metrics: { mae: 2 }, metadata: { note: 'nightly' } }),
    );
    expect(await readModelEnvelope(file)).toMatchObject({
      metrics: { mae: 2 },
      metadata: { note: 'nightly' },
    });
    expect(await readdir(folder)).toEqual(['bitcoin.model.json.gz']);
  });

  it('give equal files for equal models', async () => {
    await saveModel(model, path);
    await saveModel(model, `${path}.again`);
    expect(await readFile(path)).toEqual(await readFile(`${path}.again`));
  });

  it('replace an older file', async () => {
    await saveModel(model, path);
    await saveModel(other, path);
    expect((await loadModel(path)).kind).toBe(other.kind);
  });

  it('read the plain text too', async () => {
    await writeFile(path, await serializeModel(model));
    expect(forecastBits(await loadModel(path))).toBe(forecastBits(model));
  });
});

describe('saveModel', () => {
  it('writes nothing when the model cannot be written, and leaves the old file', async () => {
    await saveModel(model, path);
    await expect(saveModel(other, path, { metrics: { mae: Number.NaN } })).rejects.toThrow(
      SerializationError,
    );
    expect(await readdir(folder)).toEqual(['bitcoin.model.json.gz']);
    expect((await loadModel(path)).kind).toBe(model.kind);
  });

  it('leaves no half-written file when the disk refuses', async () => {
    await mkdir(path);
    await expect(saveModel(model, path)).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
    expect(await readdir(folder)).toEqual(['bitcoin.model.json.gz']);
    expect(await readdir(path)).toEqual([]);
  });

  it('is never seen half-written by a reader', async () => {
    await saveModel(model, path);
    const kinds = new Set([model.kind, other.kind]);
    const writing = (async () => {
      for (let i = 0; i < 30; i++) await saveModel(i % 2 === 0 ? other : model, path);
    })();
    let ended = false;
    void writing.finally(() => {
      ended = true;
    });
    while (!ended) expect(kinds).toContain((await loadModel(path)).kind);
    await writing;
    expect(await readdir(folder)).toEqual(['bitcoin.model.json.gz']);
  });

  it("rejects with Node's own error when the folder is missing", async () => {
    await expect(saveModel(model, join(folder, 'missing', 'a.gz'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('loadModel', () => {
  it('names a missing file and what to do', async () => {
    const attempt = loadModel(path);
    await expect(attempt).rejects.toThrow(ModelNotFoundError);
    await expect(attempt).rejects.toThrow(
      /^There is no model file ".*bitcoin\.model\.json\.gz"\. Save one first/,
    );
    await expect(attempt).rejects.toMatchObject({ id: path });
  });

  it.each([
    ['an empty file', () => Buffer.alloc(0), SerializationError],
    ['a file of something else', () => Buffer.from('price,volume\n1,2\n'), SerializationError],
    ['a file cut off', (file: Buffer) => file.subarray(0, file.length / 2), SerializationError],
    [
      'a file with another number in it',
      (file: Buffer) => Buffer.from(gunzipSync(file).toString().replace(/"n":1/, '"n":2')),
      IntegrityError,
    ],
  ])('refuses %s', async (_what, damage, ErrorClass) => {
    await saveModel(model, path);
    await writeFile(path, damage(await readFile(path)));
    await expect(loadModel(path)).rejects.toThrow(ErrorClass);
  });

  it.skipIf(process.platform === 'win32')('reads no more than it may', async () => {
    await expect(loadModel('/dev/zero', { maxBytes: 1000 })).rejects.toThrow('larger than 1000 bytes');
  });

  it.each([{ maxBytes: 0 }, { maxBytes: Number.NaN }, { maxByte: 1 }])(
    'refuses the options %j',
    async (options) => {
      await saveModel(model, path);
      await expect(loadModel(path, options as object)).rejects.toThrow(InvalidArgumentError);
    },
  );

  it("rejects with Node's own error for a folder", async () => {
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
