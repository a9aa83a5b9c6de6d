import { IntegrityError } from '../errors/index.js';
import { sha256 } from './sha256.js';

/** What a checksum is of, and what to do where it does not match. */
export interface Checked {
  /** What is checked, as the beginning of a sentence. */
  readonly what: string;
  /** The checksum stored with it. */
  readonly expected: string;
  readonly content: string | Uint8Array;
  /** The end of the sentence "It was damaged or edited; ...". */
  readonly advice?: string;
}

/**
 * Verifies content by its SHA-256.
 *
 * @throws {@link IntegrityError} naming both checksums when they differ.
 */
export async function requireChecksum({
  what,
  expected,
  content,
  advice = 'restore it from a backup',
}: Checked): Promise<void> {
  const actual = await sha256(content);
  if (actual === expected) return;
  throw new IntegrityError({
    message: `${what} does not match its checksum: it says ${expected.slice(0, 8)}..., its content has ${actual.slice(0, 8)}.... It was damaged or edited; ${advice}.`,
    expected,
    actual,
  });
}
