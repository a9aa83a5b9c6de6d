import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  IntegrityError,
  InvalidArgumentError,
  isCoincastError,
  SerializationError,
} from '../../src/errors/index.js';
import { trainNaive } from '../../src/models/index.js';
import { gzipText } from '../../src/persistence/gzip.js';
import { deserializeModel, readModelEnvelope, serializeModel } from '../../src/persistence/index.js';
import { resealed } from './envelopes.js';
import { clock, forecastBits, series } from './models.js';

const model = trainNaive(series, { clock });
const text = await serializeModel(model, { metadata: { note: 'nightly' } });
const bytes = new TextEncoder().encode(text);
const zipped = await gzipText(text);
const bits = forecastBits(model);

afterEach(() => vi.unstubAllGlobals());

/** The model, or the typed error; anything else is a failure. */
async function outcome(source: string | Uint8Array): Promise<string> {
  try {
    return forecastBits(await deserializeModel(source));
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    return error.name;
  }
}

describe('deserializeModel reads', () => {
  it.each([
    ['text', text],
    ['UTF-8 bytes', bytes],
    ['bytes inside a larger buffer', new Uint8Array([0, ...bytes, 0]).subarray(1, bytes.length + 1)],
    ['bytes that begin with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...bytes])],
    ['gzipped bytes', zipped],
    ['bytes gzipped by another tool', gzipSync(text, { level: 1 })],
    ['indented text', JSON.stringify(JSON.parse(text), null, 2)],
    [
      'text whose keys were reordered',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
    ],
  ])('%s', async (_what, source) => {
    expect(forecastBits(await deserializeModel(source))).toBe(bits);
  });
});

describe('deserializeModel refuses', () => {
  const state = (changes: object) => (content: Record<string, unknown>) => {
    content['state'] = { ...(content['state'] as object), ...changes };
  };
  const assign = (changes: object) => (content: Record<string, unknown>) => Object.assign(content, changes);
  const without = (key: string) => (content: Record<string, unknown>) => {
    delete content[key];
  };

  it.each([
    ['an empty text', '', 'not valid JSON'],
    ['no JSON', 'model', 'not valid JSON'],
    ['cut-off JSON', text.slice(0, -1), 'not valid JSON'],
    ['JSON of something else', '{"a":1}', 'format must be "coincast-model", got undefined'],
    ['JSON null', 'null', 'format must be "coincast-model"'],
    ['a JSON array', '[]', 'format must be "coincast-model"'],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff), 'neither UTF-8 text nor gzip'],
    ['no bytes', new Uint8Array(), 'not valid JSON'],
    ['gzip cut off', zipped.subarray(0, -9), 'cut off or damaged'],
    ['gzip cut off in its trailer', zipped.subarray(0, -1), 'cut off or damaged'],
    ['the start of gzip alone', zipped.subarray(0, 2), 'cut off or damaged'],
    ['gzip of something else', gzipSync('hello'), 'not valid JSON'],
    ['deep nesting', '['.repeat(100_000), 'nests deeper than 64 levels at character 64'],
    ['a missing checksum', text.replace(/"sha256":"\w+",/, ''), 'does not fit its format at sha256'],
  ])('%s', async (_what, source, message) => {
    await expect(deserializeModel(source)).rejects.toThrow(SerializationError);
    await expect(deserializeModel(source)).rejects.toThrow(message);
  });

  it.each([
    [
      'a newer format',
      assign({ formatVersion: 2 }),
      'format version 2, and this release reads up to 1. Update',
      'formatVersion',
    ],
    ['format version 0', assign({ formatVersion: 0 }), 'at formatVersion', 'formatVersion'],
    ['an unknown kind', assign({ kind: 'naïve' }), 'Did you mean "naive"?', 'kind'],
    ['a kind nobody knows', assign({ kind: 'transformer' }), 'Update coincast if a newer release', 'kind'],
    ['a kind from the prototype', assign({ kind: 'constructor' }), 'kind must be one of', 'kind'],
    ['a kind other than the state', assign({ kind: 'drift' }), 'state.kind must be "drift"', 'state.kind'],
    ['a newer state', state({ version: 2 }), 'Update coincast', 'state.version'],
    ['a state with a wrong type', state({ sigma: '1' }), 'state.sigma', 'state.sigma'],
    ['a state with an impossible number', state({ sigma: -1 }), 'state.sigma', 'state.sigma'],
    ['a state that is no object', assign({ state: [] }), 'at state', 'state'],
    ['metrics that are no object', assign({ metrics: 'good' }), 'at metrics', 'metrics'],
    ['a missing kind', without('kind'), 'at kind', 'kind'],
    ['a missing state', without('state'), 'at state', 'state'],
    ['an unknown field', assign({ extra: 1 }), 'does not fit its format', undefined],
  ])('%s, even with a right checksum', async (_what, edit, message, path) => {
    const attempt = deserializeModel(await resealed(text, edit));
    await expect(attempt).rejects.toThrow(SerializationError);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({ path });
  });

  it.each([
    ['in the state', text.replace('"state":{', '"state":{"__proto__":{"polluted":1},'), 'state'],
    [
      'in the metadata',
      text.replace('"metadata":{', '"metadata":{"\\u005f_proto__":{"polluted":1},'),
      'metadata',
    ],
    ['deep in the metadata', text.replace('"nightly"', '[{"__proto__":1}]'), 'metadata.note[0]'],
  ])('a __proto__ key %s', async (_where, source, path) => {
    await expect(deserializeModel(source)).rejects.toMatchObject({ name: 'SerializationError', path });
    expect({}).not.toHaveProperty('polluted');
  });

  it('a __proto__ key at the top', async () => {
    const source = text.replace('{', '{"__proto__":{"polluted":1},');
    await expect(deserializeModel(source)).rejects.toThrow(SerializationError);
    expect({}).not.toHaveProperty('polluted');
  });

  it('a number that became infinite', async () => {
    const source = text.replace(/"sigma":[\d.]+/, '"sigma":1e999');
    await expect(deserializeModel(source)).rejects.toMatchObject({
      name: 'SerializationError',
      path: 'state.sigma',
    });
  });

  it.each([
    ['a number', text.replace(/"lastValue":\d/, '"lastValue":9')],
    ['a note', text.replace('nightly', 'Nightly')],
    ['the version', text.replace(/"libraryVersion":"[^"]+"/, '"libraryVersion":"9.9.9"')],
    ['the checksum', text.replace(/"sha256":"./, (found) => `"sha256":"${found.endsWith('0') ? '1' : '0'}`)],
  ])('%s that was changed, naming both checksums', async (_what, source) => {
    const attempt = deserializeModel(source);
    await expect(attempt).rejects.toThrow(IntegrityError);
    await expect(attempt).rejects.toMatchObject({
      expected: expect.stringMatching(/^[0-9a-f]{64}$/),
      actual: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it.each([
    ['text', text],
    ['bytes', bytes],
    ['gzip', zipped],
  ])('%s larger than allowed', async (_what, source) => {
    await expect(deserializeModel(source, { maxBytes: 100 })).rejects.toThrow('larger maxBytes if you trust');
    await expect(deserializeModel(source, { maxBytes: bytes.length })).resolves.toMatchObject({
      kind: 'naive',
    });
  });

  it('gzip that expands beyond the limit, without expanding it all', async () => {
    // Its end is cut off, so whoever expands it all meets that error first.
    const bomb = gzipSync(Buffer.alloc(20_000_000)).subarray(0, -4);
    await expect(deserializeModel(bomb)).rejects.toThrow('expands beyond 16777216 bytes');
    await expect(deserializeModel(zipped, { maxBytes: text.length - 1 })).rejects.toThrow('expands beyond');
  });

  it.each([
    ['nothing', undefined, {}],
    ['an object', {}, {}],
    ['an array of bytes', [...bytes], {}],
    ['an unknown option', text, { maxByte: 1 }],
    ['an impossible limit', text, { maxBytes: 0 }],
  ])('%s as an argument', async (_what, source, options) => {
    await expect(deserializeModel(source as string, options as object)).rejects.toThrow(InvalidArgumentError);
  });

  it('a world without WebCrypto, saying where it is', async () => {
    vi.stubGlobal('crypto', {});
    await expect(deserializeModel(text)).rejects.toThrow('only on pages from https or localhost');
  });
});

describe('a flipped bit', () => {
  it.each([
    ['text', bytes],
    ['gzip', zipped],
  ])('in %s gives a typed error or the very same model, never another one', async (_what, source) => {
    let unnoticed = 0;
    for (let bit = 0; bit < source.length * 8; bit++) {
      const flipped = Uint8Array.from(source);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const result = await outcome(flipped);
      expect(['IntegrityError', 'SerializationError', bits]).toContain(result);
      if (result === bits) unnoticed++;
    }
    // What flips unnoticed is no part of the model: gzip's time stamp, flags and origin, a repetition it copies
    // from another place, a seventeenth digit that leaves the double as it is.
    expect(unnoticed / (source.length * 8)).toBeLessThan(0.05);
  });
});

describe('a cut', () => {
  it.each([
    ['text', bytes],
    ['gzip', zipped],
  ])('of %s is refused wherever it falls', async (_what, source) => {
    for (let length = 0; length < source.length; length++) {
      await expect(deserializeModel(source.subarray(0, length))).rejects.toThrow(SerializationError);
    }
  });
});

describe('readModelEnvelope', () => {
  it('tells what is stored without making the model', async () => {
    const newer = await resealed(text, (content) => Object.assign(content, { kind: 'future' }));
    expect(await readModelEnvelope(newer)).toMatchObject({ kind: 'future', metadata: { note: 'nightly' } });
  });

  it('verifies the checksum', async () => {
    await expect(readModelEnvelope(text.replace('nightly', 'nightlx'))).rejects.toThrow(IntegrityError);
  });
});
