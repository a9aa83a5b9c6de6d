import type { FittedModel, ModelState } from '../../models/index.js';
// Not through the barrel, as in loadModel.
import { restoreModel, type StoredModel } from '../../persistence/modelKinds.js';
import { importExport } from './importExport.js';
import type { ModelRequest } from './TrainJob.js';

/**
 * The model of a state that a worker sent, in this thread.
 *
 * @throws {@link SerializationError} when the kind is unknown or the state does not fit it.
 * @throws {@link InvalidArgumentError} when the module has no such export to restore it with.
 */
export async function restoreReply<Own extends FittedModel>(
  state: ModelState,
  request: ModelRequest,
): Promise<StoredModel | Own> {
  if (request.model !== 'module' || request.restoreExport === undefined) {
    return restoreModel(state.kind, state);
  }
  const { url, restoreExport: name } = request;
  const restore = await importExport<(state: ModelState) => Own>({ url, argument: 'restoreExport', name });
  return restore(state);
}
