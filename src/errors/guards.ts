import { InsufficientDataError } from './InsufficientDataError.js';
import { InvalidArgumentError } from './InvalidArgumentError.js';
import { NonFiniteValueError } from './NonFiniteValueError.js';
import { nearestName } from './nearestName.js';

/** Numbers in a row: what every statistic and trainer takes as a bare series. */
export type NumberArray = readonly number[] | Float64Array;

/** Refuses options the function does not know, naming the nearest one it does. */
export function requireKnownKeys(argument: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new InvalidArgumentError({ argument, value: options, expected: 'an object' });
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const nearest = nearestName(key, known);
    throw new InvalidArgumentError({
      argument,
      value: key,
      expected: `an object with the keys ${known.join(', ')}`,
      hint: nearest === undefined ? undefined : `Did you mean "${nearest}"?`,
    });
  }
}

/** Refuses anything but one of the given literals, naming the nearest. */
export function requireOneOf<const T extends string>(
  argument: string,
  value: unknown,
  allowed: readonly T[],
): T {
  if (allowed.includes(value as T)) return value as T;
  const nearest = typeof value === 'string' ? nearestName(value, allowed) : undefined;
  throw new InvalidArgumentError({
    argument,
    value,
    expected: `one of ${allowed.map((name) => `"${name}"`).join(', ')}`,
    hint: nearest === undefined ? undefined : `Did you mean "${nearest}"?`,
  });
}

/** Bounds of a number; each bound is itself allowed unless it is called `above` or `below`. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

/** Refuses anything but a finite number within bounds. */
export function requireNumber(argument: string, value: unknown, bounds: Bounds = {}): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || !within(value, bounds)) {
    throw new InvalidArgumentError({ argument, value, expected: `a number${describe(bounds)}` });
  }
  return value;
}

/** Refuses anything but a safe integer within bounds. */
export function requireInteger(argument: string, value: unknown, bounds: Bounds = {}): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || !within(value, bounds)) {
    throw new InvalidArgumentError({ argument, value, expected: `an integer${describe(bounds)}` });
  }
  return value;
}

/** Refuses anything but `true` and `false`. */
export function requireBoolean(argument: string, value: unknown): boolean {
  if (typeof value !== 'boolean') {
    throw new InvalidArgumentError({ argument, value, expected: 'true or false' });
  }
  return value;
}

/** Refuses anything but an array of at least `minLength` finite numbers. */
export function requireFiniteArray(
  argument: string,
  values: NumberArray,
  { minLength = 0, operation = argument }: { minLength?: number; operation?: string } = {},
): void {
  if (!(Array.isArray(values) || values instanceof Float64Array)) {
    throw new InvalidArgumentError({
      argument,
      value: values,
      expected: 'an array of numbers or a Float64Array',
    });
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new NonFiniteValueError({ argument, index, value: values[index] });
    }
  }
  if (values.length < minLength) {
    throw new InsufficientDataError({ operation, needed: minLength, got: values.length });
  }
}

/** Refuses two arrays of different length. */
export function requireSameLength(
  argument: string,
  values: { readonly length: number },
  other: string,
  otherValues: { readonly length: number },
): void {
  if (values.length !== otherValues.length) {
    throw new InvalidArgumentError({
      argument: `${argument}.length`,
      value: values.length,
      expected: `${otherValues.length}, the length of ${other}`,
    });
  }
}

function within(value: number, { min, max, above, below }: Bounds): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

function describe({ min, max, above, below }: Bounds): string {
  const parts = [
    min === undefined ? '' : `at least ${min}`,
    above === undefined ? '' : `above ${above}`,
    max === undefined ? '' : `at most ${max}`,
    below === undefined ? '' : `below ${below}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}
