import { describe, expect, it } from 'vitest';
import { createRandomStream, normalCdf, sampleQuantile } from '../../src/math/index.js';

describe('createRandomStream', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    const draw = (seed: number) => {
      const { normal, uniform } = createRandomStream(seed);
      return [normal(), uniform(), normal(), normal()];
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(8)).not.toEqual(draw(7));
    expect(draw(-1).every(Number.isFinite)).toBe(true);
  });

  it('has the normal distribution', () => {
    const { normal } = createRandomStream(2024);
    const sorted = Float64Array.from({ length: 20_000 }, normal).sort();
    const distance = sorted.reduce(
      (max, z, i) => Math.max(max, Math.abs(normalCdf(z) - (i + 0.5) / 20_000)),
      0,
    );
    // Kolmogorov's statistic stays below 1.63 / sqrt(n) in 99 of 100 seeds.
    expect(distance).toBeLessThan(1.63 / Math.sqrt(20_000));
  });
});

describe('sampleQuantile', () => {
  it('is linear between the order statistics, as in R', () => {
    const sorted = Float64Array.of(1, 2, 4, 8, 16);
    expect(sampleQuantile(sorted, 0)).toBe(1);
    expect(sampleQuantile(sorted, 1)).toBe(16);
    expect(sampleQuantile(sorted, 0.5)).toBe(4);
    expect(sampleQuantile(sorted, 0.1)).toBeCloseTo(1.4, 14);
    expect(sampleQuantile(sorted, 0.9)).toBeCloseTo(12.8, 14);
    expect(sampleQuantile(Float64Array.of(3), 0.7)).toBe(3);
  });
});
