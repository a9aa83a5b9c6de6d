/**
 * Zeroed arrays of the given lengths in one stretch of memory: in V8 a `Float64Array` of more than eight numbers
 * costs microseconds to allocate, whatever its length, as much as a pass over a thousand of them.
 *
 * @internal
 */
export function allocateArrays(lengths: readonly number[]): Float64Array[] {
  const whole = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
  let start = 0;
  return lengths.map((length) => {
    start += length;
    return whole.subarray(start - length, start);
  });
}
