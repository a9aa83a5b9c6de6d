import * as z from 'zod/mini';
import { quoteValue, SerializationError } from '../errors/index.js';
import type { ModelState } from './model.js';

/**
 * The schema of a `TrainingSummary` in a stored state.
 *
 * @internal
 */
export function trainingSummarySchema() {
  return z.strictObject({
    n: z.int().check(z.positive()),
    firstTimestamp: z.number(),
    lastTimestamp: z.number(),
    stepMs: z.number().check(z.positive()),
    coinId: z.exactOptional(z.string()),
    vsCurrency: z.exactOptional(z.string()),
    fingerprint: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
    fittedAt: z.number(),
    durationMs: z.number().check(z.nonnegative()),
  });
}

/** A state of which nothing is known but that it is an object of its kind, with some version. */
export type UnknownState = Readonly<Record<string, unknown>>;

/**
 * A parser of stored states of one kind: it gives a frozen copy of a state it recognises and refuses all else.
 * The schema is built at the first call, so that importing a model costs nothing.
 *
 * `upgrades` bring the states of older releases to `version` before they are checked: the first takes a state of
 * version 1 and gives its content as version 2 has it, and so on, one for each version there was. What does not fit
 * an upgrade leaves as it is; the schema refuses it. States within states, as in combinations, take the same way.
 *
 * @throws {@link SerializationError} from the parser, naming the first field at fault, or the version when it
 * was written by a newer release.
 * @internal
 */
export function createStateParser<State extends ModelState>(
  kind: State['kind'],
  version: number,
  buildSchema: () => z.ZodMiniType<State>,
  upgrades: readonly ((state: UnknownState) => UnknownState)[] = [],
): (state: unknown) => State {
  let schema: z.ZodMiniType<State> | undefined;
  return (unknownState) => {
    let state = requireKindAndVersion(unknownState, kind, version);
    for (let from = state['version']; isOlder(from, version); from++) {
      state = { ...upgrades[from - 1]!(state), version: from + 1 };
    }
    schema ??= buildSchema();
    const result = schema.safeParse(state);
    if (result.success) return deepFreeze(result.data);
    const issue = result.error.issues[0]!;
    const path = ['state', ...issue.path].join('.');
    throw new SerializationError({
      message: `${path} does not fit a state of kind "${kind}": ${issue.message}. Save the model again from its source.`,
      path,
    });
  };
}

function isOlder(found: unknown, version: number): found is number {
  return Number.isInteger(found) && (found as number) > 0 && (found as number) < version;
}

function requireKindAndVersion(state: unknown, kind: string, version: number): UnknownState {
  const found = (typeof state === 'object' && state !== null ? state : {}) as UnknownState;
  if (found['kind'] !== kind) {
    throw new SerializationError({
      message: `state.kind must be "${kind}", got ${quoteValue(found['kind'])}. Restore the state with the function of its own kind.`,
      path: 'state.kind',
    });
  }
  if (typeof found['version'] === 'number' && found['version'] > version) {
    throw new SerializationError({
      message: `The state has version ${found['version']} of kind "${kind}", and this release reads up to ${version}. Update coincast.`,
      path: 'state.version',
    });
  }
  return found;
}

/** Freezes plain data all the way down, in place; what is frozen already is taken to be so all the way. @internal */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) deepFreeze(part);
    Object.freeze(value);
  }
  return value;
}
