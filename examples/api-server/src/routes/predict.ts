import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { App } from '../App.js';
import { coinSchema } from '../schemas/coin.js';
import { levelsTextSchema, predictionSchema, stepsSchema } from '../schemas/forecast.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { answerQuickly } from './answerQuickly.js';
import { sendAnswer } from './sendAnswer.js';

const querystring = z.strictObject({
  coin: coinSchema,
  steps: stepsSchema
    .default(24)
    .meta({ description: 'How many steps ahead, of the distance the model was trained at.' }),
  levels: levelsTextSchema.default([0.8, 0.95]),
});

/** The forecast of a coin's champion, brought up to date with the newest prices. */
export function predictRoute(app: App, { predictions }: Services): void {
  app.register(async (instance) => {
    const scope = instance.withTypeProvider<ZodTypeProvider>();
    const quick = answerQuickly(scope);
    scope.get(
      '/predict',
      {
        // Compressed at once and not as a stream, as it is kept.
        compress: { syncThreshold: 65_536 },
        schema: {
          tags: ['forecasts'],
          summary: "The forecast of a coin's champion",
          querystring,
          response: {
            200: predictionSchema,
            304: z.undefined().describe('Not modified.'),
            ...problemResponses(404),
          },
        },
      },
      async (request, reply) => {
        const found = await predictions.get(request.query);
        quick.offer(request as FastifyRequest, found);
        return sendAnswer(reply, found.answer);
      },
    );
  });
}
