import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';

/** The part of a forecast that recurs with one period. */
export interface StlSeason {
  /** The number of observations of the cycle. */
  readonly period: number;
  /** What is added, or the factor, at each step of the coming cycle, the next step's first. */
  readonly terms: readonly number[];
}

/** The stored state of a model of a series without its season. */
export interface StlState extends ModelState<'stl'> {
  readonly version: 1;
  readonly seasonal: 'additive' | 'multiplicative';
  readonly seasons: readonly StlSeason[];
  /** The state of the model of the rest. */
  readonly model: ModelState;
}

const parse = /* @__PURE__ */ createStateParser<StlState>('stl', 1, () =>
  z.strictObject({
    kind: z.literal('stl'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    seasonal: z.enum(['additive', 'multiplicative']),
    seasons: z
      .array(z.strictObject({ period: z.int().check(z.minimum(2)), terms: z.array(z.number()) }))
      .check(z.minLength(1)),
    model: z.looseObject({ kind: z.string(), version: z.int(), training: trainingSummarySchema() }),
  }),
);

/** The state in unknown data, checked and frozen; that of the model within is checked by its own kind. @internal */
export function parseStlState(unknownState: unknown): StlState {
  const state = parse(unknownState);
  state.seasons.forEach(({ period, terms }, i) => {
    const isPositive = state.seasonal === 'additive' || terms.every((term) => term > 0);
    if (terms.length === period && isPositive) return;
    throw new SerializationError({
      message: `state.seasons.${i}.terms must be ${period} terms of a season. Save the model again from its source.`,
      path: `state.seasons.${i}.terms`,
    });
  });
  return state;
}
