import { describe, expect, it } from 'vitest';
import { spreadOnLevel } from '../../src/stats/spreadOnLevel.js';

const growing = (power: number) =>
  Float64Array.from({ length: 240 }, (_, t) => {
    const level = 100 * 1.01 ** t;
    return level + 0.1 * level ** power * Math.sin(t * t);
  });

describe('spreadOnLevel', () => {
  it.each([0, 0.5, 1])('finds the power of the level to which the spread is proportional: %s', (power) => {
    const levels = Float64Array.from({ length: 240 }, (_, t) => 50 + 10 * Math.floor(t / 10));
    const even = Float64Array.from(levels, (level, t) => level + 0.05 * level ** power * Math.sin(t * t));
    expect(spreadOnLevel(even)!.exponent).toBeCloseTo(power, 0);
    expect(spreadOnLevel(even)!.blocks).toBe(24);
  });

  it('tells a spread that grows from one that is even', () => {
    expect(spreadOnLevel(growing(1))!.pValue).toBeLessThan(1e-6);
    const even = Float64Array.from({ length: 240 }, (_, t) => 50 + t + 20 * Math.sin(t * t));
    expect(spreadOnLevel(even)!.pValue).toBeGreaterThan(0.05);
    const shrinking = Float64Array.from(
      { length: 240 },
      (_, t) => 50 + t + (400 * Math.sin(t * t)) / (50 + t),
    );
    expect(spreadOnLevel(shrinking)!.pValue).toBeGreaterThan(0.95);
  });

  it('leaves out a block that stands still', () => {
    const level = (t: number) => 50 + 10 * Math.floor(t / 10);
    const x = Float64Array.from({ length: 240 }, (_, t) =>
      Math.floor(t / 10) === 9 ? level(t) : level(t) * (1 + 0.05 * (t % 2)),
    );
    const { exponent, blocks } = spreadOnLevel(x)!;
    // Steps in proportion to the level, but for the one that leads from block to block, which no block has.
    expect(exponent).toBeCloseTo(1, 12);
    expect(blocks).toBe(23);
  });

  it('takes blocks of whole periods', () => {
    expect(spreadOnLevel(growing(1), 12)!.blocks).toBe(20);
    expect(spreadOnLevel(growing(1), 7)!.blocks).toBe(17);
  });

  it.each([
    { name: 'values that are not positive', values: growing(1).map((value) => value - 150) },
    { name: 'too few blocks', values: growing(1).subarray(0, 29) },
    { name: 'a narrow range of levels', values: growing(1).subarray(0, 40) },
    { name: 'a line of steps', values: Float64Array.from({ length: 120 }, (_, t) => 1 + Math.floor(t / 30)) },
  ])('has no answer for $name', ({ values }) => {
    expect(spreadOnLevel(values)).toBeUndefined();
  });
});
