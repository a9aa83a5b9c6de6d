import { describe, expect, it } from 'vitest';
import { IntegrityError, SerializationError } from '../../src/errors/index.js';
import { trainNaive } from '../../src/models/index.js';
import type { EnvelopeVersion } from '../../src/persistence/envelopeVersions.js';
import { serializeModel } from '../../src/persistence/index.js';
import { openEnvelope } from '../../src/persistence/openEnvelope.js';
import { verifySha256 } from '../../src/persistence/verifySha256.js';

const { format, libraryVersion, kind, state, sha256 } = JSON.parse(
  await serializeModel(trainNaive([1, 2, 4])),
);

/** A history as it may become: the state was once called `model` and sealed by its length, then notes were metadata. */
const versions: readonly EnvelopeVersion[] = [
  {
    verify: async ({ length, model }) => {
      if (JSON.stringify(model).length !== length) {
        throw new IntegrityError({ message: 'It has another length.', expected: String(length), actual: '' });
      }
    },
    upgrade: ({ model, length, ...others }) => ({
      ...others,
      state: model,
      sha256: String(length).padStart(64, '0'),
    }),
  },
  { verify: verifySha256, upgrade: ({ notes, ...others }) => ({ ...others, metadata: { notes } }) },
  { verify: verifySha256 },
];

const first = {
  format,
  formatVersion: 1,
  libraryVersion,
  kind,
  model: state,
  length: JSON.stringify(state).length,
};

describe('openEnvelope', () => {
  it('verifies by the rules of the version that wrote it, then upgrades step by step', async () => {
    expect(await openEnvelope({ ...first, notes: 'old' }, versions)).toEqual({
      format,
      formatVersion: 3,
      libraryVersion,
      kind,
      state,
      metadata: { notes: 'old' },
      sha256: expect.stringMatching(/^0{61}\d{3}$/),
    });
  });

  it('refuses damage before any upgrade sees it', async () => {
    const seen: unknown[] = [];
    const watched = versions.map((version) => ({
      ...version,
      upgrade: (fields: object) => {
        seen.push(fields);
        return fields as never;
      },
    }));
    await expect(openEnvelope({ ...first, length: 1 }, watched)).rejects.toThrow(IntegrityError);
    expect(seen).toEqual([]);
  });

  it('checks every field after the upgrades, however well sealed', async () => {
    const attempt = openEnvelope({ ...first, kind: 7 }, versions);
    await expect(attempt).rejects.toThrow(SerializationError);
    await expect(attempt).rejects.toMatchObject({ path: 'kind' });
  });

  it.each([
    [4, 'format version 4, and this release reads up to 3. Update coincast'],
    [1e300, 'Update coincast'],
    [0, 'a whole number from 1 to 3, got 0'],
    [-1, 'got -1'],
    [1.5, 'got 1.5'],
    ['1', 'got "1"'],
    [undefined, 'got undefined'],
  ])('refuses format version %j', async (formatVersion, message) => {
    const attempt = openEnvelope({ ...first, formatVersion }, versions);
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({ name: 'SerializationError', path: 'formatVersion' });
  });

  it.each([
    ['a state that is an array', []],
    ['no training', { kind, version: 1 }],
    ['a training of nothing', { ...state, training: { ...state.training, n: 0 } }],
    ['a version that is none', { ...state, version: 0.5 }],
  ])('promises a training of every state: refuses %s', async (_what, changed) => {
    const unsealed = [{ verify: async () => {} }];
    const envelope = { format, formatVersion: 1, libraryVersion, kind, state, sha256 };
    await expect(openEnvelope(envelope, unsealed)).resolves.toEqual(envelope);
    await expect(openEnvelope({ ...envelope, state: changed }, unsealed)).rejects.toMatchObject({
      name: 'SerializationError',
      path: expect.stringMatching(/^state/),
    });
  });
});
