import * as z from 'zod';
import type { App } from '../App.js';
import { coinQuerySchema } from '../schemas/coin.js';
import { modelSchema } from '../schemas/model.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { toModelBody } from '../services/toModelBody.js';

const infoSchema = modelSchema
  .extend({
    dataUntil: z.number().meta({ description: 'The last price it has been told of since, epoch ms UTC.' }),
  })
  .meta({ id: 'ModelInfo' });

/** What is known of the model that answers for a coin; from memory, so that it can be asked often. */
export function modelInfoRoute(app: App, { champions }: Services): void {
  app.get(
    '/model/info',
    {
      schema: {
        tags: ['models'],
        summary: "A coin's champion: verdict, metrics, diagnostics",
        description: 'Cacheable by a CDN: an ETag, and Cache-Control with s-maxage.',
        querystring: coinQuerySchema,
        response: { 200: infoSchema, 304: z.undefined().describe('Not modified.'), ...problemResponses(404) },
      },
    },
    async ({ query: { coin } }, reply) => {
      const { registered, model } = champions.get(coin);
      reply.header('cache-control', 'public, max-age=30, s-maxage=60, stale-while-revalidate=300');
      return { ...toModelBody(registered, registered.version), dataUntil: model.training.lastTimestamp };
    },
  );
}
