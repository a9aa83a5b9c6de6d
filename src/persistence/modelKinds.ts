import { nearestName, quoteValue, SerializationError } from '../errors/index.js';
import { restoreConformal } from '../evaluation/index.js';
import { modelKinds as plainModelKinds } from '../models/index.js';

/** Every kind of model that can be stored, and what makes the model again from its state. */
const modelKinds = { ...plainModelKinds, conformal: restoreConformal };

/** A model as it comes from storage; `kind` tells which. */
export type StoredModel = ReturnType<(typeof modelKinds)[keyof typeof modelKinds]>;

/**
 * Refuses kinds that no release up to this one can restore.
 *
 * @throws {@link SerializationError} naming the nearest kind.
 */
export function requireModelKind(kind: unknown): keyof typeof modelKinds {
  if (typeof kind === 'string' && Object.hasOwn(modelKinds, kind)) return kind as keyof typeof modelKinds;
  const known = Object.keys(modelKinds);
  const nearest = typeof kind === 'string' ? nearestName(kind, known) : undefined;
  throw new SerializationError({
    message: `kind must be one of ${known.map(quoteValue).join(', ')}, got ${quoteValue(kind)}. ${
      nearest === undefined ? 'Update coincast if a newer release wrote it.' : `Did you mean "${nearest}"?`
    }`,
    path: 'kind',
  });
}

/**
 * The model of a stored state.
 *
 * @throws {@link SerializationError} when the kind is unknown or the state does not fit it.
 */
export function restoreModel(kind: string, state: unknown): StoredModel {
  return modelKinds[requireModelKind(kind)](state);
}
