import { createRandomStream } from '../../../src/math/index.js';

/** A seeded random walk of so many values, the first near 100. */
export function randomWalk(length: number, seed: number): Float64Array {
  const { normal } = createRandomStream(seed);
  let level = 100;
  return Float64Array.from({ length }, () => {
    level += normal();
    return level;
  });
}

/** A seeded stationary autoregression about 50, begun in its stationary distribution. */
export function autoregression(length: number, phi: number, seed: number): Float64Array {
  const { normal } = createRandomStream(seed);
  let deviation = normal() / Math.sqrt(1 - phi * phi);
  return Float64Array.from({ length }, () => {
    deviation = phi * deviation + normal();
    return 50 + deviation;
  });
}
