import { deviceName } from './ModelStore.js';

/**
 * Any text as a segment of a key: what is not `a-z 0-9 -` becomes `_` and two hexadecimal digits for each byte of
 * UTF-8, and so does the first letter of what Windows takes for a device. Two texts never share a segment, also where
 * case is ignored.
 *
 * @internal
 */
export function keySegment(text: string): string {
  const segment = text.replace(/[^a-z0-9-]+/gu, escaped);
  return deviceName.test(segment) ? escaped(segment[0]!) + segment.slice(1) : segment;
}

/** The text that {@link keySegment} made a segment of. @internal */
export function textOfSegment(segment: string): string {
  return decodeURIComponent(segment.replaceAll('_', '%'));
}

function escaped(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => `_${byte.toString(16).padStart(2, '0')}`).join(
    '',
  );
}
