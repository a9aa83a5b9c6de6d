import type { FastifyRequest } from 'fastify';
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
  const quick = answerQuickly(predictions.peek);
  app.get(
    '/predict',
    {
      preParsing: quick.preParsing,
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
      const { answer } = await predictions.get(request.query);
      quick.learn(request as FastifyRequest, request.query);
      return sendAnswer(reply, answer);
    },
  );
}
