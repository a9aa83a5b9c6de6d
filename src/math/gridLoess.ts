/** A local regression on a regular grid: its span in points, its degree, and how far apart it is evaluated. */
export interface GridLoessSettings {
  /** The number of points of each local fit, odd and at least 3; it may exceed the length of the series. */
  readonly window: number;
  /** 0 fits a local constant, 1 a local line. */
  readonly degree: 0 | 1;
  /** The fit is evaluated at every `jump`-th point and at the last, and interpolated linearly between. */
  readonly jump: number;
}

/** What {@link createGridLoess} prepares; its tables fill as windows are met. */
export interface GridLoess extends GridLoessSettings {
  /** The number of points of the series it smooths. */
  readonly length: number;
  /** The weights by distance in a window that no end cuts off, which sum to 1; none if all windows are cut off. */
  readonly kernel: Float64Array;
  /** The weights by distance of other windows met last, each at its bandwidth modulo the number of tables. */
  readonly tables: DistanceWeights[];
  /** A local line needs a weighted variance of the abscissae above this. */
  readonly leastVariance: number;
  /** As many ones as there are points: the weights of an unweighted fit. */
  readonly ones: Float64Array;
}

interface DistanceWeights {
  readonly bandwidth: number;
  readonly weights: Float64Array;
}

/** The numbers kept in tables, at most: half a megabyte. */
const mostTabulated = 1 << 16;

/**
 * Prepares loess, locally weighted regression, for series of `length` points (at least 2) one step apart.
 *
 * The weight of a point at distance d from the point of the fit is (1 - (d / h)³)³, where h is the distance of
 * the farthest point of the window, increased by half of what the window lacks when it exceeds the series; it is
 * 1 up to h / 1000 and 0 beyond 0.999 h. Distances on a grid are whole numbers, so weights come from tables, and
 * away from the ends an unweighted fit is one symmetric filter. A local line gives way to the local constant where
 * the weighted standard deviation of the abscissae is no more than a thousandth of their range. Source: Cleveland,
 * Cleveland, McRae and Terpenning, "STL: A seasonal-trend decomposition procedure based on loess", Journal of
 * Official Statistics 6 (1990), and the authors' program as to the thousandths.
 *
 * @internal
 */
export function createGridLoess(length: number, { window, degree, jump }: GridLoessSettings): GridLoess {
  const size = Math.min(window, length) + 1;
  const count = Math.max(2, Math.min(size, Math.floor(mostTabulated / size)));
  const kernel = window > length ? new Float64Array(0) : normalizedKernel(window >> 1);
  const none = { bandwidth: 0, weights: new Float64Array(0) };
  const tables = new Array<DistanceWeights>(count).fill(none);
  const leastVariance = (0.001 * (length - 1)) ** 2;
  const ones = new Float64Array(length).fill(1);
  return { length, window, degree, jump, kernel, tables, leastVariance, ones };
}

/**
 * Writes the smoothed values to the first `length` places of `result`. `weights` multiply those of distance;
 * where they leave none the value stays as it is. Cost: length * window / jump.
 *
 * @internal
 */
export function smoothOnGrid(
  loess: GridLoess,
  values: Float64Array,
  weights: Float64Array | undefined,
  result: Float64Array,
): void {
  const { length, window } = loess;
  const half = window >> 1;
  const end = length - 1;
  const step = Math.min(loess.jump, end);
  let left = 0;
  for (let at = 0; at <= end; at += step) {
    left = Math.max(0, Math.min(at - half, length - window));
    if (at < half || at > end - half) {
      result[at] = fitOnGrid(loess, values, weights, { at, left, fallback: values[at]! });
    } else if (weights === undefined) {
      result[at] = filterAt(loess.kernel, values, at);
    } else {
      result[at] =
        loess.degree === 0 ? meanAt(loess, values, weights, at) : lineAt(loess, values, weights, at);
    }
    if (step > 1 && at > 0) interpolateBetween(result, at - step, at);
  }
  const last = end - (end % step);
  if (last === end) return;
  // As in the authors' program the last point takes the window of the last point of the grid of fits.
  result[end] = fitOnGrid(loess, values, weights, { at: end, left, fallback: values[end]! });
  interpolateBetween(result, last, end);
}

/**
 * The local fit at one point, which may lie a step outside the grid, to the window that begins at `left`;
 * `fallback` where no point of the window has weight.
 *
 * @internal
 */
export function fitOnGrid(
  loess: GridLoess,
  values: Float64Array,
  weights: Float64Array | undefined,
  { at, left, fallback }: { readonly at: number; readonly left: number; readonly fallback: number },
): number {
  const right = Math.min(loess.length, left + loess.window) - 1;
  const byDistance = distanceWeights(loess, Math.max(at - left, right - at));
  const byPoint = weights ?? loess.ones;
  let total = 0;
  let products = 0;
  let moments = 0;
  for (let j = left; j <= right; j++) {
    const weight = byDistance[Math.abs(j - at)]! * byPoint[j]!;
    total += weight;
    products += weight * values[j]!;
    moments += weight * (j - at);
  }
  if (total <= 0) return fallback;
  const mean = products / total;
  if (loess.degree === 0) return mean;
  const centre = moments / total;
  let variation = 0;
  let covariation = 0;
  for (let j = left; j <= right; j++) {
    const deviation = j - at - centre;
    const weighted = byDistance[Math.abs(j - at)]! * byPoint[j]! * deviation;
    variation += weighted * deviation;
    covariation += weighted * values[j]!;
  }
  return variation > loess.leastVariance * total ? mean - (centre * covariation) / variation : mean;
}

/** The weighted local constant in the middle of a whole window. */
function meanAt(loess: GridLoess, values: Float64Array, weights: Float64Array, at: number): number {
  const { kernel } = loess;
  let total = kernel[0]! * weights[at]!;
  let products = total * values[at]!;
  for (let distance = 1; distance < kernel.length; distance++) {
    const before = kernel[distance]! * weights[at - distance]!;
    const after = kernel[distance]! * weights[at + distance]!;
    total += before + after;
    products += before * values[at - distance]! + after * values[at + distance]!;
  }
  return total > 0 ? products / total : values[at]!;
}

/**
 * The weighted local line in the middle of a whole window, from one pass over it; two where the weights are so
 * much to one side that the variance as a difference of moments would lose digits.
 */
function lineAt(loess: GridLoess, values: Float64Array, weights: Float64Array, at: number): number {
  const { kernel } = loess;
  let total = kernel[0]! * weights[at]!;
  let products = total * values[at]!;
  let moments = 0;
  let squares = 0;
  let crossed = 0;
  for (let distance = 1; distance < kernel.length; distance++) {
    const before = kernel[distance]! * weights[at - distance]!;
    const after = kernel[distance]! * weights[at + distance]!;
    const productBefore = before * values[at - distance]!;
    const productAfter = after * values[at + distance]!;
    total += before + after;
    products += productBefore + productAfter;
    moments += (after - before) * distance;
    squares += (after + before) * distance * distance;
    crossed += (productAfter - productBefore) * distance;
  }
  if (squares <= loess.leastVariance * total && total > 0) return products / total;
  const centre = moments / total;
  const variation = squares - centre * moments;
  if (variation > Math.max(0.01 * squares, loess.leastVariance * total)) {
    return products / total - (centre * (crossed - centre * products)) / variation;
  }
  return fitOnGrid(loess, values, weights, { at, left: at - kernel.length + 1, fallback: values[at]! });
}

function filterAt(kernel: Float64Array, values: Float64Array, at: number): number {
  let sum = kernel[0]! * values[at]!;
  for (let distance = 1; distance < kernel.length; distance++) {
    sum += kernel[distance]! * (values[at - distance]! + values[at + distance]!);
  }
  return sum;
}

function interpolateBetween(result: Float64Array, from: number, to: number): void {
  const start = result[from]!;
  const slope = (result[to]! - start) / (to - from);
  for (let j = from + 1; j < to; j++) result[j] = start + slope * (j - from);
}

/** The weights by distance, up to a factor, of a window whose farthest point is that far. */
function distanceWeights(loess: GridLoess, farthest: number): Float64Array {
  const { length, window, kernel, tables } = loess;
  if (farthest === kernel.length - 1) return kernel;
  const bandwidth = farthest + (Math.max(0, window - length) >> 1);
  const slot = bandwidth % tables.length;
  const kept = tables[slot]!;
  if (kept.bandwidth === bandwidth) return kept.weights;
  const isRoomy = kept.weights.length > farthest;
  const weights = isRoomy ? kept.weights : new Float64Array(Math.max(farthest, Math.min(window, length)) + 1);
  for (let distance = 0; distance <= farthest; distance++) weights[distance] = tricube(distance, bandwidth);
  tables[slot] = { bandwidth, weights };
  return weights;
}

function tricube(distance: number, bandwidth: number): number {
  if (distance <= 0.001 * bandwidth) return 1;
  if (distance > 0.999 * bandwidth) return 0;
  const ratio = distance / bandwidth;
  const fall = 1 - ratio * ratio * ratio;
  return fall * fall * fall;
}

function normalizedKernel(half: number): Float64Array {
  const kernel = Float64Array.from({ length: half + 1 }, (_, distance) => tricube(distance, half));
  let total = kernel[0]!;
  for (let distance = 1; distance <= half; distance++) total += 2 * kernel[distance]!;
  return kernel.map((weight) => weight / total);
}
