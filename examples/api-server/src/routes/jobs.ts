import * as z from 'zod';
import type { App } from '../App.js';
import { jobSchema } from '../schemas/job.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';
import { handlerTimeout } from './handlerTimeout.js';

const params = z.strictObject({ id: z.string().min(1).max(40) });
const querystring = z.strictObject({});

/** Trainings in the background: how they stand, as they go on, and ending them. */
export function jobRoutes(app: App, { jobs, health }: Services): void {
  app.get(
    '/jobs/:id',
    {
      config: { role: 'read' },
      sse: true,
      // A stream lasts as long as the training.
      handlerTimeout: 86_400_000,
      // Before the stream begins, while a problem can still be answered.
      preHandler: async ({ params: { id } }) => {
        await jobs.get(id);
      },
      schema: {
        tags: ['training'],
        summary: 'How a training stands; with `Accept: text/event-stream`, as it goes on',
        description: 'The stream sends an event `job` for each change and ends with the training.',
        security: [{ apiKey: [] }],
        params,
        querystring,
        response: {
          200: {
            description: 'The job, or its changes as server-sent events.',
            content: {
              'application/json': { schema: jobSchema },
              'text/event-stream': { schema: z.string() },
            },
          },
          ...problemResponses(403, 404),
        },
      },
    },
    async ({ params: { id }, headers, raw }, reply) => {
      reply.header('cache-control', 'no-store');
      if (!(headers.accept ?? '').includes('text/event-stream')) {
        reply.type('application/json; charset=utf-8');
        return jobs.get(id);
      }
      const gone = new AbortController();
      raw.once('close', () => gone.abort());
      await reply.sse.send(eventsOf(jobs.follow(id, AbortSignal.any([gone.signal, health.stopping]))));
      // Not the reply: whoever awaits it waits for the end of the response, which comes after this handler's.
      return undefined as never;
    },
  );

  app.delete(
    '/jobs/:id',
    {
      handlerTimeout,
      config: { role: 'read' },
      schema: {
        tags: ['training'],
        summary: 'Cancel a training; one that is over stays as it is',
        security: [{ apiKey: [] }],
        params,
        querystring,
        response: { 200: jobSchema, ...problemResponses(403, 404, 413, 415) },
      },
    },
    async ({ params: { id } }, reply) =>
      reply.header('cache-control', 'no-store').send(await jobs.cancel(id)),
  );
}

async function* eventsOf(states: AsyncGenerator<z.infer<typeof jobSchema>>) {
  for await (const job of states) yield { id: String(job.updatedAt), event: 'job', data: job };
}
