const longest = 80;

/** A value as it reads best in an error message: short, quoted, and never an error itself. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'string') return shorten(JSON.stringify(value));
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value))
    return shorten(`[${value.slice(0, 8).map(quoteValue).join(', ')}${value.length > 8 ? ', ...' : ''}]`);
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString();
  if (typeof value === 'object' && value !== null)
    return `an object with the keys ${quoteValue(Object.keys(value))}`;
  return String(value);
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 3)}...`;
}
