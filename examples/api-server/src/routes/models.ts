import * as z from 'zod';
import type { App } from '../App.js';
import { coinSchema } from '../schemas/coin.js';
import { journalEntrySchema, modelSchema, versionParamsSchema } from '../schemas/model.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { toJournalBody, toModelBody } from '../services/toModelBody.js';
import { handlerTimeout } from './handlerTimeout.js';

const listQuery = z.strictObject({
  coin: coinSchema.optional().meta({ description: 'Default: the first of COINS.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const listSchema = z
  .object({
    coin: z.string(),
    champion: z.string().nullable(),
    models: z.array(modelSchema).meta({ description: 'Newest first.' }),
    journal: z
      .array(journalEntrySchema)
      .meta({ description: 'Who was champion when, and why; newest first.' }),
  })
  .meta({ id: 'ModelList' });

/** Its diagnostics are what the model says of itself; they differ by kind. */
const detailSchema = modelSchema
  .extend({
    state: z.record(z.string(), z.unknown()).meta({ description: 'The whole model as plain data.' }),
  })
  .meta({ id: 'ModelDetail' });

/** The versions in the registry, and the journal of champions. */
export function modelRoutes(app: App, { registry, feed }: Services): void {
  app.get(
    '/models',
    {
      handlerTimeout,
      schema: {
        tags: ['models'],
        summary: "A coin's versions, and the journal of its champions",
        querystring: listQuery,
        response: { 200: listSchema, 304: z.undefined().describe('Not modified.'), ...problemResponses(404) },
      },
    },
    async ({ query: { coin = feed.coins[0]!, limit } }, reply) => {
      feed.requireServed(coin);
      const [champion, models, journal] = await Promise.all([
        registry.champion(coin),
        registry.list({ coin }),
        registry.journal(coin),
      ]);
      reply.header('cache-control', 'no-cache');
      return {
        coin,
        champion: champion?.version ?? null,
        models: models.slice(0, limit).map((model) => toModelBody(model, champion?.version)),
        journal: journal.slice(-limit).reverse().map(toJournalBody),
      };
    },
  );

  app.get(
    '/models/:version',
    {
      handlerTimeout,
      schema: {
        tags: ['models'],
        summary: 'One version, with its parameters and diagnostics',
        params: versionParamsSchema,
        querystring: z.strictObject({}),
        response: {
          200: detailSchema,
          304: z.undefined().describe('Not modified.'),
          ...problemResponses(404),
        },
      },
    },
    async ({ params: { version } }, reply) => {
      const registered = await registry.get(version);
      const [champion, model] = await Promise.all([
        registry.champion(registered.coin),
        registry.load(version),
      ]);
      const state = JSON.parse(JSON.stringify(model)) as Record<string, never>;
      reply.header('cache-control', 'no-cache');
      return { ...toModelBody(registered, champion?.version), state };
    },
  );
}
