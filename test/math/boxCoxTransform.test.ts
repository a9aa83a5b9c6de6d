import { describe, expect, it } from 'vitest';
import { boxCoxInverse, boxCoxTransform } from '../../src/math/index.js';
import { expectRelative } from '../stats/expectRelative.js';

const lambdas = [0, 1e-320, 1e-18, 1e-12, 1e-6, 1e-3, 0.1, 0.5, 1, 2].flatMap((lambda) => [lambda, -lambda]);
const numbers = [1e-9, 0.02, 0.7, 1 - 1e-12, 1 + 1e-12, 1.3, 60, 60_000];

describe('boxCoxTransform', () => {
  it.each(numbers)('runs continuously through the logarithm at x = %s', (x) => {
    const log = Math.log(x);
    for (const lambda of [1e-320, 1e-18, 1e-12, 1e-9, 1e-7].flatMap((near) => [near, -near])) {
      // The first terms of the series of exp(lambda log x); the next is below the rounding.
      const product = lambda * log;
      const exact = log * (1 + (product / 2) * (1 + product / 3));
      expectRelative(boxCoxTransform(x, lambda), exact, 4 * Number.EPSILON);
    }
  });

  it.each([
    { x: 4, lambda: 0.5, y: 2 },
    { x: 0, lambda: 0.5, y: -2 },
    { x: -4, lambda: 0.5, y: -6 },
    { x: -1, lambda: 1, y: -2 },
    { x: 1, lambda: 0.3, y: 0 },
    { x: 7, lambda: 1, y: 6 },
    { x: 0.5, lambda: -1, y: -1 },
  ])('takes $x to $y with lambda $lambda', ({ x, lambda, y }) => {
    expect(boxCoxTransform(x, lambda)).toBe(y);
    expectRelative(boxCoxInverse(y, lambda), x, 2 * Number.EPSILON);
  });

  it.each([
    [0, 0],
    [0, -1],
    [-1, 0],
    [-1, -0.5],
  ])('has no finite value at x = %s with lambda %s', (x, lambda) => {
    expect(Number.isFinite(boxCoxTransform(x, lambda))).toBe(false);
  });
});

describe('boxCoxInverse', () => {
  it.each(lambdas)('undoes the transform with lambda %s', (lambda) => {
    for (const x of numbers) {
      const y = boxCoxTransform(x, lambda);
      // The derivative of log x by y, relative: how much the rounding of y must weigh.
      const condition = Math.max(1, Math.abs(y / (1 + lambda * y)));
      // Where x^lambda has sunk below the rounding of 1 / lambda, y no longer tells x.
      if (Math.abs(x ** lambda) < 1e-3) continue;
      expectRelative(boxCoxInverse(y, lambda), x, 8 * condition * Number.EPSILON);
    }
  });

  it.each([
    [2, -0.5],
    [3, -0.5],
    [1e4, 0],
  ])('has no finite value at y = %s with lambda %s', (y, lambda) => {
    expect(Number.isFinite(boxCoxInverse(y, lambda))).toBe(false);
  });
});
