/**
 * Moments of hinges (t - c)₊ from moments of the segments between changepoints, by a recursion from the last segment
 * to the first: whoever moves the origin back by d adds d to every distance, which makes the second moment
 * M2 + 2 d M1 + d² M0, sums of positive numbers without cancellation.
 *
 * `segments` holds for each segment, the first beginning at 0 and the others at `changepoints`, the sums of w, w τ and
 * w τ², τ being the distance from where the segment begins. In place they become sums over all rows from there on.
 *
 * @internal
 */
export function accumulateMoments(segments: Float64Array, changepoints: Float64Array): void {
  for (let s = changepoints.length - 1; s >= 0; s--) {
    const from = s === 0 ? 0 : changepoints[s - 1]!;
    const d = changepoints[s]! - from;
    const m0 = segments[3 * s + 3]!;
    const m1 = segments[3 * s + 4]!;
    const m2 = segments[3 * s + 5]!;
    segments[3 * s] = segments[3 * s]! + m0;
    segments[3 * s + 1] = segments[3 * s + 1]! + m1 + d * m0;
    segments[3 * s + 2] = segments[3 * s + 2]! + m2 + d * (2 * m1 + d * m0);
  }
}

/**
 * The same for sums of x and x τ of `width` columns, row-major, two rows a segment: first the sums of x, then those of
 * x τ.
 *
 * @internal
 */
export function accumulateFirstMoments(
  segments: Float64Array,
  width: number,
  changepoints: Float64Array,
): void {
  for (let s = changepoints.length - 1; s >= 0; s--) {
    const from = s === 0 ? 0 : changepoints[s - 1]!;
    const d = changepoints[s]! - from;
    const at = 2 * s * width;
    const after = at + 2 * width;
    for (let j = 0; j < width; j++) {
      const sum = segments[after + j]!;
      segments[at + j] = segments[at + j]! + sum;
      segments[at + width + j] = segments[at + width + j]! + segments[after + width + j]! + d * sum;
    }
  }
}

/**
 * Writes the part of the normal equations that the trend's columns have with each other, from accumulated moments.
 *
 * @internal
 */
export function writeTrendGram(
  gram: Float64Array,
  columns: number,
  place: { readonly hasSlope: boolean; readonly hinges: number },
  moments: Float64Array,
  changepoints: Float64Array,
): void {
  gram[0] = moments[0]!;
  if (place.hasSlope) {
    gram[columns] = moments[1]!;
    gram[columns + 1] = moments[2]!;
  }
  for (let l = 0; l < changepoints.length; l++) {
    const c = changepoints[l]!;
    const m1 = moments[3 * l + 4]!;
    const m2 = moments[3 * l + 5]!;
    const row = (place.hinges + l) * columns;
    gram[row] = m1;
    if (place.hasSlope) gram[row + 1] = m2 + c * m1;
    for (let j = 0; j <= l; j++) gram[row + place.hinges + j] = m2 + (c - changepoints[j]!) * m1;
  }
}
