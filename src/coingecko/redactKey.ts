/** Takes a client's key out of whatever comes from outside. */
export interface KeyRedactor {
  /** Words of a server or a runtime, with `[key]` for every occurrence of the key. */
  text(text: string): string;
  /** The same for data, which a key too short for one of CoinGecko's would garble: that one stays. */
  data(text: string): string;
  /** The error itself, or, where it mentions the key anywhere, a plain one that does not. */
  cause(error: unknown): unknown;
}

const shortestInWords = 3;
const shortestInData = 8;
/** What is larger than this cannot be looked through in good time, and is taken to mention the key. */
const mostParts = 10_000;

/**
 * A redactor of one key in any case, also as JSON, URLs and HTML write it. CoinGecko's own keys have 27
 * characters.
 */
export function createKeyRedactor(apiKey: string | undefined): KeyRedactor {
  const keep = (text: string) => text;
  if (apiKey === undefined || apiKey.length < shortestInWords) {
    return { text: keep, data: keep, cause: (error) => error };
  }
  const pattern = [...apiKey].map(formsOf).join('');
  const everywhere = new RegExp(pattern, 'gi');
  const anywhere = new RegExp(pattern, 'i');
  const text = (words: string) => words.replace(everywhere, '[key]');
  return {
    text,
    data: apiKey.length < shortestInData ? keep : text,
    cause(error) {
      try {
        if (!mentions(error, anywhere)) return error;
        if (error instanceof Error) return new Error(text(error.message));
      } catch {
        // What cannot even be read is not passed on.
      }
      return new Error('The failure mentions the API key.');
    },
  };
}

/** One visible ASCII character as it is or with a backslash, and as JSON, URLs and HTML may write it. */
function formsOf(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  const plain = `\\\\?\\x${hex}`;
  return `(?:${plain}|\\\\u00${hex}|%${hex}|&#0*${code};|&#x0*${hex};)`;
}

/** A set iterates over what is added meanwhile, so each part is looked at once, however they refer to each other. */
function mentions(root: unknown, key: RegExp): boolean {
  const parts = new Set([root]);
  for (const part of parts) {
    if (parts.size > mostParts || (typeof part === 'string' && key.test(part))) return true;
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) continue;
    for (const inner of partsOf(part)) parts.add(inner);
  }
  return false;
}

function partsOf(value: object): unknown[] {
  const names = Reflect.ownKeys(value);
  const parts: unknown[] = [...names, ...names.map((name) => Reflect.get(value, name))];
  if (value instanceof Error) parts.push(value.message, value.stack, value.cause);
  if (value instanceof Request || value instanceof Response) parts.push(value.url, value.headers);
  if (value instanceof URL) parts.push(value.href);
  if (value instanceof Headers || value instanceof Map) parts.push(...[...value].flat());
  if (value instanceof Set) parts.push(...value);
  return parts;
}
