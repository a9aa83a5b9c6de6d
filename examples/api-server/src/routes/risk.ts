import * as z from 'zod';
import type { App } from '../App.js';
import { problemResponses } from '../schemas/problem.js';
import { riskQuerySchema, riskSchema } from '../schemas/risk.js';
import type { Services } from '../services/createServices.js';
import { sendAnswer } from './sendAnswer.js';

/** What may happen to a position, from the champion's sample paths. */
export function riskRoute(app: App, { risks }: Services): void {
  app.get(
    '/risk',
    {
      schema: {
        tags: ['forecasts'],
        summary: 'The probability above a price, value at risk, expected shortfall',
        querystring: riskQuerySchema,
        response: {
          200: riskSchema,
          304: z.undefined().describe('Not modified.'),
          ...problemResponses(404, 422),
        },
      },
    },
    async ({ query }, reply) => sendAnswer(reply, await risks.get(query)),
  );
}
