import { restoreModel, type StoredModel } from './modelKinds.js';
import { type ReadModelOptions, readModelEnvelope } from './readModelEnvelope.js';

/**
 * Makes a model again from the text of {@link serializeModel}, its UTF-8 bytes, or these gzipped; its forecasts
 * are bit-identical to those of the model that was written.
 *
 * The checksum is verified and every field of the state is checked; no code in the file is ever run. Narrow
 * the result by its `kind`.
 *
 * @throws {@link IntegrityError} when the content does not match its checksum.
 * @throws {@link SerializationError} when it is no stored model: bad gzip, UTF-8 or JSON, a field that does not
 * fit, an unknown kind, a newer format, a `__proto__` key, more than 64 levels, more than `maxBytes`.
 * @throws {@link InvalidArgumentError} when the source is neither text nor bytes, or an option is unknown.
 * @example
 * ```ts
 * import { deserializeModel, serializeModel, trainNaive } from 'coincast';
 *
 * const text = await serializeModel(trainNaive([100, 102, 101]));
 * const model = await deserializeModel(text);
 * if (model.kind === 'naive') model.forecast({ horizon: 1 }).mean[0]; // => 101
 * ```
 */
export async function deserializeModel(
  source: string | Uint8Array,
  options: ReadModelOptions = {},
): Promise<StoredModel> {
  const { kind, state } = await readModelEnvelope(source, options);
  return restoreModel(kind, state);
}
