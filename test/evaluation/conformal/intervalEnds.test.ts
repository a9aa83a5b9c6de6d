import { describe, expect, it } from 'vitest';
import { calibratedEnds, endsAt } from '../../../src/evaluation/conformal/intervalEnds.js';
import { ScoreWindow } from '../../../src/evaluation/conformal/ScoreWindow.js';

/** Scores whose quantile of probability p is 100 p. */
const window = new ScoreWindow(
  99,
  Float64Array.from({ length: 99 }, (_, i) => i + 1),
);
const levels = [0.5, 0.7, 0.9];
const calibrated = { below: [10, 16, 30], above: [20, 26, 60] };
const at = (wanted: readonly number[]) => endsAt(window, calibrated, { levels, symmetric: true }, wanted);

describe('the ends of an interval', () => {
  it('are the calibrated ones at the levels these are of', () => {
    expect(at(levels)).toEqual(calibrated);
    expect(at([0.7])).toEqual({ below: [16], above: [26] });
  });

  it('go between them as the quantiles do', () => {
    const { below, above } = at([0.6, 0.75]);
    // Half of the way from 50 to 70, and a quarter of that from 70 to 90.
    expect(below[0]).toBeCloseTo(13, 12);
    expect(above[0]).toBeCloseTo(23, 12);
    expect(below[1]).toBeCloseTo(19.5, 12);
    expect(above[1]).toBeCloseTo(34.5, 12);
  });

  it('go on beyond them as the quantiles do, stretched as the interval of the nearest level is', () => {
    const { below, above } = at([0.4, 0.95]);
    // The widths are 30 for 100 and 90 for 180.
    expect(below[0]).toBeCloseTo(10 - 0.3 * 10, 12);
    expect(above[0]).toBeCloseTo(20 - 0.3 * 10, 12);
    expect(below[1]).toBeCloseTo(30 + 0.5 * 5, 12);
    expect(above[1]).toBeCloseTo(60 + 0.5 * 5, 12);
  });
});

describe('calibrated ends', () => {
  const of = (levels: number[], missed: number[]) =>
    calibratedEnds(window, missed, { levels, symmetric: true, controller: { aci: { gamma: 0.005 } } });

  it('are the quantiles of the shares not to be missed, by adaptive conformal inference', () => {
    expect(of([0.5, 0.7, 0.9], [0.5, 0.25, 0.1]).above).toEqual([50, 75, 90]);
    // A share beyond 0 or 1 is the least or the largest score.
    expect(of([0.5, 0.7], [1.5, -0.5]).above).toEqual([1, 99]);
  });

  it('never come closer to the mean for a higher level', () => {
    expect(of([0.5, 0.7, 0.9], [0.25, 0.5, 0.4])).toEqual({ below: [75, 75, 75], above: [75, 75, 75] });
  });
});
