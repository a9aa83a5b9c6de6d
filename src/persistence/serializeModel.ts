import { InvalidArgumentError, requireKnownKeys } from '../errors/index.js';
import type { FittedModel } from '../models/index.js';
import { canonicalJson, isPlainObject } from './canonicalJson.js';
import { modelFormatVersion } from './envelopeVersions.js';
import { libraryVersion } from './libraryVersion.js';
import { modelFormat } from './ModelEnvelope.js';
import { requireModelKind } from './modelKinds.js';
import { sha256 } from './sha256.js';

/** Options of {@link serializeModel} and {@link gzipModel}. */
export interface SerializeModelOptions {
  /** What was measured about the model, such as the result of `evaluateForecast`. Plain JSON data. Default: none. */
  readonly metrics?: object | undefined;
  /** Whatever else to keep with the model. Plain JSON data. Default: none. */
  readonly metadata?: object | undefined;
}

/**
 * Writes a fitted model as a small JSON text that {@link deserializeModel} reads anywhere, with bit-identical
 * forecasts.
 *
 * The text is an envelope around the model's state (see {@link ModelEnvelope}) in canonical form: keys sorted,
 * no spaces, so that equal models give equal texts. Its size does not grow with the training data. {@link gzipModel}
 * gives the same in about half the bytes.
 *
 * @throws {@link SerializationError} when the state, `metrics` or `metadata` hold anything but plain JSON data
 * (NaN and infinity included), naming its path, or the model's kind is not one of coincast's.
 * @throws {@link InvalidArgumentError} when an option is unknown.
 * @example
 * ```ts
 * import { deserializeModel, serializeModel, trainDrift } from 'coincast';
 *
 * const model = trainDrift([100, 102, 101, 104]);
 * const text = await serializeModel(model, { metadata: { note: 'nightly' } });
 * const loaded = await deserializeModel(text);
 * loaded.forecast({ horizon: 3 }).mean[2] === model.forecast({ horizon: 3 }).mean[2]; // => true
 * ```
 */
export async function serializeModel(
  model: FittedModel,
  options: SerializeModelOptions = {},
): Promise<string> {
  requireKnownKeys('serializeModel options', options, ['metrics', 'metadata']);
  if (typeof model?.toJSON !== 'function') {
    throw new InvalidArgumentError({ argument: 'model', value: model, expected: 'a fitted model' });
  }
  const content = {
    format: modelFormat,
    formatVersion: modelFormatVersion,
    libraryVersion,
    kind: requireModelKind(model.kind),
    state: model.toJSON(),
    metrics: requireRecord('metrics', options.metrics),
    metadata: requireRecord('metadata', options.metadata),
  };
  return canonicalJson({ ...content, sha256: await sha256(canonicalJson(content)) });
}

function requireRecord(argument: string, value: object | undefined): object | undefined {
  if (value === undefined || isPlainObject(value)) return value;
  throw new InvalidArgumentError({ argument, value, expected: 'a plain object' });
}
