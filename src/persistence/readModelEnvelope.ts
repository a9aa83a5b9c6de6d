import { requireInteger, requireKnownKeys } from '../errors/index.js';
import { decodeModelText } from './decodeModelText.js';
import type { ModelEnvelope } from './ModelEnvelope.js';
import { openEnvelope } from './openEnvelope.js';
import { parseJson } from './parseJson.js';

/** Options of {@link readModelEnvelope} and {@link deserializeModel}. */
export interface ReadModelOptions {
  /** The largest JSON text that is read, bytes, also after decompression. Default 16 MiB. */
  readonly maxBytes?: number | undefined;
}

/**
 * Reads what stands around a stored model, metrics and metadata included, without making the model.
 *
 * It takes the text of `serializeModel`, its UTF-8 bytes, or these gzipped. The checksum is verified; the text
 * may have been reformatted or its keys reordered since, as JSON columns of databases do, since the checksum is
 * over the canonical form. The checksum tells damage, not forgery: who can write the file can write a new one.
 * No code in the file is ever run. What older releases wrote comes in the newest format. Of the state only what
 * every kind has is checked here, `state.training` among it; {@link deserializeModel} checks it against its kind.
 *
 * @throws {@link IntegrityError} when the content does not match its checksum.
 * @throws {@link SerializationError} when it is no stored model: bad gzip, UTF-8 or JSON, a field that does not
 * fit, a newer format, a `__proto__` key, more than 64 levels, more than `maxBytes`.
 * @throws {@link InvalidArgumentError} when the source is neither text nor bytes, or an option is unknown.
 * @example
 * ```ts
 * import { readModelEnvelope, serializeModel, trainNaive } from 'coincast';
 *
 * const text = await serializeModel(trainNaive([100, 102, 101]), { metrics: { mae: 1.5 } });
 * const envelope = await readModelEnvelope(text);
 * envelope.kind; // => 'naive'
 * envelope.state.training.n; // => 3
 * envelope.metrics; // => { mae: 1.5 }
 * ```
 */
export async function readModelEnvelope(
  source: string | Uint8Array,
  options: ReadModelOptions = {},
): Promise<ModelEnvelope> {
  return openEnvelope(parseJson(await decodeModelText(source, resolveMaxBytes(options))));
}

/**
 * The size limit in the options, or the default one.
 *
 * @internal
 */
export function resolveMaxBytes(options: ReadModelOptions): number {
  requireKnownKeys('options', options, ['maxBytes']);
  return requireInteger('maxBytes', options.maxBytes ?? 2 ** 24, { min: 1 });
}
