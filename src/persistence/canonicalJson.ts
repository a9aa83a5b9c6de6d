import { quoteValue, SerializationError } from '../errors/index.js';

/** How deep arrays and objects may nest. No model comes near it; cycles and hostile files do. */
export const maxDepth = 64;

/**
 * The one JSON text of a value: keys sorted by UTF-16 code unit, no spaces, numbers as ECMAScript prints them
 * (RFC 8785, but with the sign of -0), so that equal data have equal checksums and every bit comes back.
 *
 * Only plain data pass: finite numbers, strings, booleans, null, arrays and plain objects. A key whose value is
 * `undefined` is left out, as `JSON.stringify` does.
 *
 * @throws {@link SerializationError} naming the path of anything else, of a `__proto__` key, or of what nests
 * deeper than 64 levels.
 */
export function canonicalJson(root: unknown): string {
  const path: (string | number)[] = [];

  function write(value: unknown): string {
    if (typeof value === 'string' || typeof value === 'boolean' || value === null || isPlainNumber(value)) {
      return JSON.stringify(value);
    }
    if (Object.is(value, -0)) return '-0';
    if (!Array.isArray(value) && !isPlainObject(value)) throw notJson(path, value);
    if (path.length === maxDepth) throw tooDeep(path);
    return Array.isArray(value) ? writeArray(value) : writeObject(value);
  }

  function writeArray(values: readonly unknown[]): string {
    // Most of a large state are arrays of numbers, which the engine prints in a third of the time. Unlike `every`,
    // `findIndex` sees holes.
    if (values.findIndex((value) => !isPlainNumber(value)) < 0) return JSON.stringify(values);
    return `[${Array.from(values, (value, index) => within(index, value)).join(',')}]`;
  }

  function writeObject(object: Readonly<Record<string, unknown>>): string {
    const parts: string[] = [];
    for (const key of Object.keys(object).sort()) {
      const value = object[key];
      if (key === '__proto__') throw protoKey(path);
      if (value !== undefined) parts.push(`${JSON.stringify(key)}:${within(key, value)}`);
    }
    return `{${parts.join(',')}}`;
  }

  function within(key: string | number, value: unknown): string {
    path.push(key);
    const text = write(value);
    path.pop();
    return text;
  }

  return write(root);
}

/** Whether `JSON.stringify` prints a value as a number and with its sign. */
function isPlainNumber(value: unknown): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

/** Whether a value is an object as JSON has them: no array, no instance of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function pathOf(path: readonly (string | number)[]): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[A-Za-z_$][\w$]*$/.test(step) ? `.${step}` : `[${quoteValue(step)}]`;
  });
  return steps.join('').replace(/^\./, '') || 'the model';
}

function notJson(path: readonly (string | number)[], value: unknown): SerializationError {
  const where = pathOf(path);
  return new SerializationError({
    message: `${where} must be JSON data (a finite number, text, boolean, null, plain array or object), got ${quoteValue(value)}. Convert or remove it.`,
    path: where,
  });
}

function protoKey(path: readonly (string | number)[]): SerializationError {
  const where = pathOf(path);
  return new SerializationError({
    message: `${where} has a key "__proto__", which no model needs and an attack would. Do not use these data.`,
    path: where,
  });
}

function tooDeep(path: readonly (string | number)[]): SerializationError {
  const where = pathOf(path.slice(0, 2));
  return new SerializationError({
    message: `${where} nests deeper than ${maxDepth} levels, or refers to itself. Flatten it.`,
    path: where,
  });
}
