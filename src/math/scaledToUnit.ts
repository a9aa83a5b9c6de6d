/**
 * The values times the power of two that brings the largest magnitude into [1, 2), as a new array.
 *
 * The scaling is exact, so a statistic that does not depend on scale keeps every bit, while its sums of
 * squares neither overflow nor underflow. Zeros stay zeros.
 *
 * @internal
 */
export function scaledToUnit(values: Float64Array): Float64Array {
  const scale = unitScale(values);
  return values.map((value) => value * scale);
}

/**
 * The power of two by which {@link scaledToUnit} multiplies, at most 2^1000; 1 for zeros alone.
 *
 * @internal
 */
export function unitScale(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return 2 ** -Math.max(-1000, exponent(largest));
}

function exponent(magnitude: number): number {
  if (magnitude === 0) return 0;
  const guess = Math.floor(Math.log2(magnitude));
  return 2 ** guess > magnitude ? guess - 1 : guess;
}
