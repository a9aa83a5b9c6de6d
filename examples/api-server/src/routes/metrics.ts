import * as z from 'zod';
import type { App } from '../App.js';
import { problemResponses } from '../schemas/problem.js';
import { collectMetrics } from '../services/collectMetrics.js';
import type { Services } from '../services/createServices.js';
import { handlerTimeout } from './handlerTimeout.js';

/** The metrics of all processes, for Prometheus. */
export function metricsRoute(app: App, services: Services): void {
  app.get(
    '/metrics',
    {
      handlerTimeout,
      config: { rateLimit: false },
      schema: {
        tags: ['health'],
        summary: 'Metrics for Prometheus, of all worker processes together',
        querystring: z.strictObject({}),
        response: {
          200: {
            description: "Prometheus' text format.",
            content: { 'text/plain': { schema: z.string() } },
          },
          ...problemResponses(),
        },
      },
    },
    async (_request, reply) => {
      const text = await collectMetrics(services);
      return reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(text);
    },
  );
}
