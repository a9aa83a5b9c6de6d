import * as z from 'zod/mini';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';

/** The stored state of a seasonal naive model. */
export interface SeasonalNaiveState extends ModelState<'seasonal-naive'> {
  readonly version: 1;
  /** The observations of the last season, the oldest first. */
  readonly lastSeason: readonly number[];
  /** The standard deviation of the change over one season. */
  readonly sigma: number;
}

/** The state in unknown data, checked and frozen. */
export const parseSeasonalNaiveState = /* @__PURE__ */ createStateParser<SeasonalNaiveState>(
  'seasonal-naive',
  1,
  () =>
    z.strictObject({
      kind: z.literal('seasonal-naive'),
      version: z.literal(1),
      training: trainingSummarySchema(),
      lastSeason: z.array(z.number()).check(z.minLength(2)),
      sigma: z.number().check(z.positive()),
    }),
);
