import { SerializationError } from '../errors/index.js';

/**
 * The SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits, by WebCrypto.
 *
 * @throws {@link SerializationError} where the page has no WebCrypto because it came over plain HTTP.
 */
export async function sha256(text: string): Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) {
    throw new SerializationError({
      message:
        'Models are checked with WebCrypto (crypto.subtle), which is missing here. Browsers offer it only on pages from https or localhost.',
    });
  }
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
