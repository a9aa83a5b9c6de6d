import { describe, expect, it } from 'vitest';
import { ScoreWindow } from '../../../src/evaluation/conformal/ScoreWindow.js';

const windowOf = (capacity: number, scores: readonly number[]) =>
  scores.reduce((window, score) => window.with(score), new ScoreWindow(capacity, new Float64Array(0)));

describe('a window of scores', () => {
  it('has the quantiles of type 6, as R quantile(c(4, 1, 3, 2), c(.2, .5, .7, .8), type = 6)', () => {
    const window = windowOf(10, [4, 1, 3, 2]);
    expect(window.quantile(0.2)).toBeCloseTo(1, 15);
    expect(window.quantile(0.5)).toBeCloseTo(2.5, 15);
    expect(window.quantile(0.7)).toBeCloseTo(3.5, 15);
    expect(window.quantile(0.8)).toBeCloseTo(4, 15);
  });

  it('has its least and largest score beyond what so few can tell', () => {
    const window = windowOf(10, [4, 1, 3, 2]);
    expect(window.quantile(0)).toBe(1);
    expect(window.quantile(0.1)).toBe(1);
    expect(window.quantile(0.99)).toBe(4);
    expect(window.quantile(1)).toBe(4);
    expect(windowOf(10, [7]).quantile(0.3)).toBe(7);
  });

  it('forgets the oldest score when it is full, equal ones one at a time', () => {
    const scores = [5, 2, 2, 9, 1, 2, 7, 2, 2, 3];
    for (let n = 1; n <= scores.length; n++) {
      const window = windowOf(4, scores.slice(0, n));
      const kept = scores.slice(Math.max(0, n - 4), n);
      expect([...window.scores]).toEqual(kept);
      const fresh = new ScoreWindow(4, Float64Array.from(kept));
      for (let p = 0; p <= 1; p += 0.05) expect(window.quantile(p)).toBe(fresh.quantile(p));
    }
  });

  it('is left as it was by another score', () => {
    const window = windowOf(3, [3, 1, 2]);
    window.with(9);
    expect([...window.scores]).toEqual([3, 1, 2]);
    expect(window.quantile(0.99)).toBe(3);
  });
});
