/**
 * The median of finite values, the mean of the middle two of an even number, in linear time on average; NaN
 * for no values. The values are left in another order.
 *
 * @internal
 */
export function medianInPlace(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const upper = n >> 1;
  select(values, upper, 0, n - 1);
  if (n % 2 === 1) return values[upper]!;
  let below = values[0]!;
  for (let i = 1; i < upper; i++) below = Math.max(below, values[i]!);
  return below + (values[upper]! - below) / 2;
}

/**
 * Brings the value of rank `k` to place `k`, with none greater before it and none less behind, between `low` and
 * `high`. The pivot comes from a sample, itself selected first, so that little more than one and a half passes
 * over the values are needed.
 *
 * Source: Floyd and Rivest, "Algorithm 489: The algorithm SELECT", Communications of the ACM 18 (1975).
 */
function select(values: Float64Array, k: number, low: number, high: number): void {
  while (low < high) {
    if (high - low > 600) selectInSample(values, k, low, high);
    const pivot = values[k]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (j < k) low = i;
    if (k < i) high = j;
  }
}

function selectInSample(values: Float64Array, k: number, low: number, high: number): void {
  const n = high - low + 1;
  const share = (k - low + 1) / n;
  const size = 0.5 * n ** (2 / 3);
  const deviation = 0.5 * Math.sqrt((Math.log(n) * size * (n - size)) / n) * (share < 0.5 ? -1 : 1);
  const from = Math.floor(k - share * size + deviation);
  const to = Math.floor(k + (1 - share) * size + deviation);
  select(values, k, Math.max(low, from), Math.min(high, to));
}
