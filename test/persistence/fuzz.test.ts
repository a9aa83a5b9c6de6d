import { expect, it } from 'vitest';
import { serializeModel } from '../../src/persistence/index.js';
import { judgeModel } from './judgeModel.js';
import { models } from './models.js';
import { createModelMutator } from './mutateModel.js';

const runs = 1500;

// `npm run bench -- modelFuzz` does the same 100,000 times, with times and memory.
it('damaged and forged models are refused with a typed error, or are models', async () => {
  const texts = await Promise.all(
    models.map((model) => serializeModel(model, { metrics: { mae: 1.5 }, metadata: { tags: ['nightly'] } })),
  );
  const next = createModelMutator(texts, 20_260_101);
  const verdicts = new Map<string, number>();
  for (let run = 0; run < runs; run++) {
    const { how, source } = await next();
    const verdict = await judgeModel(source).catch((error: unknown) => {
      throw new Error(`Mutation ${run}, ${how}`, { cause: error });
    });
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  // So that all ways are taken: damage, what no state has, and what was forged so well that it is a model.
  expect(verdicts.get('IntegrityError')).toBeGreaterThan(runs / 20);
  expect(verdicts.get('SerializationError')).toBeGreaterThan(runs / 4);
  expect(verdicts.get('forecasts')).toBeGreaterThan(runs / 10);
});
