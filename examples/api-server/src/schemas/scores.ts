import * as z from 'zod';
import { coinSchema } from './coin.js';
import { stepsSchema } from './forecast.js';

/** The window of live scores. */
export const daysSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(365)
  .meta({ description: 'How many days back, by the time a step was due.' });

/** What `GET /scores` takes. */
export const scoresQuerySchema = z.strictObject({
  coin: coinSchema,
  steps: stepsSchema.default(24).meta({ description: 'Scores pool the first so many steps ahead.' }),
  days: daysSchema.default(7),
});

/** How good served forecasts turned out to be. */
export const liveScoresSchema = z.object({
  from: z.number().meta({ description: 'The start of the window, epoch ms UTC.' }),
  now: z.number(),
  steps: z.int(),
  models: z.array(
    z.object({
      version: z.string(),
      kind: z.string().nullable(),
      forecasts: z.int().meta({ description: 'Forecasts whose first step was due in the window.' }),
      n: z.int().meta({ description: 'Steps that came true: scores are of these.' }),
      open: z.int().meta({ description: 'Steps that are due, and whose price is not known.' }),
      pending: z.int().meta({ description: 'Steps not due yet.' }),
      mae: z.number().nullable().meta({ description: 'Mean absolute error.' }),
      naiveMae: z.number().nullable().meta({ description: 'That of the last price, on the same steps.' }),
      bias: z.number().nullable().meta({ description: 'Mean of forecast minus price.' }),
      skill: z
        .number()
        .nullable()
        .meta({ description: '1 - mae / naiveMae: positive where it beats the last price.' }),
      intervals: z.array(z.object({ level: z.number(), n: z.int(), covered: z.int(), coverage: z.number() })),
    }),
  ),
});
