import * as z from 'zod/mini';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';

/** The stored state of a naive model. */
export interface NaiveState extends ModelState<'naive'> {
  readonly version: 1;
  /** The last observation. */
  readonly lastValue: number;
  /** The standard deviation of one step. */
  readonly sigma: number;
}

/** The state in unknown data, checked and frozen. */
export const parseNaiveState = /* @__PURE__ */ createStateParser<NaiveState>('naive', 1, () =>
  z.strictObject({
    kind: z.literal('naive'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    lastValue: z.number(),
    sigma: z.number().check(z.positive()),
  }),
);
