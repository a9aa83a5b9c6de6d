import * as z from 'zod';
import { verdictSchema } from './forecast.js';

/** How the models did beside each other. */
export const comparisonSchema = z.object({
  horizon: z.int().meta({ description: 'How many steps ahead were forecast from each origin.' }),
  folds: z.int().meta({ description: 'From how many origins.' }),
  winner: z.string().meta({ description: 'The best that beats the naive forecast; naive where none does.' }),
  verdict: verdictSchema,
  models: z.array(
    z.object({
      rank: z.int(),
      name: z.string(),
      loss: z.number().meta({ description: 'Mean absolute error.' }),
      skill: z.number().nullable(),
      verdict: verdictSchema.nullable(),
      inConfidenceSet: z.boolean(),
      metrics: z.object({
        rmse: z.number(),
        mase: z.number().nullable(),
        smape: z.number(),
        crps: z.number().nullable(),
        coverage: z.array(z.object({ level: z.number(), coverage: z.number() })),
      }),
    }),
  ),
  failures: z.array(z.object({ name: z.string(), message: z.string() })),
});

/** How the models did, as plain data. */
export type Comparison = z.infer<typeof comparisonSchema>;

/** What `GET /compare` gives. */
export const leaderboardSchema = comparisonSchema
  .extend({ coin: z.string(), comparedAt: z.number(), simulated: z.boolean() })
  .meta({ id: 'Leaderboard' });
