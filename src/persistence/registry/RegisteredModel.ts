import * as z from 'zod/mini';
import { IntegrityError, SerializationError } from '../../errors/index.js';
import { deepFreeze, type TrainingSummary } from '../../models/index.js';
import type { JsonValue, ModelEnvelope } from '../ModelEnvelope.js';
import { restoreModel, type StoredModel } from '../modelKinds.js';
import { readModelEnvelope } from '../readModelEnvelope.js';
import { modelKey, parseModelKey } from './keys.js';

/** What a registry tells of one of its versions; the model itself is loaded by `load`. Frozen, JSON-safe data. */
export interface RegisteredModel {
  /** The version, which names it among those of its coin; those the registry makes are in order of time. */
  readonly version: string;
  /** The coin it forecasts. */
  readonly coin: string;
  /** The family, such as `arima`. */
  readonly kind: string;
  /** When it was registered, epoch ms UTC. */
  readonly registeredAt: number;
  /** What it was trained on, and when. */
  readonly training: TrainingSummary;
  /** What was measured about it, as given to `register`; empty where nothing was. */
  readonly metrics: { readonly [name: string]: JsonValue };
  /** The labels given to `register`. */
  readonly tags: Readonly<Record<string, string>>;
  /** How large it is in the store, bytes. */
  readonly bytes: number;
  /** SHA-256 over all of its content, see `ModelEnvelope`. */
  readonly sha256: string;
}

/** What a registry keeps in an envelope's metadata. */
export interface RegistryMetadata {
  readonly version: string;
  readonly coin: string;
  readonly registeredAt: number;
  readonly tags: Readonly<Record<string, string>>;
}

let schema: ReturnType<typeof buildSchema> | undefined;

function buildSchema() {
  return z.object({
    metadata: z.strictObject({
      version: z.string(),
      coin: z.string(),
      registeredAt: z.number(),
      tags: z.record(z.string(), z.string()),
    }),
  });
}

/**
 * What the bytes under a key tell of the version, its checksum verified.
 *
 * @throws {@link IntegrityError} when they do not match their checksum, or are those of another version.
 * @throws {@link SerializationError} when they are no model that a registry stored.
 */
export async function describeModel(key: string, bytes: Uint8Array): Promise<RegisteredModel> {
  return describe(key, bytes, await readModelEnvelope(bytes));
}

/** A version with the model itself. */
export interface LoadedModel {
  readonly model: StoredModel;
  readonly registered: RegisteredModel;
}

/** The model of the bytes under a key, and what they tell of it, read once. It throws as {@link describeModel} does. */
export async function openModel(key: string, bytes: Uint8Array): Promise<LoadedModel> {
  const envelope = await readModelEnvelope(bytes);
  const registered = describe(key, bytes, envelope);
  return Object.freeze({ model: restoreModel(envelope.kind, envelope.state), registered });
}

function describe(key: string, bytes: Uint8Array, envelope: ModelEnvelope): RegisteredModel {
  schema ??= buildSchema();
  const result = schema.safeParse(envelope);
  if (!result.success) {
    const { path, message } = result.error.issues[0]!;
    throw new SerializationError({
      message: `${key} was not stored by a registry: ${path.join('.')}: ${message}. Register the model, rather than copying its file.`,
      path: path.join('.'),
    });
  }
  const { metadata } = result.data;
  const own = modelKey(metadata.coin, metadata.version);
  if (own !== key || parseModelKey(key) === undefined) {
    throw new IntegrityError({
      message: `${key} holds the model that was registered as ${own}. It was copied or renamed; restore the key from a backup.`,
      expected: key,
      actual: own,
    });
  }
  return deepFreeze({
    version: metadata.version,
    coin: metadata.coin,
    kind: envelope.kind,
    registeredAt: metadata.registeredAt,
    training: envelope.state.training,
    metrics: envelope.metrics ?? {},
    tags: metadata.tags,
    bytes: bytes.length,
    sha256: envelope.sha256,
  });
}
