/**
 * The quantile of a sample in ascending order, linear between the order statistics: type 7 of Hyndman & Fan (1996), R's
 * default.
 *
 * @internal
 */
export function sampleQuantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const share = position - below;
  return share === 0 ? low : low + share * (sorted[below + 1]! - low);
}
