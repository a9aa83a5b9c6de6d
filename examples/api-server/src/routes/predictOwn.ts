import * as z from 'zod';
import type { App } from '../App.js';
import { levelListSchema, ownPredictionSchema, predictionSchema } from '../schemas/forecast.js';
import { versionSchema } from '../schemas/model.js';
import { problemResponses } from '../schemas/problem.js';
import { predict } from '../services/createPredictions.js';
import type { Services } from '../services/createServices.js';
import { forecastOwn } from '../services/forecastOwn.js';
import { modelNames } from '../training/trainers.js';
import { handlerTimeout } from './handlerTimeout.js';

const steps = z.int().min(1).max(100).default(24);
const levels = levelListSchema.default([0.8, 0.95]);

const ownSeries = z.strictObject({
  prices: z.array(z.number().positive().max(1e15)).min(2).max(10_000),
  timestamps: z.array(z.int().min(0).max(8.64e15)).max(10_000).optional().meta({
    description: 'Epoch ms UTC, ascending, a regular step apart; as many as prices. Default: 0, 1, 2 ...',
  }),
  model: z.enum(modelNames).default('auto'),
  steps,
  levels,
  budgetMs: z
    .int()
    .min(1)
    .max(10_000)
    .default(5000)
    .meta({ description: 'How long the training may take, waiting included.' }),
});

const storedVersion = z.strictObject({ version: versionSchema, steps, levels });

/** The forecast of a series that the caller sends, or of any version in the registry. */
export function predictOwnRoute(app: App, { adHoc, versions, feed, trackRecord }: Services): void {
  app.post(
    '/predict',
    {
      handlerTimeout,
      config: { role: 'read' },
      schema: {
        tags: ['forecasts'],
        summary: 'The forecast of your own series, or of a chosen model version',
        description: 'Needs a key of the role read where keys are configured.',
        security: [{ apiKey: [] }],
        querystring: z.strictObject({}),
        body: z.union([ownSeries, storedVersion]),
        response: {
          200: z.union([predictionSchema, ownPredictionSchema]),
          ...problemResponses(403, 404, 413, 415, 422),
        },
      },
    },
    async ({ body }, reply) => {
      reply.header('cache-control', 'no-store');
      if ('prices' in body) return forecastOwn(adHoc, body);
      const found = await versions.get(body.version);
      const { coin } = found.registered;
      void trackRecord.record(found);
      return predict(found, { coin, steps: body.steps, levels: body.levels }, feed.source.simulated);
    },
  );
}
