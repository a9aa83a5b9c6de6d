import * as z from 'zod/mini';
import { quoteValue, SerializationError } from '../errors/index.js';
import type { ModelState } from '../models/index.js';
import { isPlainObject } from './canonicalJson.js';

/** The name by which a stored model is recognised. */
export const modelFormat = 'coincast-model';

/** The version of the envelope this release writes, and the newest it reads. */
export const modelFormatVersion = 1;

/** Plain JSON data. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What stands around a model's state in a stored model. */
export interface ModelEnvelope {
  readonly format: typeof modelFormat;
  /** The version of this envelope. */
  readonly formatVersion: number;
  /** The version of coincast that wrote it. */
  readonly libraryVersion: string;
  /** The kind of model, such as `arima`. */
  readonly kind: string;
  /** The model's state, as its `toJSON` gave it. */
  readonly state: ModelState;
  /** What was measured about the model, as given to `serializeModel`. */
  readonly metrics?: { readonly [name: string]: JsonValue };
  /** Whatever else the writer wanted to keep with the model. */
  readonly metadata?: { readonly [name: string]: JsonValue };
  /** SHA-256 over the canonical JSON of all other fields, 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Checks the shape of an envelope; its checksum and state are checked after.
 *
 * @throws {@link SerializationError} when it is none, or was written by a newer release.
 */
export function parseEnvelope(data: unknown): ModelEnvelope {
  const { format, formatVersion } = fieldsOf(data);
  if (format !== modelFormat) {
    throw new SerializationError({
      message: `format must be "${modelFormat}", got ${quoteValue(format)}. Give what serializeModel or saveModel wrote.`,
      path: 'format',
    });
  }
  if (typeof formatVersion === 'number' && formatVersion > modelFormatVersion) {
    throw new SerializationError({
      message: `The model was written in format version ${formatVersion}, and this release reads up to ${modelFormatVersion}. Update coincast.`,
      path: 'formatVersion',
    });
  }
  const result = envelopeSchema().safeParse(data);
  if (result.success) return data as ModelEnvelope;
  const issue = result.error.issues[0]!;
  const path = issue.path.join('.');
  throw new SerializationError({
    message: `The stored model does not fit its format${path === '' ? '' : ` at ${path}`}: ${issue.message}. Restore the file from a backup.`,
    path: path === '' ? undefined : path,
  });
}

function fieldsOf(data: unknown): { readonly format?: unknown; readonly formatVersion?: unknown } {
  return typeof data === 'object' && data !== null ? data : {};
}

let schema: ReturnType<typeof buildEnvelopeSchema> | undefined;

function envelopeSchema() {
  schema ??= buildEnvelopeSchema();
  return schema;
}

function buildEnvelopeSchema() {
  const record = z.custom<object>(isPlainObject, 'expected an object');
  return z.strictObject({
    format: z.literal(modelFormat),
    formatVersion: z.literal(modelFormatVersion),
    libraryVersion: z.string(),
    kind: z.string(),
    state: record,
    metrics: z.exactOptional(record),
    metadata: z.exactOptional(record),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  });
}
