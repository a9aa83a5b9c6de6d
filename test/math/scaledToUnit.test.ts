import { describe, expect, it } from 'vitest';
import { deviationsFromMean, scaledToUnit } from '../../src/math/index.js';

describe('scaledToUnit', () => {
  it.each([
    { x: [3, -8, 1], scaled: [0.375, -1, 0.125] },
    { x: [0.25, 0.3125], scaled: [1, 1.25] },
    { x: [Number.MAX_VALUE, 2 ** 1023], scaled: [2 - Number.EPSILON, 1] },
    { x: [2 ** -1000], scaled: [1] },
    { x: [Number.MIN_VALUE], scaled: [2 ** -74] },
    { x: [0, 0], scaled: [0, 0] },
    { x: [], scaled: [] },
  ])('brings $x to $scaled', ({ x, scaled }) => {
    expect([...scaledToUnit(Float64Array.from(x))]).toEqual(scaled);
  });
});

describe('deviationsFromMean', () => {
  it.each([
    { x: [1, 2, 6], deviations: [-2, -1, 3] },
    { x: [1e15 + 1, 1e15 + 2, 1e15 + 6], deviations: [-2, -1, 3] },
    { x: [5], deviations: [0] },
    { x: [], deviations: [] },
  ])('of $x are $deviations', ({ x, deviations }) => {
    expect([...deviationsFromMean(Float64Array.from(x))]).toEqual(deviations);
  });
});
