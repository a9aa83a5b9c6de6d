import { describe, expect, it } from 'vitest';
import { vwap } from '../../../src/features/index.js';
import { createCandleSeries } from '../../../src/series/index.js';
import { sampleCandles } from '../sampleCandles.js';

const dayMs = 86_400_000;

describe('vwap', () => {
  it('begins anew at midnight UTC', () => {
    const { timestamps, highs, lows, closes, volumes, ...rest } = sampleCandles();
    // So that midnight falls between candles, not on one.
    const times = timestamps.map((time) => time + 1_800_000);
    const column = vwap({ ...rest, timestamps: times, highs, lows, closes, volumes: volumes! });
    for (const [row, value] of column.entries()) {
      const day = [...times.keys()].filter(
        (k) => k <= row && Math.floor(times[k]! / dayMs) === Math.floor(times[row]! / dayMs),
      );
      const traded = day.reduce((sum, k) => sum + volumes![k]!, 0);
      const flow = day.reduce((sum, k) => sum + (volumes![k]! * (highs[k]! + lows[k]! + closes[k]!)) / 3, 0);
      expect(value).toBeCloseTo(flow / traded, 9);
    }
  });

  it('is the typical price where nothing was traded', () => {
    const still = {
      timestamps: [0, 1],
      opens: [2, 4],
      highs: [3, 5],
      lows: [1, 3],
      closes: [2, 4],
      volumes: [0, 0],
    };
    expect([...vwap(createCandleSeries(still))]).toEqual([2, 4]);
    expect(vwap(createCandleSeries(still), { window: 2 })[1]).toBe(4);
  });
});
