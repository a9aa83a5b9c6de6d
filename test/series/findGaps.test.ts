import { describe, expect, it } from 'vitest';
import { createPriceSeries, findGaps } from '../../src/series/index.js';

const seriesAt = (timestamps: number[]) =>
  createPriceSeries({ timestamps, prices: timestamps.map(() => 1), stepMs: 1000 });

describe('findGaps', () => {
  it.each([
    ['a regular series', [0, 1000, 2000], []],
    ['a single observation', [0], []],
    ['one missing', [0, 1000, 3000, 4000], [{ from: 1000, to: 3000, missing: 1 }]],
    [
      'two gaps',
      [0, 3000, 4000, 9000],
      [
        { from: 0, to: 3000, missing: 2 },
        { from: 4000, to: 9000, missing: 4 },
      ],
    ],
    ['times a little off the grid', [0, 1040, 1990, 3010], []],
    ['just below one and a half steps', [0, 1499], []],
    ['one and a half steps', [0, 1500], [{ from: 0, to: 1500, missing: 1 }]],
    ['observations too near each other', [0, 10, 1000], []],
  ])('finds those of %s', (_, timestamps, gaps) => {
    expect(findGaps(seriesAt(timestamps))).toEqual(gaps);
  });
});
