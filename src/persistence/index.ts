/** Models as small texts: writing them, reading them back bit for bit, and telling damage. */
export { deserializeModel } from './deserializeModel.js';
export { gzipText } from './gzip.js';
export type { JsonValue, ModelEnvelope } from './ModelEnvelope.js';
export type { StoredModel } from './modelKinds.js';
export { type ReadModelOptions, readModelEnvelope, resolveMaxBytes } from './readModelEnvelope.js';
export { type SerializeModelOptions, serializeModel } from './serializeModel.js';
