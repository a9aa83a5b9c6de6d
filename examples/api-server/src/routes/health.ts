import * as z from 'zod';
import type { App } from '../App.js';
import { healthSchema } from '../schemas/health.js';
import { problemResponses } from '../schemas/problem.js';
import type { Services } from '../services/createServices.js';

// Probes ask often, and from one address.
const config = { rateLimit: false } as const;
const tags = ['health'];
const querystring = z.strictObject({});

/** Whether the process lives, whether it can answer, and how it is. */
export function healthRoutes(app: App, { health }: Services): void {
  app.get(
    '/health/live',
    {
      config,
      schema: {
        tags,
        summary: 'Whether the process is alive',
        querystring,
        response: { 200: z.object({ status: z.literal('alive') }), ...problemResponses() },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'alive' as const };
    },
  );

  app.get(
    '/health/ready',
    {
      config,
      schema: {
        tags,
        summary: 'Whether every coin can be answered',
        description:
          '200 also while degraded: without Redis, or from older prices, answers are still given, and taking every ' +
          'process out of service would give none. 503 while a coin has no model, and while stopping.',
        querystring,
        response: { ...problemResponses(), 200: healthSchema, 503: healthSchema },
      },
    },
    async (_request, reply) => {
      const report = health.report();
      const isReady = report.status === 'ready' || report.status === 'degraded';
      reply.header('cache-control', 'no-store');
      if (!isReady) reply.code(503).header('retry-after', '5');
      return report;
    },
  );

  app.get(
    '/health',
    {
      config,
      schema: {
        tags,
        summary: 'How the service is, part by part',
        description:
          'Always 200 with the details; /health/ready says by its status what a load balancer wants to know.',
        querystring,
        response: { 200: healthSchema, ...problemResponses() },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return health.report();
    },
  );
}
