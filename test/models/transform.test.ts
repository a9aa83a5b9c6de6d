import { describe, expect, it } from 'vitest';
import { NonFiniteValueError } from '../../src/errors/index.js';
import { backTransformed, expectedValue, medianOf, transformed } from '../../src/models/transform.js';

/** Simpson's rule over 12 standard deviations about the mean, with 200 000 steps. */
function byBruteForce(mean: number, sd: number, lambda: number): number {
  const steps = 200_000;
  const from = lambda > 0 ? Math.max(-12, (-1 / lambda - mean) / sd) : -12;
  const to = lambda > 0 ? 20 : Math.min(12, (-1 / lambda - mean) / sd);
  const step = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const t = from + i * step;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    const base = 1 + lambda * (mean + sd * t);
    if (base > 0) sum += weight * base ** (1 / lambda) * Math.exp((-t * t) / 2);
  }
  return (sum * step) / 3 / Math.sqrt(2 * Math.PI);
}

describe('the Box-Cox transformation', () => {
  const values = Float64Array.of(1e-9, 0.5, 1, 60_000, Number.NaN, 1e9);

  it.each([-1, -0.5, 0, 1e-9, 0.3, 0.5, 1, 2])('is undone: lambda %d', (lambda) => {
    const z = transformed(values, { lambda });
    expect(z[4]).toBeNaN();
    expect(z[2]).toBe(0);
    if (lambda === 0) expect(z[3]).toBe(Math.log(60_000));
    else if (Math.abs(lambda) > 0.1) expect(z[1]).toBeCloseTo((0.5 ** lambda - 1) / lambda, 13);
    medianOf(z, { lambda }).forEach((value, i) => {
      // Of values far from 1 the bounded end of the transform keeps few digits.
      const isBlurred = lambda * Math.log(values[i]!) < -5;
      if (i !== 4 && !isBlurred) expect(Math.abs(value / values[i]! - 1)).toBeLessThan(1e-12);
    });
  });

  it('copies without a transformation, and refuses what is not positive', () => {
    const copy = transformed(values, undefined);
    expect(copy).toEqual(values);
    expect(copy).not.toBe(values);
    expect(() => transformed(Float64Array.of(1, 0), { lambda: 0 })).toThrow(NonFiniteValueError);
    expect(() => transformed(Float64Array.of(-1), { lambda: 0.5 }, 'observations')).toThrow(
      /observations\[0\]/,
    );
  });

  it('ends at zero, or at infinity', () => {
    expect(backTransformed(-3, { lambda: 0.5 })).toBe(0);
    expect(backTransformed(3, { lambda: -0.5 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('expectedValue', () => {
  it('is exact for the logarithm', () => {
    expect(expectedValue(2, 0.5, { lambda: 0 })).toBe(Math.exp(2.125));
  });

  it.each([
    { lambda: 0.5, mean: 20, sd: 3 },
    { lambda: 0.5, mean: 1, sd: 1 },
    { lambda: 0.5, mean: -1, sd: 2 },
    { lambda: 0.3, mean: 5, sd: 4 },
    { lambda: 0.1, mean: 3, sd: 1 },
    { lambda: 0.05, mean: 8, sd: 2 },
    { lambda: 1, mean: 10, sd: 2 },
    { lambda: 2, mean: 3, sd: 1 },
    { lambda: 1 / 3, mean: 100, sd: 0.01 },
    { lambda: -0.5, mean: 1.5, sd: 0.02 },
    { lambda: -1, mean: 0.5, sd: 0.03 },
  ])('is the integral: lambda $lambda, mean $mean, sd $sd', ({ lambda, mean, sd }) => {
    expect(Math.abs(expectedValue(mean, sd, { lambda }) / byBruteForce(mean, sd, lambda) - 1)).toBeLessThan(
      1e-9,
    );
  });

  it('is exact for the square root, where the normal distribution ends well inside', () => {
    // E (1 + z / 2)² = (1 + mean / 2)² + sd² / 4.
    expect(Math.abs(expectedValue(20, 1, { lambda: 0.5 }) / (121 + 0.25) - 1)).toBeLessThan(1e-13);
    expect(expectedValue(20, 0, { lambda: 0.5 })).toBe(backTransformed(20, { lambda: 0.5 }));
  });

  it('is infinite where values without bound are likely enough', () => {
    expect(expectedValue(1.5, 0.2, { lambda: -0.5 })).toBe(Number.POSITIVE_INFINITY);
  });
});
