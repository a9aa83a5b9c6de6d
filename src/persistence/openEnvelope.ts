import { quoteValue, SerializationError } from '../errors/index.js';
import { isPlainObject } from './canonicalJson.js';
import { type EnvelopeFields, envelopeVersions } from './envelopeVersions.js';
import { type ModelEnvelope, modelFormat, parseEnvelope } from './ModelEnvelope.js';

/**
 * The envelope in parsed JSON: its checksum is verified by the rules of the version that wrote it, then its content is
 * brought to the newest version step by step, then every field is checked.
 *
 * @throws {@link IntegrityError} when the content does not match its checksum.
 * @throws {@link SerializationError} when it is no stored model, or was written by a newer release.
 */
export async function openEnvelope(data: unknown, versions = envelopeVersions): Promise<ModelEnvelope> {
  let fields: EnvelopeFields = isPlainObject(data) ? data : {};
  const written = versionOf(fields, versions.length);
  await versions[written - 1]!.verify(fields);
  for (let version = written; version < versions.length; version++) {
    fields = { ...versions[version - 1]!.upgrade!(fields), formatVersion: version + 1 };
  }
  return parseEnvelope(fields);
}

function versionOf({ format, formatVersion }: EnvelopeFields, newest: number): number {
  if (format !== modelFormat) {
    throw new SerializationError({
      message: `format must be "${modelFormat}", got ${quoteValue(format)}. Give what serializeModel or saveModel wrote.`,
      path: 'format',
    });
  }
  if (typeof formatVersion === 'number' && formatVersion > newest) {
    throw new SerializationError({
      message: `The model was written in format version ${formatVersion}, and this release reads up to ${newest}. Update coincast.`,
      path: 'formatVersion',
    });
  }
  if (Number.isInteger(formatVersion) && (formatVersion as number) > 0) return formatVersion as number;
  throw new SerializationError({
    message: `The stored model does not fit its format at formatVersion: it must be a whole number from 1 to ${newest}, got ${quoteValue(formatVersion)}. Restore the file from a backup.`,
    path: 'formatVersion',
  });
}
