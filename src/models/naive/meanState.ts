import * as z from 'zod/mini';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';

/** The stored state of a mean model. */
export interface MeanState extends ModelState<'mean'> {
  readonly version: 1;
  /** The mean of the training data, in their units. */
  readonly mean: number;
  /** The standard deviation of the observations (divisor n - 1). */
  readonly sigma: number;
  /** The number of observations the mean is that of. */
  readonly n: number;
}

/** The state in unknown data, checked and frozen. */
export const parseMeanState = /* @__PURE__ */ createStateParser<MeanState>('mean', 1, () =>
  z.strictObject({
    kind: z.literal('mean'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    mean: z.number(),
    sigma: z.number().check(z.positive()),
    n: z.int().check(z.minimum(2)),
  }),
);
