import * as z from 'zod';
import type { App } from '../App.js';
import { coinQuerySchema } from '../schemas/coin.js';
import { leaderboardSchema } from '../schemas/leaderboard.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { handlerTimeout } from './handlerTimeout.js';

/** The last comparison of the models on a coin's prices. */
export function compareRoute(app: App, { leaderboards, feed }: Services): void {
  app.get(
    '/compare',
    {
      handlerTimeout,
      schema: {
        tags: ['models'],
        summary: 'The last leaderboard: ARIMA, Prophet-style, classical, naive, with verdicts',
        querystring: coinQuerySchema,
        response: {
          200: leaderboardSchema,
          304: z.undefined().describe('Not modified.'),
          ...problemResponses(404),
        },
      },
    },
    async ({ query: { coin } }, reply) => {
      feed.requireServed(coin);
      const leaderboard = await leaderboards.latest(coin);
      reply.header('cache-control', 'public, max-age=30');
      return { ...leaderboard, simulated: feed.source.simulated };
    },
  );
}
