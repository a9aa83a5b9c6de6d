import { describe, expect, it } from 'vitest';
import { multiplyPolynomials, polynomialRoots } from '../../src/math/index.js';
import { gaussian } from '../models/arima/bruteForce.js';

/** The polynomial with the given roots, conjugate pairs taken together, and leading coefficient 1. */
function fromRoots(roots: ReturnType<typeof polynomialRoots>): Float64Array {
  let product: Float64Array = Float64Array.of(1);
  for (const { real, imaginary } of roots) {
    if (imaginary < 0) continue;
    const factor = imaginary === 0 ? [-real, 1] : [real * real + imaginary * imaginary, -2 * real, 1];
    product = multiplyPolynomials(product, factor);
  }
  return product;
}

const near = (real: number, imaginary = 0) => ({
  real: expect.closeTo(real, 12),
  imaginary: expect.closeTo(imaginary, 12),
});

describe('polynomialRoots', () => {
  it('finds real roots in ascending order, then conjugate pairs', () => {
    expect(polynomialRoots([6, -5, 1])).toEqual([near(2), near(3)]);
    expect(polynomialRoots([-1, 1, -1, 1])).toEqual([near(1), near(0, 1), near(0, -1)]);
    expect(polynomialRoots([0, 0, 1, 2])).toEqual([near(0), near(0), near(-0.5)]);
    expect(polynomialRoots([4, -2, 0, 0])).toEqual([near(2)]);
  });

  it('has none of constants', () => {
    expect(polynomialRoots([])).toEqual([]);
    expect(polynomialRoots([5])).toEqual([]);
    expect(polynomialRoots([0, 0])).toEqual([]);
  });

  it.each([1, 2, 3, 5, 8, 13, 20])('gives back the polynomial it is asked of: degree %d', (degree) => {
    const draw = gaussian(degree);
    for (let trial = 0; trial < 20; trial++) {
      const coefficients = Float64Array.from({ length: degree + 1 }, draw);
      const roots = polynomialRoots(coefficients);
      expect(roots.length).toBe(degree);
      const product = fromRoots(roots).map((c) => c * coefficients[degree]!);
      const size = Math.max(...coefficients.map(Math.abs));
      product.forEach((c, i) => {
        expect(Math.abs(c - coefficients[i]!) / size).toBeLessThan(1e-10);
      });
    }
  });

  it('finds the 50 roots of unity, and those of very different sizes', () => {
    const unity = new Float64Array(51);
    unity[0] = -1;
    unity[50] = 1;
    for (const { real, imaginary } of polynomialRoots(unity)) {
      expect(Math.hypot(real, imaginary)).toBeCloseTo(1, 13);
    }
    const sizes = [1e-8, 1e-3, 1, 1e4, 1e9];
    const found = polynomialRoots(fromRoots(sizes.map((real) => ({ real, imaginary: 0 }))));
    found.forEach(({ real }, i) => {
      expect(Math.abs(real / sizes[i]! - 1)).toBeLessThan(1e-12);
    });
  });

  it('finds double roots to half the digits', () => {
    for (const { real, imaginary } of polynomialRoots([1, -2, 1])) {
      expect(Math.hypot(real - 1, imaginary)).toBeLessThan(1e-6);
    }
  });
});
