import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';

/** A trainer that failed and was left out. */
export interface OmittedMember {
  readonly name: string;
  /** The code of the error, such as `insufficient-data`; absent where it was none of coincast's. */
  readonly code?: string;
  /** What the error said. */
  readonly reason: string;
}

/** The stored state of a member of a combination. */
export interface MemberState {
  readonly name: string;
  /** Its share, all together 1; with the mean only. */
  readonly weight?: number;
  readonly model: ModelState;
}

/** The stored state of a combination, those of its members within. */
export interface CombinationState extends ModelState<'combination'> {
  readonly version: 1;
  readonly method: 'median' | 'mean';
  readonly members: readonly MemberState[];
  readonly omitted: readonly OmittedMember[];
}

const parse = /* @__PURE__ */ createStateParser<CombinationState>('combination', 1, () =>
  z.strictObject({
    kind: z.literal('combination'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    method: z.enum(['median', 'mean']),
    members: z
      .array(
        z.strictObject({
          name: z.string(),
          weight: z.exactOptional(z.number().check(z.positive())),
          model: z.looseObject({ kind: z.string(), version: z.int(), training: trainingSummarySchema() }),
        }),
      )
      .check(z.minLength(1)),
    omitted: z.array(
      z.strictObject({ name: z.string(), code: z.exactOptional(z.string()), reason: z.string() }),
    ),
  }),
);

/** The state in unknown data, checked and frozen; those of the members are checked by their own kinds. @internal */
export function parseCombinationState(unknownState: unknown): CombinationState {
  const state = parse(unknownState);
  const names = [...state.members, ...state.omitted].map(({ name }) => name);
  if (new Set(names).size < names.length) {
    throw new SerializationError({
      message:
        'state.members must differ in name, also from what was omitted. Save the model again from its source.',
      path: 'state.members',
    });
  }
  const isWeighted = state.method === 'mean';
  const sum = state.members.reduce((total, { weight }) => total + (weight ?? 0), 0);
  const fits = state.members.every(({ weight }) => (weight !== undefined) === isWeighted);
  if (fits && (!isWeighted || Math.abs(sum - 1) < 1e-9)) return state;
  throw new SerializationError({
    message: `state.members must have weights that sum to 1 for a mean, and none for a median. Save the model again from its source.`,
    path: 'state.members',
  });
}
