import { describe, expect, it } from 'vitest';
import { DegenerateSeriesError } from '../../src/errors/index.js';
import { type BreakKind, breakRegression, possibleBreaks } from '../../src/stats/breakRegression.js';
import { breakStatistics } from '../../src/stats/breakStatistics.js';
import { dickeyFullerLevels } from '../../src/stats/dickeyFullerRegression.js';
import { expectAllRelative } from './expectRelative.js';

const noise = Array.from({ length: 90 }, (_, t) => Math.sin(t * t));
const levelsOf = (x: number[]) => dickeyFullerLevels('test', Float64Array.from(x), 'trend');

const kinds: BreakKind[] = ['level', 'trend', 'both'];

describe('breakStatistics', () => {
  it.each(kinds.flatMap((breakIn) => [0, 1, 6].map((lags) => ({ breakIn, lags }))))(
    'gives what a factorisation for each break gives: $breakIn, lags $lags',
    ({ breakIn, lags }) => {
      const levels = levelsOf(noise);
      const range = possibleBreaks(breakIn, levels.length, lags);
      const statistics = breakStatistics('test', levels, breakIn, lags, range);
      const expected = Array.from(statistics, (_, i) =>
        breakRegression('test', levels, breakIn, lags, range.first + i),
      );
      expectAllRelative(statistics, expected, 1e-11);
    },
  );

  it('leaves a break that explains all but 1e-9 of the level to a factorisation', () => {
    const levels = levelsOf(noise.map((value, t) => (t < 50 ? 0 : 1e5) + value));
    const range = { first: 49, last: 49 };
    const [statistic] = breakStatistics('test', levels, 'level', 1, range);
    expect(statistic).toBe(breakRegression('test', levels, 'level', 1, 49));
  });

  it.each(kinds)('keeps the dummies of the outermost breaks apart: %s', (breakIn) => {
    const levels = levelsOf(noise);
    const { first, last } = possibleBreaks(breakIn, levels.length, 3);
    expect(Number.isFinite(breakRegression('test', levels, breakIn, 3, first))).toBe(true);
    expect(Number.isFinite(breakRegression('test', levels, breakIn, 3, last))).toBe(true);
    for (const beyond of [first - 1, last + 1]) {
      expect(() => breakRegression('test', levels, breakIn, 3, beyond)).toThrow(DegenerateSeriesError);
    }
  });

  it('refuses lagged differences that depend on each other', () => {
    const ramp = Array.from({ length: 40 }, (_, t) => t * (t % 2));
    const levels = levelsOf(ramp);
    expect(() => breakStatistics('test', levels, 'level', 4, { first: 10, last: 30 })).toThrow(
      expect.objectContaining({ reason: 'collinear' }),
    );
  });
});
