import * as z from 'zod';
import type { App } from '../App.js';
import { overviewQuerySchema, overviewSchema } from '../schemas/overview.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';

/** A dashboard left open asks four times a minute, and once more for every click. */
const askedPerMinute = 120;

/** All that the dashboard shows of a coin, so that it paints after one answer. */
export function overviewRoute(app: App, { overviews, feed }: Services): void {
  app.get(
    '/overview',
    {
      config: { rateLimit: { max: askedPerMinute, timeWindow: 60_000 } },
      schema: {
        tags: ['dashboard'],
        summary:
          'Prices, forecasts of every kind of model, leaderboard, live scores, versions and journal of a coin',
        querystring: overviewQuerySchema,
        response: {
          200: overviewSchema,
          304: z.undefined().describe('Not modified.'),
          ...problemResponses(404),
        },
      },
    },
    async ({ query: { coin = feed.coins[0]!, ...window } }, reply) => {
      feed.requireServed(coin);
      return reply.header('cache-control', 'no-cache').send(await overviews.get({ coin, ...window }));
    },
  );
}
