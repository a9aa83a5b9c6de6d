import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../../errors/index.js';
import type { ComponentMode } from './TrainProphetOptions.js';

const modes = ['additive', 'multiplicative'] as const;

/** @throws {@link InvalidArgumentError} when it is no array. @internal */
export function requireList<T>(argument: string, list: readonly T[] | undefined): readonly T[] {
  if (list === undefined) return [];
  if (Array.isArray(list)) return list as readonly T[];
  throw new InvalidArgumentError({ argument, value: list, expected: 'an array of objects' });
}

/** @throws {@link InvalidArgumentError} when it is no object, or has an unknown key. @internal */
export function requireObject<T extends object>(
  argument: string,
  value: unknown,
  keys: readonly (keyof T & string)[],
  expected: string,
): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError({ argument, value, expected });
  }
  requireKnownKeys(argument, value, keys);
  return value as T;
}

/** @throws {@link InvalidArgumentError} @internal */
export function requireMode(argument: string, mode: ComponentMode | undefined): ComponentMode | undefined {
  return mode === undefined ? undefined : requireOneOf(argument, mode, modes);
}

/** @throws {@link InvalidArgumentError} @internal */
export function requireScale(argument: string, scale: number | undefined): number | undefined {
  return scale === undefined ? undefined : requireNumber(argument, scale, { min: 1e-6, max: 1e6 });
}

/** @throws {@link InvalidArgumentError} @internal */
export function requireOrder(argument: string, order: number): number {
  return requireInteger(argument, order, { min: 1, max: 100 });
}
