import { InvalidArgumentError } from '../errors/index.js';
import { hexDigits } from './hexDigits.js';
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

/** The text of a segment, or `undefined` where {@link keySegment} would not have made it. @internal */
export function textIfSegment(segment: string): string | undefined {
  if (segment === '') return undefined;
  try {
    const text = textOfSegment(segment);
    return keySegment(text) === segment ? text : undefined;
  } catch {
    // No UTF-8 behind the signs.
    return undefined;
  }
}

/**
 * Refuses what is no text, or one that is too long for a segment.
 *
 * @throws {@link InvalidArgumentError} saying what was expected.
 * @internal
 */
export function requireSegmentText(argument: string, value: unknown, expected: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= 200) {
    const segment = keySegment(value);
    // The way back fails for half a surrogate pair, which UTF-8 cannot hold.
    if (segment.length <= 200 && textOfSegment(segment) === value) return value;
  }
  throw new InvalidArgumentError({ argument, value, expected });
}

function escaped(text: string): string {
  return hexDigits(new TextEncoder().encode(text)).replace(/../g, '_$&');
}

/** The way back. */
function textOfSegment(segment: string): string {
  return decodeURIComponent(segment.replaceAll('_', '%'));
}
