import * as z from 'zod';
import type { App } from '../App.js';
import { ApiProblem } from '../errors/ApiProblem.js';
import { jobSchema, trainBodySchema } from '../schemas/job.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { handlerTimeout } from './handlerTimeout.js';

/** Starts a training in the background. */
export function trainRoute(app: App, { jobs }: Services): void {
  app.post(
    '/train',
    {
      handlerTimeout,
      config: { role: 'read' },
      schema: {
        tags: ['training'],
        summary: 'Compare the models on the newest prices, then train and register one',
        description:
          'Needs a key of the role read where keys are configured, and with `promote` one of the role admin.',
        security: [{ apiKey: [] }],
        querystring: z.strictObject({}),
        body: trainBodySchema,
        response: { 202: jobSchema, ...problemResponses(403, 404, 413, 415) },
      },
    },
    async ({ body, identity }, reply) => {
      if (body.promote && identity?.role !== 'admin') {
        throw new ApiProblem('admin-key-required', 'Train without promote, or send a key of the role admin.');
      }
      const job = await jobs.start({ ...body, who: identity?.name ?? 'anonymous' });
      return reply
        .code(202)
        .header('location', `/jobs/${job.id}`)
        .header('cache-control', 'no-store')
        .send(job);
    },
  );
}
