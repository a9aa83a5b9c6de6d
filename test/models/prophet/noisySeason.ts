import { createRandomStream } from '../../../src/math/index.js';

export const hour = 3_600_000;
export const day = 24 * hour;

/** A level of 100 with a rise of 20, a daily wave and noise, seeded. */
export function noisySeason({
  length,
  stepMs,
  seed = 1,
}: {
  length: number;
  stepMs: number;
  seed?: number;
}): {
  timestamps: number[];
  values: number[];
} {
  const random = createRandomStream(seed);
  const timestamps = Array.from({ length }, (_, i) => Date.UTC(2023, 0, 1) + i * stepMs);
  const values = timestamps.map(
    (timestamp, i) =>
      100 + (20 * i) / length + 5 * Math.sin((2 * Math.PI * timestamp) / day) + 2 * random.normal(),
  );
  return { timestamps, values };
}
