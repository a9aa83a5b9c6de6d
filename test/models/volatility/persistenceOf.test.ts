import { describe, expect, it } from 'vitest';
import { persistenceOf } from '../../../src/models/volatility/garchState.js';

describe('persistenceOf', () => {
  it.each([
    [0.9, 0.1],
    [0.7, 0.3],
    [0.6, 0.4],
    [0.51, 0.49],
    [0.93, 0.07],
  ])('is exactly 1 where alpha %d and beta %d add up to it, though rounding leaves a gap', (alpha, beta) => {
    expect(persistenceOf({ omega: 1, alpha, beta })).toBe(1);
  });

  it('keeps the distance to 1 of what is near it', () => {
    expect(persistenceOf({ omega: 1, alpha: 0.9, beta: 0.1 - 1e-14 })).toBeLessThan(1);
    expect(persistenceOf({ omega: 1, alpha: 0.9, beta: 0.1 + 1e-14 })).toBeGreaterThan(1);
  });

  it('counts half of the asymmetry', () => {
    expect(persistenceOf({ omega: 1, alpha: 0.05, gamma: 0.1, beta: 0.8 })).toBeCloseTo(0.9, 14);
  });
});
