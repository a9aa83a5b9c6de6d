import { normalQuantile } from '../../src/math/index.js';

/** Seeded independent standard normal values, for simulations in tests (mulberry32 through the quantile). */
export function gaussianNoise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return normalQuantile((((bits ^ (bits >>> 14)) >>> 0) + 0.5) / 2 ** 32);
  };
}
