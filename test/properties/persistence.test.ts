import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCoincastError } from '../../src/errors/index.js';
import { trainDrift, trainNaive } from '../../src/models/index.js';
import { canonicalJson } from '../../src/persistence/canonicalJson.js';
import { gzipText } from '../../src/persistence/gzip.js';
import {
  deserializeModel,
  gzipModel,
  readModelEnvelope,
  serializeModel,
} from '../../src/persistence/index.js';
import { createPriceSeries, sliceSeries } from '../../src/series/index.js';
import { simulateMarket } from '../../src/testing/index.js';
import { resealed } from '../persistence/envelopes.js';
import { clock, forecastBits, models, namedTrainers } from '../persistence/models.js';

const texts = await Promise.all(
  models.map((model) => serializeModel(model, { metadata: { note: 'nightly' } })),
);
const originals = new Set(models.map(forecastBits));
const anyText = fc.constantFrom(...texts);
const anyValue = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(-1, 0, 1.5, 1e308, -1e308, 5e-324, 2 ** 53, '', '__proto__', null, [], {}, true),
);

/** A model that forecasts, or an error of coincast; anything else fails. */
async function safely(
  source: string | Uint8Array | Promise<string | Uint8Array>,
): Promise<string | undefined> {
  const model = await deserializeModel(await source).catch((error: unknown) => {
    expect(isCoincastError(error), String(error)).toBe(true);
    expect(['serialization', 'integrity']).toContain((error as { code: string }).code);
    return undefined;
  });
  if (model === undefined) return undefined;
  try {
    return forecastBits(model);
  } catch (error) {
    // A forged model may expect what is no finite number: it then refuses the horizon.
    expect(error).toMatchObject({ code: 'invalid-argument', argument: 'horizon' });
    return undefined;
  }
}

describe('deserializeModel', () => {
  it('gives a typed error for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, gzip) => {
        expect(await safely(gzip ? new Uint8Array([0x1f, 0x8b, 8, 0, ...bytes]) : bytes)).toBeUndefined();
      }),
    );
  });

  it('gives a typed error for any text, and any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async (text) => {
        expect(await safely(text)).toBeUndefined();
      }),
    );
  });

  it('gives a typed error or the very same model for a damaged text', async () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, maxExcluded: true }),
      cut: fc.nat(9),
      put: fc.string(),
    });
    await fc.assert(
      fc.asyncProperty(anyText, damage, fc.boolean(), async (text, { at, cut, put }, gzip) => {
        const start = Math.floor(at * text.length);
        const damaged = text.slice(0, start) + put + text.slice(start + cut);
        const result = await safely(gzip ? await gzipText(damaged) : damaged);
        expect(result === undefined || originals.has(result)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('gives a typed error or a model that forecasts for a forged field with a right checksum', async () => {
    const keys = [
      ...new Set(texts.flatMap((text) => [...text.matchAll(/"(\w+)":/g)].map((match) => match[1]!))),
    ];
    await fc.assert(
      fc.asyncProperty(anyText, fc.constantFrom(...keys), anyValue, async (text, key, value) => {
        const forged = resealed(text, (content) => {
          const state = content['state'] as Record<string, unknown>;
          for (const part of [content, state, state['training'] as Record<string, unknown>]) {
            if (Object.hasOwn(part, key)) part[key] = value;
          }
        });
        await safely(forged);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a stored model', () => {
  it('forecasts the same bits, whatever the data it was trained on', async () => {
    const values = fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), {
      minLength: 3,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(values, fc.constantFrom(trainNaive, trainDrift), async (numbers, train) => {
        const model = fitted(() => train(numbers, { clock }));
        fc.pre(model !== undefined);
        const loaded = await deserializeModel(await gzipText(await serializeModel(model!)));
        expect(forecastBits(loaded)).toBe(forecastBits(model!));
      }),
    );
  });

  it('goes on to the bit as the one that was stored, whatever its kind, the market and its unit', async () => {
    const market = fc.record({
      seed: fc.nat(),
      length: fc.integer({ min: 120, max: 260 }),
      unit: fc.constantFrom(1, 1e-9, 1e9, Math.PI),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...namedTrainers), market, async ([, train], { unit, ...options }) => {
        const { timestamps, prices } = simulateMarket(options);
        const series = createPriceSeries({ timestamps, prices: prices.map((price) => price * unit) });
        const model = fitted(() => train(sliceSeries(series, { to: timestamps.at(-2)! })));
        fc.pre(model !== undefined);
        const loaded = await deserializeModel(await gzipModel(model!));
        expect(forecastBits(loaded)).toBe(forecastBits(model!));
        expect(await serializeModel(loaded)).toBe(await serializeModel(model!));
        const next = prices.slice(-2).map((price) => price * unit);
        expect(forecastBits(loaded.append(next))).toBe(forecastBits(model!.append(next)));
      }),
      { numRuns: 80 },
    );
  });

  it('gives back any JSON metadata, the sign of zero included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), async (metadata) => {
        fc.pre(!canonicalKeys(metadata).includes('__proto__'));
        const envelope = await readModelEnvelope(await serializeModel(models[0]!, { metadata }));
        expect(canonicalJson(envelope.metadata)).toBe(canonicalJson(metadata));
        expect(envelope.metadata).toEqual({ ...metadata });
      }),
    );
  });
});

function fitted<Model>(train: () => Model): Model | undefined {
  try {
    return train();
  } catch (error) {
    expect(isCoincastError(error)).toBe(true);
    return undefined;
  }
}

function canonicalKeys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...canonicalKeys(part)]);
}
