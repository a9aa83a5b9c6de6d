import * as z from 'zod';

/** How the service is, part by part. */
export const healthSchema = z
  .object({
    status: z.enum(['ready', 'degraded', 'unavailable', 'stopping']).meta({
      description: 'degraded: everything is answered, from older data or without the shared cache.',
    }),
    uptimeS: z.number(),
    worker: z.int().meta({ description: 'The number of the worker process, 0 where there is one only.' }),
    source: z.string(),
    simulated: z.boolean(),
    redis: z.enum(['reachable', 'unreachable', 'not configured']),
    coins: z.array(
      z.object({
        coin: z.string(),
        model: z
          .string()
          .nullable()
          .meta({ description: 'The version that answers; null while there is none.' }),
        priceAgeS: z.number().nullable(),
        dataUntil: z.number().nullable(),
        fresh: z.boolean(),
        problem: z.string().nullable().meta({ description: 'Why the champion is not the one in use.' }),
      }),
    ),
  })
  .meta({ id: 'Health' });

/** How the service is, as the route tells. */
export type HealthReport = z.infer<typeof healthSchema>;
