import { requireKnownKeys } from '../../errors/index.js';
import { type FittedModel, isModelKind, type ModelState, restoreNested } from '../../models/index.js';

/** Options of {@link restoreConformal}. */
export interface RestoreConformalOptions {
  /**
   * Makes a wrapped model, or a volatility model, of a kind that coincast does not know again from its state. Default:
   * none, and such a kind is refused.
   */
  readonly restoreModel?: ((state: ModelState) => FittedModel) | undefined;
}

/** @throws {@link SerializationError} when nobody knows the kind, or the state does not fit it. @internal */
export function restoreWrapped(
  state: ModelState,
  path: string,
  options: RestoreConformalOptions,
): FittedModel {
  requireKnownKeys('restoreConformal options', options, ['restoreModel']);
  if (options.restoreModel !== undefined && !isModelKind(state.kind)) return options.restoreModel(state);
  return restoreNested(
    state,
    path,
    "Restore a model of one's own with restoreConformal and its option restoreModel.",
  );
}
