import { IntegrityError, requireInteger, requireKnownKeys } from '../errors/index.js';
import { canonicalJson } from './canonicalJson.js';
import { decodeModelText } from './decodeModelText.js';
import { type ModelEnvelope, parseEnvelope } from './ModelEnvelope.js';
import { parseJson } from './parseJson.js';
import { sha256 } from './sha256.js';

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
 * No code in the file is ever run. The state is not checked against its kind here; {@link deserializeModel}
 * does that.
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
 * envelope.metrics; // => { mae: 1.5 }
 * ```
 */
export async function readModelEnvelope(
  source: string | Uint8Array,
  options: ReadModelOptions = {},
): Promise<ModelEnvelope> {
  const text = await decodeModelText(source, resolveMaxBytes(options));
  const envelope = parseEnvelope(parseJson(text));
  const { sha256: expected, ...content } = envelope;
  const actual = await sha256(canonicalJson(content));
  if (actual === expected) return envelope;
  throw new IntegrityError({
    message: `The stored model does not match its checksum: it says ${expected.slice(0, 8)}..., its content has ${actual.slice(0, 8)}.... It was damaged or edited; restore it from a backup.`,
    expected,
    actual,
  });
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
