import { createRandomStream, studentVariate } from '../../../src/math/index.js';
import type { GarchParameters } from '../../../src/models/index.js';
import { nextVariance } from '../../../src/models/volatility/garchRecursion.js';

/** Returns of a GARCH or GJR process, seeded, from a variance of `first`. */
export function simulatedReturns(
  parameters: GarchParameters,
  { n, seed, first = 1 }: { n: number; seed: number; first?: number },
): number[] {
  const { mu = 0, nu } = parameters;
  const random = createRandomStream(seed);
  let h = first;
  return Array.from({ length: n }, () => {
    const z = nu === undefined ? random.normal() : studentVariate(random, nu) * Math.sqrt((nu - 2) / nu);
    const e = Math.sqrt(h) * z;
    h = nextVariance(parameters, e, h);
    return mu + e;
  });
}

/** The prices whose log returns they are, one more. */
export function pricesOf(returns: readonly number[], start = 100): number[] {
  let sum = 0;
  return [0, ...returns].map((r) => {
    sum += r;
    return start * Math.exp(sum);
  });
}
