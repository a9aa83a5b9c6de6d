import { SerializationError } from '../errors/index.js';
import { hexDigits } from './hexDigits.js';

/**
 * The SHA-256 of bytes, or of a text's UTF-8 bytes, as 64 hexadecimal digits, by WebCrypto.
 *
 * @throws {@link SerializationError} where the page has no WebCrypto because it came over plain HTTP.
 */
export async function sha256(data: string | Uint8Array): Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) {
    throw new SerializationError({
      message:
        'Models are checked with WebCrypto (crypto.subtle), which is missing here. Browsers offer it only on pages from https or localhost.',
    });
  }
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : Uint8Array.from(data);
  return hexDigits(new Uint8Array(await subtle.digest('SHA-256', bytes)));
}
