import { quoteValue, SerializationError } from '../errors/index.js';
import { canonicalJson } from './canonicalJson.js';
import type { EnvelopeFields } from './envelopeVersions.js';
import { requireChecksum } from './requireChecksum.js';

/**
 * Verifies that `sha256` is the checksum over the canonical JSON of all other fields.
 *
 * @throws {@link IntegrityError} naming both checksums when it is not.
 * @throws {@link SerializationError} when there is none, or the other fields hold what no canonical JSON has.
 */
export async function verifySha256({ sha256: expected, ...content }: EnvelopeFields): Promise<void> {
  if (typeof expected !== 'string' || !/^[0-9a-f]{64}$/.test(expected)) {
    throw new SerializationError({
      message: `The stored model does not fit its format at sha256: it must be 64 hexadecimal digits, got ${quoteValue(expected)}. Restore the file from a backup.`,
      path: 'sha256',
    });
  }
  await requireChecksum({ what: 'The stored model', expected, content: canonicalJson(content) });
}
