/**
 * The low-pass filter of {@link stl} before its loess: moving averages of length `period`, `period` and 3, which
 * take the n + 2 * period values of `cycle` to the n of `result`. `rooms` are two arrays as long as `cycle`.
 */
export function removeCycle(
  cycle: Float64Array,
  period: number,
  rooms: readonly [Float64Array, Float64Array],
  result: Float64Array,
): void {
  const [once, twice] = rooms;
  movingAverage(cycle, cycle.length, period, once);
  movingAverage(once, cycle.length - period + 1, period, twice);
  movingAverage(twice, cycle.length - 2 * period + 2, 3, result);
}

/** Means of `span` successive values out of the first `length`, by a running sum. */
function movingAverage(values: Float64Array, length: number, span: number, result: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < span; i++) sum += values[i]!;
  result[0] = sum / span;
  for (let i = span; i < length; i++) {
    sum = sum - values[i - span]! + values[i]!;
    result[i - span + 1] = sum / span;
  }
}
