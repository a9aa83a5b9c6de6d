/**
 * How many of the times, which ascend, are not after a moment.
 *
 * @internal
 */
export function observationsUntil(timestamps: Float64Array, until: number): number {
  let [low, high] = [0, timestamps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timestamps[middle]! <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}
