import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';
import type { SeasonKind } from './classicalSeason.js';

/** The season a Theta model takes out of the series and puts back into its forecasts. */
export interface ThetaSeason {
  readonly kind: SeasonKind;
  /** The terms of the coming period, the next step's first. */
  readonly terms: readonly number[];
}

/** The parameters and states of a Theta model. */
export interface ThetaParameters {
  readonly variant: 'standard' | 'dynamic';
  /** Absent without a season. */
  readonly season?: ThetaSeason;
  /** How much of an error goes into the level. */
  readonly alpha: number;
  /** The curvature that the short-term line has of the series; 2 for the standard variant. */
  readonly theta: number;
  /** The level of the series without its season. */
  readonly level: number;
  /** The slope of its least squares line, that of the training for the standard variant. */
  readonly slope: number;
  /** The mean of all values; with the dynamic variant only. */
  readonly mean?: number;
  /** The variance of the one-step errors of the series without its season. */
  readonly sigma2: number;
}

/** The stored state of a Theta model. */
export interface ThetaState extends ModelState<'theta'>, ThetaParameters {
  readonly version: 1;
}

const parse = /* @__PURE__ */ createStateParser<ThetaState>('theta', 1, () =>
  z.strictObject({
    kind: z.literal('theta'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    variant: z.enum(['standard', 'dynamic']),
    season: z.exactOptional(
      z.strictObject({
        kind: z.enum(['additive', 'multiplicative']),
        terms: z.array(z.number()).check(z.minLength(2)),
      }),
    ),
    alpha: z.number().check(z.positive(), z.maximum(1)),
    theta: z.number().check(z.minimum(1)),
    level: z.number(),
    slope: z.number(),
    mean: z.exactOptional(z.number()),
    sigma2: z.number().check(z.positive()),
  }),
);

/** The state in unknown data, checked and frozen. */
export function parseThetaState(unknownState: unknown): ThetaState {
  const state = parse(unknownState);
  if ((state.mean !== undefined) === (state.variant === 'dynamic')) return state;
  throw new SerializationError({
    message: `state.mean does not fit the variant "${state.variant}". Save the model again from its source.`,
    path: 'state.mean',
  });
}
