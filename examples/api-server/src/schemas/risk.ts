import * as z from 'zod';
import { coinSchema } from './coin.js';
import { stepsSchema, verdictSchema } from './forecast.js';

/** What `GET /risk` takes. */
export const riskQuerySchema = z.strictObject({
  coin: coinSchema,
  steps: stepsSchema.default(24).meta({ description: 'The step ahead the question is about.' }),
  price: z.coerce
    .number()
    .positive()
    .max(1e15)
    .optional()
    .meta({ description: 'The price that may be exceeded. Default: the present one.' }),
  level: z.coerce
    .number()
    .min(0.5)
    .max(0.999)
    .default(0.95)
    .meta({ description: 'That of the value at risk.' }),
  entry: z.coerce
    .number()
    .positive()
    .max(1e15)
    .optional()
    .meta({ description: 'The price losses are counted from. Default: the last one the model has seen.' }),
  position: z.enum(['long', 'short']).default('long'),
});

/** What it gives. */
export const riskSchema = z
  .object({
    coin: z.string(),
    model: z.object({ version: z.string(), kind: z.string(), registeredAt: z.number() }),
    verdict: verdictSchema.nullable(),
    simulated: z.boolean(),
    dataUntil: z.number(),
    due: z.number().meta({ description: 'When the step is due, epoch ms UTC.' }),
    paths: z.int().meta({ description: 'How many sample paths the estimates rest on.' }),
    probabilityAbove: z.object({ price: z.number(), probability: z.number(), standardError: z.number() }),
    valueAtRisk: z.object({
      level: z.number(),
      position: z.enum(['long', 'short']),
      entry: z.number(),
      amount: z
        .number()
        .meta({ description: 'The loss of one coin that is exceeded with probability 1 - level.' }),
      fraction: z.number(),
      standardError: z.number(),
    }),
    expectedShortfall: z.object({ amount: z.number(), fraction: z.number(), standardError: z.number() }),
  })
  .meta({ id: 'Risk' });
