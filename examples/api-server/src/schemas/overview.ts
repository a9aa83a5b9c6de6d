import * as z from 'zod';
import { coinSchema } from './coin.js';
import { forecastSchema, stepsSchema, verdictSchema } from './forecast.js';
import { healthSchema } from './health.js';
import { leaderboardSchema } from './leaderboard.js';
import { journalEntrySchema } from './model.js';
import { daysSchema, liveScoresSchema } from './scores.js';

/** What `GET /overview` takes. */
export const overviewQuerySchema = z.strictObject({
  coin: coinSchema.optional().meta({ description: 'Default: the first of COINS.' }),
  steps: stepsSchema.default(24),
  days: daysSchema.default(7).meta({ description: 'The window of the live scores, days.' }),
});

/** All that the dashboard shows of a coin. */
export const overviewSchema = z
  .object({
    coin: z.string(),
    currency: z.string(),
    source: z.string(),
    simulated: z.boolean(),
    status: healthSchema.shape.status,
    fresh: z.boolean().meta({ description: 'Whether the prices are as new as they should be.' }),
    now: z.number(),
    coins: z.array(z.string()),
    price: z
      .object({
        value: z.number(),
        change24h: z.number().nullable(),
        ageS: z.number(),
      })
      .nullable()
      .meta({ description: 'null before the first prices came.' }),
    history: z
      .object({ stepMs: z.number(), timestamps: z.array(z.number()), prices: z.array(z.number()) })
      .nullable()
      .meta({ description: 'Finished prices of the last 30 days.' }),
    forecasts: z
      .array(
        z.object({
          version: z.string(),
          kind: z.string(),
          isChampion: z.boolean(),
          verdict: verdictSchema.nullable(),
          dataUntil: z.number(),
          forecast: forecastSchema,
        }),
      )
      .meta({ description: 'Of the champion, then of the newest version of every other kind.' }),
    leaderboard: leaderboardSchema.nullable(),
    scores: liveScoresSchema.nullable().meta({ description: 'null while the ledger cannot be read.' }),
    models: z
      .array(
        z.object({
          version: z.string(),
          kind: z.string(),
          registeredAt: z.number(),
          isChampion: z.boolean(),
          verdict: verdictSchema.nullable(),
          trainedOn: z.number().meta({ description: 'How many prices it was trained on.' }),
        }),
      )
      .meta({ description: 'The newest 20 versions.' }),
    journal: z
      .array(journalEntrySchema)
      .meta({ description: 'The last 20 changes of champion, newest first.' }),
    trainable: z.array(z.string()).meta({ description: 'Models that POST /train takes.' }),
  })
  .meta({ id: 'Overview' });

/** All that the dashboard shows of a coin. */
export type Overview = z.infer<typeof overviewSchema>;
