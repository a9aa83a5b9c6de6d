import { describe, expect, it } from 'vitest';
import { minimizeOnInterval } from '../../src/math/index.js';

const interval = { lower: -1, upper: 2, cells: 30 };

describe('minimizeOnInterval', () => {
  it.each([-0.97, 0, 0.123456789, 1.3])('finds the bottom of a parabola at %s', (bottom) => {
    const { argument, value } = minimizeOnInterval((x) => (x - bottom) ** 2 + 3, interval);
    expect(Math.abs(argument - bottom)).toBeLessThan(5e-8);
    expect(value).toBe(3);
  });

  it.each([
    { name: 'lower', slope: 1, end: -1 },
    { name: 'upper', slope: -1, end: 2 },
  ])('returns the $name end itself where the function falls towards it', ({ slope, end }) => {
    expect(minimizeOnInterval((x) => slope * x, interval)).toEqual({ argument: end, value: slope * end });
  });

  it('takes the deeper of two valleys', () => {
    const valleys = (left: number, right: number) => (x: number) =>
      Math.min((x + 0.55) ** 2 + left, (x - 1.23) ** 2 + right);
    expect(minimizeOnInterval(valleys(0, 0.1), interval).argument).toBeCloseTo(-0.55, 7);
    expect(minimizeOnInterval(valleys(0.1, 0), interval).argument).toBeCloseTo(1.23, 7);
  });

  it('keeps away from where the function has no value', () => {
    const { argument } = minimizeOnInterval((x) => (x < 0.5 ? Number.NaN : x), interval);
    expect(argument).toBeGreaterThanOrEqual(0.5);
    expect(argument).toBeLessThan(0.5 + 1e-7);
  });
});
