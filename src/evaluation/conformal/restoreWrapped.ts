import { nearestName, quoteValue, requireKnownKeys, SerializationError } from '../../errors/index.js';
import { type FittedModel, type ModelState, modelKinds } from '../../models/index.js';

/** Options of {@link restoreConformal}. */
export interface RestoreConformalOptions {
  /** Makes a wrapped model, or a volatility model, of a kind that coincast does not know again from its state. */
  readonly restoreModel?: ((state: ModelState) => FittedModel) | undefined;
}

/** @throws {@link SerializationError} when nobody knows the kind, or the state does not fit it. @internal */
export function restoreWrapped(
  state: ModelState,
  path: string,
  options: RestoreConformalOptions,
): FittedModel {
  requireKnownKeys('restoreConformal options', options, ['restoreModel']);
  const { kind } = state;
  if (Object.hasOwn(modelKinds, kind)) return modelKinds[kind as keyof typeof modelKinds](state);
  if (options.restoreModel !== undefined) return options.restoreModel(state);
  const known = Object.keys(modelKinds);
  const nearest = nearestName(kind, known);
  throw new SerializationError({
    message:
      `${path}.kind must be one of ${known.map(quoteValue).join(', ')}, got ${quoteValue(kind)}. ` +
      (nearest === undefined
        ? "Restore a model of one's own with restoreConformal and its option restoreModel."
        : `Did you mean "${nearest}"?`),
    path: `${path}.kind`,
  });
}
