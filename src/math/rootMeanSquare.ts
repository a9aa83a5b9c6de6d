/**
 * The square root of the mean of the squares, without overflow or underflow of the squares; 0 for no values.
 *
 * @internal
 */
export function rootMeanSquare(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! / largest) ** 2;
  return largest * Math.sqrt(sum / values.length);
}
