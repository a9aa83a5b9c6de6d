import * as z from 'zod';
import type { App } from '../App.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';

const coinsSchema = z
  .object({
    source: z.string().meta({ description: 'Where the prices come from.' }),
    simulated: z.boolean(),
    coins: z.array(
      z.object({
        id: z.string(),
        currency: z.string(),
        price: z.number().nullable().meta({ description: 'The present price; null before the first came.' }),
        model: z.object({ version: z.string(), kind: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'Coins' });

/** The coins that are served. */
export function coinsRoute(app: App, { feed, champions }: Services): void {
  app.get(
    '/coins',
    {
      schema: {
        tags: ['data'],
        summary: 'The coins that are served',
        querystring: z.strictObject({}),
        response: { 200: coinsSchema, 304: z.undefined().describe('Not modified.'), ...problemResponses() },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=30');
      return {
        source: feed.source.provenance,
        simulated: feed.source.simulated,
        coins: feed.coins.map((id) => {
          const registered = champions.peek(id)?.registered;
          return {
            id,
            currency: 'usd',
            price: feed.peek(id)?.quote.price ?? null,
            model: registered === undefined ? null : { version: registered.version, kind: registered.kind },
          };
        }),
      };
    },
  );
}
