const madToStandardDeviation = 1.482602218505602;
const meanDeviationToStandardDeviation = 1.2533141373155003;

/**
 * How many robust standard deviations each value lies from the median of its surroundings, with sign: the
 * Hampel identifier (Hampel 1974; Davies and Gather 1993).
 *
 * The surroundings are the `halfWindow` values on either side and the value itself, cut off at the ends; the
 * median of an even number is the mean of the middle two. The deviation is 1.4826 times the median absolute
 * deviation; where more than half of the values are equal, which makes that 0, it is 1.2533 times the mean
 * absolute deviation (Iglewicz and Hoaglin 1993), and among equal values every score is 0. Fewer than 7 values
 * give scores of 0: they have no surroundings to speak of. Cost O(n halfWindow).
 */
export function hampelScores(values: Float64Array, halfWindow: number): Float64Array {
  const scores = new Float64Array(values.length);
  if (values.length < 7) return scores;
  const sorted = new Float64Array(2 * halfWindow + 1);
  let size = 0;
  for (let index = 0; index < Math.min(halfWindow, values.length); index++)
    insert(sorted, size++, values[index]!);
  for (let index = 0; index < values.length; index++) {
    if (index > halfWindow) remove(sorted, size--, values[index - halfWindow - 1]!);
    if (index + halfWindow < values.length) insert(sorted, size++, values[index + halfWindow]!);
    scores[index] = score(values[index]!, sorted.subarray(0, size));
  }
  return scores;
}

function score(value: number, sorted: Float64Array): number {
  const middle = medianOf(sorted);
  const deviations = sortedDeviations(sorted, middle);
  const spread =
    madToStandardDeviation * medianOf(deviations) ||
    (meanDeviationToStandardDeviation * deviations.reduce((sum, each) => sum + each, 0)) / deviations.length;
  return spread === 0 ? 0 : (value - middle) / spread;
}

// Walks outwards from the middle, which spares sorting each window anew.
function sortedDeviations(sorted: Float64Array, middle: number): Float64Array {
  const deviations = new Float64Array(sorted.length);
  let left = (sorted.length >> 1) - 1;
  let right = left + 1;
  for (let k = 0; k < deviations.length; k++) {
    const below = left < 0 ? Number.POSITIVE_INFINITY : middle - sorted[left]!;
    const above = right === sorted.length ? Number.POSITIVE_INFINITY : sorted[right]! - middle;
    deviations[k] = Math.min(below, above);
    if (below < above) left--;
    else right++;
  }
  return deviations;
}

function medianOf(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function insert(sorted: Float64Array, size: number, value: number): void {
  const at = position(sorted, size, value);
  sorted.copyWithin(at + 1, at, size);
  sorted[at] = value;
}

function remove(sorted: Float64Array, size: number, value: number): void {
  const at = position(sorted, size, value);
  sorted.copyWithin(at, at + 1, size);
}

function position(sorted: Float64Array, size: number, value: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
