/**
 * Copies the values that are not yet known, NaN and always the first ones, from the front of a block, and returns
 * the first row that is known.
 *
 * @internal
 */
export function passUnknown(input: Float64Array, output: Float64Array, count: number): number {
  let row = 0;
  while (row < count && Number.isNaN(input[row])) output[row++] = Number.NaN;
  return row;
}
