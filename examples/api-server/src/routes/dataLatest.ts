import * as z from 'zod';
import type { App } from '../App.js';
import { coinQuerySchema } from '../schemas/coin.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';

const latestSchema = z
  .object({
    coin: z.string(),
    currency: z.string(),
    price: z.number(),
    marketCap: z.number().nullable(),
    volume24h: z.number().nullable(),
    change24h: z
      .number()
      .nullable()
      .meta({ description: 'As a fraction: 0.02 is a rise of two hundredths.' }),
    updatedAt: z.number().nullable().meta({ description: 'When the source last updated it, epoch ms UTC.' }),
    ageS: z.number().meta({ description: 'How old the price is.' }),
    simulated: z.boolean(),
  })
  .meta({ id: 'LatestPrice' });

/** The present price of a coin, and how old it is. */
export function dataLatestRoute(app: App, { feed }: Services): void {
  app.get(
    '/data/latest',
    {
      schema: {
        tags: ['data'],
        summary: 'The present price, with its age',
        querystring: coinQuerySchema,
        response: {
          200: latestSchema,
          304: z.undefined().describe('Not modified.'),
          ...problemResponses(404),
        },
      },
    },
    async ({ query: { coin } }, reply) => {
      const { quote } = feed.get(coin);
      const ageS = Math.round((feed.ageMs(coin) ?? 0) / 1000);
      reply.header('cache-control', 'public, max-age=10');
      return { coin, currency: 'usd', ...quote, ageS, simulated: feed.source.simulated };
    },
  );
}
