import * as z from 'zod/mini';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';

/** The stored state of a drift model. */
export interface DriftState extends ModelState<'drift'> {
  readonly version: 1;
  /** The last observation. */
  readonly lastValue: number;
  /** The change a step. */
  readonly slope: number;
  /** The standard deviation of one step about the slope. */
  readonly sigma: number;
  /** The number of one-step differences the slope was estimated from. */
  readonly steps: number;
}

/** The state in unknown data, checked and frozen. */
export const parseDriftState = /* @__PURE__ */ createStateParser<DriftState>('drift', 1, () =>
  z.strictObject({
    kind: z.literal('drift'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    lastValue: z.number(),
    slope: z.number(),
    sigma: z.number().check(z.positive()),
    steps: z.int().check(z.positive()),
  }),
);
