import { SerializationError } from '../errors/index.js';
import { maxDepth } from './canonicalJson.js';

const quote = 0x22;
const backslash = 0x5c;

/**
 * `JSON.parse` for text of unknown origin.
 *
 * Nesting is measured before parsing: sixteen megabytes of `[` would cost a parser more than a gigabyte.
 *
 * @throws {@link SerializationError} when the text is not JSON or nests deeper than 64 levels.
 */
export function parseJson(text: string): unknown {
  requireShallow(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SerializationError(
      {
        message: `The model is not valid JSON: ${(error as Error).message}. Restore the file from a backup.`,
      },
      { cause: error },
    );
  }
}

function requireShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (inString) {
      if (unit === backslash) i++;
      else if (unit === quote) inString = false;
    } else if (unit === quote) inString = true;
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > maxDepth) {
        throw new SerializationError({
          message: `The model nests deeper than ${maxDepth} levels at character ${i}, which no model does. Restore the file from a backup.`,
        });
      }
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
}
