import * as z from 'zod';
import { modelNames } from '../training/trainers.js';
import { coinSchema } from './coin.js';
import { verdictSchema } from './forecast.js';

/** What `POST /train` takes. */
export const trainBodySchema = z.strictObject({
  coin: coinSchema,
  model: z.enum(modelNames).default('arima'),
  promote: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether to promote it, if it passes the gate. Needs a key of the role admin.' }),
});

/** A training in the background. */
export const jobSchema = z
  .object({
    id: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    coin: z.string(),
    model: z.enum(modelNames),
    promote: z.boolean(),
    createdAt: z.number(),
    updatedAt: z.number(),
    progress: z
      .object({
        stage: z.string(),
        done: z.number(),
        total: z.number().nullable(),
        message: z.string().nullable(),
      })
      .nullable(),
    result: z
      .object({
        version: z.string(),
        verdict: verdictSchema.nullable(),
        promoted: z.boolean(),
        refusal: z
          .string()
          .nullable()
          .meta({ description: 'Why it was not promoted, where that was asked for.' }),
      })
      .nullable(),
    error: z.string().nullable().meta({ description: 'Why it failed or was cancelled.' }),
  })
  .meta({ id: 'Job' });

/** A training in the background, as routes tell of it. */
export type Job = z.infer<typeof jobSchema>;
