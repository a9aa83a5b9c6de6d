import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { InvalidArgumentError, SerializationError } from '../../src/errors/index.js';
import { evaluateForecast } from '../../src/evaluation/index.js';
import { type FittedModel, trainNaive } from '../../src/models/index.js';
import {
  deserializeModel,
  gzipModel,
  readModelEnvelope,
  serializeModel,
} from '../../src/persistence/index.js';
import { forecastBits, namedModels, series } from './models.js';

const naive = trainNaive(series);

/** A model whose state was changed behind its back. */
const withState = (changes: object): FittedModel => ({
  ...naive,
  toJSON: () => ({ ...naive.toJSON(), ...changes }),
});

describe.each(namedModels)('a stored %s model', (_name, model) => {
  it('forecasts the same bits', async () => {
    const loaded = await deserializeModel(await serializeModel(model));
    expect(loaded.kind).toBe(model.kind);
    expect(loaded.training).toEqual(model.training);
    expect(forecastBits(loaded)).toBe(forecastBits(model));
  });

  it('goes on the same after observations are appended on either side of the storage', async () => {
    const next = [60_100.1, 60_200.2, 59_999.9];
    const before = await deserializeModel(await serializeModel(model.append(next)));
    const after = (await deserializeModel(await serializeModel(model))).append(next);
    expect(forecastBits(before)).toBe(forecastBits(model.append(next)));
    expect(forecastBits(after)).toBe(forecastBits(model.append(next)));
  });

  it('is written again as the same text', async () => {
    const text = await serializeModel(model);
    expect(await serializeModel(await deserializeModel(text))).toBe(text);
  });

  it('is small', async () => {
    expect((await gzipModel(model)).length).toBeLessThan(2000);
  });
});

describe('serializeModel', () => {
  it('writes an envelope that names its format, its origin and its checksum', async () => {
    const envelope = await readModelEnvelope(await serializeModel(naive));
    expect(envelope).toEqual({
      format: 'coincast-model',
      formatVersion: 1,
      libraryVersion: manifest.version,
      kind: 'naive',
      state: naive.toJSON(),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('keeps metrics and metadata', async () => {
    const metrics = evaluateForecast([1, 2], [0, 2], { insample: [1, 2, 3] });
    const metadata = { note: 'ночь 🌙', tags: ['a', 'b'], nested: { zero: -0, none: null } };
    const envelope = await readModelEnvelope(await serializeModel(naive, { metrics, metadata }));
    expect(envelope.metrics).toEqual(metrics);
    expect(envelope.metadata).toEqual(metadata);
  });

  it.each([
    ['a NaN in the state', withState({ sigma: Number.NaN }), {}, 'state.sigma'],
    ['infinity in the state', withState({ phi: [1, Number.NEGATIVE_INFINITY] }), {}, 'state.phi[1]'],
    ['a NaN among the metrics', naive, { metrics: { mae: Number.NaN } }, 'metrics.mae'],
    ['a date in the metadata', naive, { metadata: { at: new Date(0) } }, 'metadata.at'],
    ['a kind that is no text', { ...naive, kind: 7 }, {}, 'kind'],
    ['a kind of model it could not read back', { ...naive, kind: 'niave' }, {}, 'kind'],
  ])('refuses %s', async (_what, model, options, path) => {
    const attempt = serializeModel(model as unknown as FittedModel, options);
    await expect(attempt).rejects.toThrow(SerializationError);
    await expect(attempt).rejects.toMatchObject({ path });
  });

  it('names the nearest kind', async () => {
    await expect(serializeModel({ ...naive, kind: 'niave' })).rejects.toThrow('Did you mean "naive"?');
    await expect(serializeModel({ ...naive, kind: 'toString' })).rejects.toThrow('got "toString"');
  });

  it.each([
    ['nothing', undefined, {}],
    ['a state instead of a model', naive.toJSON(), {}],
    ['metrics that are no object', naive, { metrics: [1] }],
    ['metadata that are no plain object', naive, { metadata: new Map() }],
    ['an unknown option', naive, { metric: {} }],
  ])('refuses %s', async (_what, model, options) => {
    await expect(serializeModel(model as FittedModel, options as object)).rejects.toThrow(
      InvalidArgumentError,
    );
  });
});

describe('gzipModel', () => {
  it('gives the text of serializeModel, gzipped, the same bytes each time', async () => {
    const options = { metrics: { mae: 2 }, metadata: { note: 'ночь 🌙' } };
    const bytes = await gzipModel(naive, options);
    expect(gunzipSync(bytes).toString()).toBe(await serializeModel(naive, options));
    expect(await gzipModel(naive, options)).toEqual(bytes);
    expect(forecastBits(await deserializeModel(bytes))).toBe(forecastBits(naive));
  });

  it('refuses what serializeModel refuses', async () => {
    await expect(gzipModel(naive, { metrics: { mae: Number.NaN } })).rejects.toThrow(SerializationError);
    await expect(gzipModel(naive, { metric: {} } as object)).rejects.toThrow(InvalidArgumentError);
  });
});
