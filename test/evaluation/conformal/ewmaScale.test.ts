import { describe, expect, it } from 'vitest';
import { EwmaScale } from '../../../src/evaluation/conformal/EwmaScale.js';

const observing = (scale: EwmaScale, errors: readonly number[]) =>
  errors.reduce((now, error) => now.observe(error), scale);

describe('the scale by exponentially weighted averages', () => {
  it('starts at the reference and grows by the root of the horizon', () => {
    const scale = EwmaScale.from(2, { halfLives: [3, 12], season: 1 });
    const scales = scale.scales(4);
    expect(scales[0]).toBeCloseTo(2, 14);
    expect(scales[3]).toBeCloseTo(4, 14);
  });

  it('moves half of the way in a half-life, the level being the geometric mean', () => {
    const [fast, slow] = observing(
      EwmaScale.from(1, { halfLives: [2, 4], season: 1 }),
      [3, -3, 3, -3],
    ).toState().averages as [number, number];
    expect(fast).toBeCloseTo(3 - 2 / 4, 14);
    expect(slow).toBeCloseTo(3 - 2 / 2, 14);
    const scale = observing(EwmaScale.from(1, { halfLives: [2, 4], season: 1 }), [3, -3, 3, -3]);
    expect(scale.scales(1)[0]).toBeCloseTo(Math.sqrt(fast * slow), 14);
  });

  it('learns which places of the season are wild', () => {
    const errors = Array.from({ length: 400 }, (_, t) => (t % 4 === 1 ? 3 : 1));
    const scale = observing(EwmaScale.from(1, { halfLives: [8], season: 4 }), errors);
    const squares = scale.scales(4).map((value) => value * value);
    const steps = squares.map((value, h) => Math.sqrt(value - (squares[h - 1] ?? 0)));
    expect(steps[1]! / steps[0]!).toBeCloseTo(3, 1);
    expect(steps[2]! / steps[0]!).toBeCloseTo(1, 1);
  });

  it('stays positive when errors vanish, and comes back', () => {
    const flat = observing(EwmaScale.from(5, { halfLives: [2, 5], season: 1 }), new Array(8000).fill(0));
    expect(flat.scales(1)[0]).toBeGreaterThan(0);
    expect(observing(flat, new Array(200).fill(5)).scales(1)[0]).toBeGreaterThan(4.9);
  });
});
