import { describe, expect, it } from 'vitest';
import { SingularMatrixError } from '../../src/errors/index.js';
import { orthonormalBasis, withoutProjection } from '../../src/math/index.js';

const rows = 60;
const power = (exponent: number) => Float64Array.from({ length: rows }, (_, t) => (t / rows) ** exponent);
const product = (left: Float64Array, right: Float64Array) =>
  left.reduce((sum, value, t) => sum + value * right[t]!, 0);

describe('orthonormalBasis', () => {
  const columns = [0, 1, 2, 3, 4, 5, 6, 7].map(power);

  it('is orthonormal to the last digits, also for powers that nearly depend on each other', () => {
    const basis = orthonormalBasis(columns);
    for (const [i, left] of basis.entries()) {
      for (const [j, right] of basis.entries()) {
        expect(Math.abs(product(left, right) - (i === j ? 1 : 0))).toBeLessThan(1e-14);
      }
    }
  });

  it('spans what the columns span', () => {
    const basis = orthonormalBasis(columns);
    for (const column of columns) {
      expect(Math.max(...withoutProjection(basis, column).map(Math.abs))).toBeLessThan(1e-14);
    }
  });

  it.each([
    { name: 'a column of zeros', dependent: new Float64Array(rows) },
    { name: 'a combination of those before', dependent: power(1).map((value) => 3 * value - 2) },
  ])('refuses $name, naming its position', ({ dependent }) => {
    expect(() => orthonormalBasis([power(0), power(1), dependent])).toThrow(SingularMatrixError);
    expect(() => orthonormalBasis([power(0), power(1), dependent])).toThrow(
      expect.objectContaining({ pivot: 2 }),
    );
  });
});

describe('withoutProjection', () => {
  it('gives the residuals of a regression, and does not write to its input', () => {
    const values = Float64Array.of(1, 4, 2, 9);
    const residuals = withoutProjection(orthonormalBasis([new Float64Array(4).fill(1)]), values);
    expect(Array.from(residuals, (value) => Math.round(value * 1e12) / 1e12)).toEqual([-3, 0, -2, 5]);
    expect(values).toEqual(Float64Array.of(1, 4, 2, 9));
  });

  it('leaves values as they are without a basis', () => {
    expect(withoutProjection([], Float64Array.of(1, 2))).toEqual(Float64Array.of(1, 2));
  });
});
