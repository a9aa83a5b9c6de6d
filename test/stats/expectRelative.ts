import { expect } from 'vitest';

/** Expects `actual` within `tolerance` times the magnitude of `expected`, or within `tolerance` of zero. */
export function expectRelative(actual: number, expected: number, tolerance: number): void {
  const difference = Math.abs(actual - expected);
  const allowed = tolerance * (expected === 0 ? 1 : Math.abs(expected));
  expect(difference, `${actual} against ${expected}`).toBeLessThanOrEqual(allowed);
}

/** Expects as many values, each within `tolerance` of its counterpart as {@link expectRelative} has it. */
export function expectAllRelative(
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expectRelative(actual[i]!, value, tolerance);
}
