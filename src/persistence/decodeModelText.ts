import { InvalidArgumentError, SerializationError } from '../errors/index.js';
import { gunzip, isGzip } from './gzip.js';

/**
 * The JSON text of a stored model: of a text, of UTF-8 bytes, or of such bytes gzipped, which are recognised
 * by their first two bytes.
 *
 * @throws {@link SerializationError} when it is larger than `maxBytes` (for a text: as many UTF-16 units), the
 * gzip stream is damaged, or the bytes are not UTF-8.
 * @throws {@link InvalidArgumentError} when it is neither text nor bytes.
 */
export async function decodeModelText(source: string | Uint8Array, maxBytes: number): Promise<string> {
  if (!(typeof source === 'string' || source instanceof Uint8Array)) {
    throw new InvalidArgumentError({
      argument: 'model',
      value: source,
      expected: 'the text of serializeModel, or a Uint8Array of it',
    });
  }
  if (source.length > maxBytes) {
    throw new SerializationError({
      message: `The model is larger than ${maxBytes} bytes. Give a larger maxBytes if you trust its origin.`,
    });
  }
  if (typeof source === 'string') return source;
  return decodeUtf8(isGzip(source) ? await gunzip(Uint8Array.from(source), maxBytes) : source);
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SerializationError(
      { message: 'The model is neither UTF-8 text nor gzip. Give the file that saveModel wrote, unchanged.' },
      { cause: error },
    );
  }
}
