import { IntegrityError, quoteValue, SerializationError } from '../errors/index.js';
import { canonicalJson } from './canonicalJson.js';
import type { EnvelopeFields } from './envelopeVersions.js';
import { sha256 } from './sha256.js';

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
  const actual = await sha256(canonicalJson(content));
  if (actual === expected) return;
  throw new IntegrityError({
    message: `The stored model does not match its checksum: it says ${expected.slice(0, 8)}..., its content has ${actual.slice(0, 8)}.... It was damaged or edited; restore it from a backup.`,
    expected,
    actual,
  });
}
