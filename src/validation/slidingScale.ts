import { createSortedWindow } from './sortedWindow.js';

/** The median absolute deviation of normal values times this is their standard deviation. */
export const madToStandardDeviation = 1.482602218505602;
const meanDeviationToStandardDeviation = 1.2533141373155003;

/** Where values lie and how far they spread, around each of them. */
export interface SlidingScale {
  /** The median of the surroundings of each value. */
  readonly middles: Float64Array;
  /** 1.4826 times the median absolute deviation from it: a standard deviation; 0 where most values are equal. */
  readonly deviations: Float64Array;
}

/**
 * Robust location and spread of the surroundings of each value: the `halfWindow` values on either side and the
 * value itself, cut off at the ends; the median of an even number is the mean of the middle two. Cost O(n halfWindow).
 */
export function slidingScale(values: Float64Array, halfWindow: number): SlidingScale {
  const middles = new Float64Array(values.length);
  const deviations = new Float64Array(values.length);
  const window = createSortedWindow(2 * halfWindow + 1);
  for (let index = 0; index < Math.min(halfWindow, values.length); index++) window.insert(values[index]!);
  for (let index = 0; index < values.length; index++) {
    if (index > halfWindow) window.remove(values[index - halfWindow - 1]!);
    if (index + halfWindow < values.length) window.insert(values[index + halfWindow]!);
    const middle = window.median();
    middles[index] = middle;
    deviations[index] = madToStandardDeviation * medianDeviation(window.values(), middle);
  }
  return { middles, deviations };
}

/**
 * A standard deviation for surroundings most of whose values are equal, where the median absolute deviation is 0:
 * 1.2533 times the mean absolute deviation. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993).
 */
export function meanDeviation(
  values: Float64Array,
  index: number,
  halfWindow: number,
  middle: number,
): number {
  const surroundings = values.subarray(Math.max(0, index - halfWindow), index + halfWindow + 1);
  let sum = 0;
  for (const value of surroundings) sum += Math.abs(value - middle);
  return (meanDeviationToStandardDeviation * sum) / surroundings.length;
}

// Walks outwards from the middle up to the deviations of middle rank, which spares sorting each window anew.
function medianDeviation(sorted: Float64Array, middle: number): number {
  const half = sorted.length >> 1;
  let left = half - 1;
  let right = half;
  let previous = 0;
  let current = 0;
  for (let rank = 0; rank <= half; rank++) {
    previous = current;
    const below = left < 0 ? Number.POSITIVE_INFINITY : middle - sorted[left]!;
    const above = right === sorted.length ? Number.POSITIVE_INFINITY : sorted[right]! - middle;
    current = Math.min(below, above);
    if (below < above) left--;
    else right++;
  }
  return sorted.length % 2 === 1 ? current : (previous + current) / 2;
}
