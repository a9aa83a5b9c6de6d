import * as z from 'zod';

/** How many steps ahead can be asked for. */
export const stepsSchema = z.coerce.number().int().min(1).max(100);

const level = z.number().gt(0).lt(1);

/** Levels of intervals, ascending; each once. */
export const levelListSchema = z
  .array(level)
  .max(5)
  .refine((levels) => new Set(levels).size === levels.length, 'must hold each level once')
  .overwrite((levels) => [...levels].sort((a, b) => a - b))
  .meta({ description: 'Levels of the intervals, fractions such as 0.95, at most five.' });

/** The same as text in a query: `levels=0.8,0.95`. */
export const levelsTextSchema = z
  .string()
  .max(100)
  .regex(/^0?\.\d{1,6}(,0?\.\d{1,6})*$/, 'must be fractions joined by commas, such as 0.8,0.95')
  .transform((text) => text.split(',').map(Number))
  .pipe(levelListSchema)
  .meta({ description: 'Levels of the intervals, joined by commas. At most five.', examples: ['0.8,0.95'] });

/** Whether a model beats the naive forecast. */
export const verdictSchema = z
  .object({
    code: z.enum(['beats-naive', 'no-better-than-naive', 'worse-than-naive', 'insufficient-evidence']),
    model: z.string(),
    statement: z.string(),
    pValue: z.number().nullable(),
    folds: z.int(),
    skill: z.number().nullable(),
    skillInterval: z.array(z.number()).length(2).nullable(),
  })
  .meta({
    id: 'Verdict',
    description: 'Whether the model beats the naive forecast, and how that was found.',
  });

/** A forecast: columns of equal length. */
export const forecastSchema = z
  .object({
    timestamps: z.array(z.number()).meta({ description: 'When each value is due, epoch ms UTC.' }),
    mean: z.array(z.number()),
    intervals: z.array(
      z.object({ level: z.number(), lower: z.array(z.number()), upper: z.array(z.number()) }),
    ),
  })
  .meta({ id: 'Forecast' });

/** The forecast of a coin's champion, or of a version that was asked for. */
export const predictionSchema = z
  .object({
    coin: z.string(),
    currency: z.string(),
    model: z.object({ version: z.string(), kind: z.string(), registeredAt: z.number() }),
    verdict: verdictSchema
      .nullable()
      .meta({ description: 'null for a model that was registered without one.' }),
    simulated: z.boolean().meta({ description: 'Whether the prices are made up.' }),
    dataUntil: z.number().meta({ description: 'The last price the model has seen, epoch ms UTC.' }),
    issuedAt: z.number(),
    forecast: forecastSchema,
  })
  .meta({ id: 'Prediction' });

/** The forecast of a series that the caller sent. */
export const ownPredictionSchema = z
  .object({
    model: z.object({ kind: z.string(), trainedInMs: z.number() }),
    verdict: z.null().meta({ description: 'One fit tells nothing of how good it is.' }),
    forecast: forecastSchema,
  })
  .meta({ id: 'OwnPrediction' });
