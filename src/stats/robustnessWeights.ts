import { medianInPlace } from '../math/index.js';

/**
 * Writes the bisquare weight of each remainder: (1 - (r / h)²)² where h is six times the median magnitude, 1 up to
 * h / 1000 and 0 beyond 0.999 h. `room` is as long as the others and is overwritten. Where more than half of the
 * remainders are 0 these have weight 1 and the others 0.
 *
 * Source: Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 6 (1990).
 */
export function robustnessWeights(remainder: Float64Array, room: Float64Array, weights: Float64Array): void {
  const n = remainder.length;
  for (let i = 0; i < n; i++) room[i] = Math.abs(remainder[i]!);
  const bound = 6 * medianInPlace(room);
  for (let i = 0; i < n; i++) weights[i] = bisquare(Math.abs(remainder[i]!), bound);
}

function bisquare(magnitude: number, bound: number): number {
  if (magnitude <= 0.001 * bound) return 1;
  if (magnitude > 0.999 * bound) return 0;
  const ratio = magnitude / bound;
  const fall = 1 - ratio * ratio;
  return fall * fall;
}
