import type { FittedModel } from '../models/index.js';
import { gzipText } from './gzip.js';
import { type SerializeModelOptions, serializeModel } from './serializeModel.js';

/**
 * Writes a fitted model as gzipped bytes (RFC 1952) of the text of {@link serializeModel}: for an upload, a cache or
 * a column of bytes. {@link deserializeModel} reads them as they are, and so does any `gunzip`.
 *
 * Compression is that of the platform, `CompressionStream`, in browsers, workers and Node alike. On one platform equal
 * models give equal bytes; another one may pack the same text otherwise.
 *
 * @throws {@link SerializationError} when the state, `metrics` or `metadata` hold anything but plain JSON data
 * (NaN and infinity included), naming its path, or the model's kind is not one of coincast's.
 * @throws {@link InvalidArgumentError} when an option is unknown.
 * @example
 * ```ts
 * import { deserializeModel, gzipModel, trainDrift } from 'coincast';
 *
 * const bytes = await gzipModel(trainDrift([100, 102, 101, 104]), { metadata: { note: 'nightly' } });
 * bytes.length < 500; // => true
 * const model = await deserializeModel(bytes);
 * model.kind; // => 'drift'
 * ```
 */
export async function gzipModel(
  model: FittedModel,
  options: SerializeModelOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return gzipText(await serializeModel(model, options));
}
