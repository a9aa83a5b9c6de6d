import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelFormatVersion } from '../../src/persistence/envelopeVersions.js';
import { deserializeModel, readModelEnvelope, serializeModel } from '../../src/persistence/index.js';
import { models } from './models.js';
import { recordForecasts } from './stored/recordForecasts.js';

const folder = join(import.meta.dirname, 'stored');
const read = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');
const versions = readdirSync(folder).filter((name) => /^v\d+$/.test(name));
const stored = versions.flatMap((version) =>
  readdirSync(join(folder, version))
    .filter((name) => !name.endsWith('.forecasts.json'))
    .map((name) => ({ version, name: name.replace(/\.json$/, '') })),
);

describe('what releases have stored', () => {
  it('has every format version and every kind', () => {
    expect(versions.sort()).toEqual(Array.from({ length: modelFormatVersion }, (_, i) => `v${i + 1}`));
    const newest = stored.filter(({ version }) => version === `v${modelFormatVersion}`);
    const kinds = new Set(newest.map(({ name }) => name.split('.')[0]));
    expect([...new Set(models.map(({ kind }) => kind))].filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  // They were stored once, by another version of Node than most that run this: the bits hold across versions of both.
  it.each(stored)(
    'is read with the forecasts of then, to the bit: $version/$name',
    async ({ version, name }) => {
      const model = await deserializeModel(read(version, `${name}.json`));
      expect(model.kind).toBe(name.split('.')[0]);
      expect(recordForecasts(model)).toEqual(JSON.parse(read(version, `${name}.forecasts.json`)));
    },
  );

  it.each(stored)('has the metrics and metadata of then: $version/$name', async ({ version, name }) => {
    const envelope = await readModelEnvelope(read(version, `${name}.json`));
    expect(envelope.formatVersion).toBe(modelFormatVersion);
    expect(envelope.metrics).toEqual({ mae: 1.5 });
    expect(envelope.metadata).toEqual({ zero: -0 });
    expect(envelope.state.training).toMatchObject({ n: 480, coinId: 'simulated' });
  });

  it.each(stored.filter(({ version }) => version === `v${modelFormatVersion}`))(
    'is written again as the same state: $version/$name',
    async ({ version, name }) => {
      const text = read(version, `${name}.json`);
      const again = await readModelEnvelope(await serializeModel(await deserializeModel(text)));
      const state = (await readModelEnvelope(text)).state;
      if (again.state.version === state.version) expect(again.state).toEqual(state);
    },
  );
});
