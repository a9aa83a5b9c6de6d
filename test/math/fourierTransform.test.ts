import { describe, expect, it } from 'vitest';
import { fourierTransform } from '../../src/math/index.js';

function directTransform(real: Float64Array, imaginary: Float64Array): [Float64Array, Float64Array] {
  const n = real.length;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    for (let t = 0; t < n; t++) {
      const angle = (2 * Math.PI * ((k * t) % n)) / n;
      re[k] = re[k]! + real[t]! * Math.cos(angle) + imaginary[t]! * Math.sin(angle);
      im[k] = im[k]! + imaginary[t]! * Math.cos(angle) - real[t]! * Math.sin(angle);
    }
  }
  return [re, im];
}

const noise = (n: number, seed: number) =>
  Float64Array.from({ length: n }, (_, t) => Math.sin(t * t * seed + t));

describe('fourierTransform', () => {
  it.each([0, 1, 2, 3, 4, 5, 7, 8, 12, 24, 97, 128, 168, 360, 509, 720])(
    'is the direct sum at length %d',
    (n) => {
      const real = noise(n, 1);
      const imaginary = noise(n, 3);
      const [expectedReal, expectedImaginary] = directTransform(real, imaginary);
      fourierTransform(real, imaginary);
      // The direct sum itself is off by some roundings of its n terms.
      const tolerance = 4 * n * Number.EPSILON;
      for (let k = 0; k < n; k++) {
        expect(Math.abs(real[k]! - expectedReal[k]!)).toBeLessThan(tolerance);
        expect(Math.abs(imaginary[k]! - expectedImaginary[k]!)).toBeLessThan(tolerance);
      }
    },
  );

  it.each([64, 100])('keeps the sum of squares, times the length, at length %d', (n) => {
    const real = noise(n, 2);
    const imaginary = new Float64Array(n);
    const before = real.reduce((sum, value) => sum + value * value, 0);
    fourierTransform(real, imaginary);
    const after = real.reduce((sum, value, k) => sum + value * value + imaginary[k]! ** 2, 0);
    expect(after / n / before).toBeCloseTo(1, 13);
  });

  it.each([64, 4096, 10_000])('of a shifted impulse lies on the unit circle, at length %d', (n) => {
    const real = new Float64Array(n);
    const imaginary = new Float64Array(n);
    real[3] = 1;
    fourierTransform(real, imaginary);
    for (let k = 0; k < n; k += 7) {
      expect(real[k]).toBeCloseTo(Math.cos((2 * Math.PI * 3 * k) / n), 14);
      expect(imaginary[k]).toBeCloseTo(-Math.sin((2 * Math.PI * 3 * k) / n), 14);
    }
  });
});
