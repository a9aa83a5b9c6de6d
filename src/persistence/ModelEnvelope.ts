import * as z from 'zod/mini';
import { SerializationError } from '../errors/index.js';
import { type ModelState, trainingSummarySchema } from '../models/index.js';
import { isPlainObject } from './canonicalJson.js';

/** The name by which a stored model is recognised. */
export const modelFormat = 'coincast-model';

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
  /** The version of this envelope, counted from 1. */
  readonly formatVersion: number;
  /** The version of coincast that wrote it. */
  readonly libraryVersion: string;
  /** The kind of model, such as `arima`. */
  readonly kind: string;
  /** The model's state, as its `toJSON` gave it; `state.training` says what it was trained on. */
  readonly state: ModelState;
  /** What was measured about the model, as given to `serializeModel`. */
  readonly metrics?: { readonly [name: string]: JsonValue };
  /** Whatever else the writer wanted to keep with the model. */
  readonly metadata?: { readonly [name: string]: JsonValue };
  /** SHA-256 over the canonical JSON of all other fields as they were written, 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * The envelope in unknown data of the newest format version, whose checksum is verified elsewhere. Of the state the
 * fields that every kind has are checked; the others are the business of its kind.
 *
 * @throws {@link SerializationError} naming the first field that does not fit.
 */
export function parseEnvelope(data: unknown): ModelEnvelope {
  const result = envelopeSchema().safeParse(data);
  if (result.success) return data as ModelEnvelope;
  const issue = result.error.issues[0]!;
  const path = issue.path.join('.');
  throw new SerializationError({
    message: `The stored model does not fit its format${path === '' ? '' : ` at ${path}`}: ${issue.message}. Restore the file from a backup.`,
    path: path === '' ? undefined : path,
  });
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
    formatVersion: z.int(),
    libraryVersion: z.string(),
    kind: z.string(),
    state: z.looseObject({
      kind: z.string(),
      version: z.int().check(z.positive()),
      training: trainingSummarySchema(),
    }),
    metrics: z.exactOptional(record),
    metadata: z.exactOptional(record),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  });
}
