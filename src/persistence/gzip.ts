import { SerializationError } from '../errors/index.js';

/**
 * A text's UTF-8 bytes, gzipped (RFC 1952) without a time of day: equal texts give equal bytes.
 *
 * @internal
 */
export async function gzipText(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(compressed).arrayBuffer());
}

/** Whether the bytes begin with gzip's magic number. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * What gzipped bytes hold. It stops as soon as more than `maxBytes` come out, so that a small file that
 * expands without end costs no more memory than that.
 *
 * @throws {@link SerializationError} when the bytes are cut off or damaged, or hold more.
 */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      chunks.push(value!);
      length += value!.length;
      if (length > maxBytes) break;
    }
  } catch (error) {
    throw new SerializationError(
      { message: 'The gzipped model is cut off or damaged. Restore the file from a backup.' },
      { cause: error },
    );
  }
  if (length > maxBytes) {
    await reader.cancel();
    throw new SerializationError({
      message: `The gzipped model expands beyond ${maxBytes} bytes. Give a larger maxBytes if you trust its origin.`,
    });
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
