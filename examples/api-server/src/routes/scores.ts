import * as z from 'zod';
import type { App } from '../App.js';
import { problemResponses } from '../schemas/problem.js';
import { liveScoresSchema, scoresQuerySchema } from '../schemas/scores.js';
import type { Services } from '../services/createServices.js';

const answerSchema = z
  .object({ coin: z.string(), simulated: z.boolean(), ...liveScoresSchema.shape })
  .meta({ id: 'LiveScores' });

/** What became of the forecasts that were served. */
export function scoresRoute(app: App, { trackRecord, feed }: Services): void {
  app.get(
    '/scores',
    {
      schema: {
        tags: ['models'],
        summary: 'Live error, skill and coverage of what was served',
        description:
          'From the ledger: each served forecast is recorded, and scored when the prices have come.',
        querystring: scoresQuerySchema,
        response: {
          200: answerSchema,
          304: z.undefined().describe('Not modified.'),
          ...problemResponses(404),
        },
      },
    },
    async ({ query: { coin, ...window } }, reply) => {
      feed.requireServed(coin);
      const scores = await trackRecord.scores(coin, window);
      return reply
        .header('cache-control', 'public, max-age=30')
        .send({ coin, simulated: feed.source.simulated, ...scores });
    },
  );
}
