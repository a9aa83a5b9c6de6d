import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError } from '../../src/errors/index.js';
import {
  createCandleSeries,
  createPriceSeries,
  type SliceRange,
  sliceSeries,
} from '../../src/series/index.js';

const series = createPriceSeries({
  timestamps: [0, 1000, 2000, 5000],
  prices: [1, 2, 3, 4],
  volumes: [5, 6, 7, 8],
  coinId: 'bitcoin',
});

describe('sliceSeries', () => {
  it.each<[SliceRange, number[]]>([
    [{}, [1, 2, 3, 4]],
    [{ from: 1000 }, [2, 3, 4]],
    [{ from: 1001 }, [3, 4]],
    [{ to: 2000 }, [1, 2]],
    [{ to: 2001 }, [1, 2, 3]],
    [{ from: 1000, to: 5000 }, [2, 3]],
    [{ last: 2 }, [3, 4]],
    [{ last: 9 }, [1, 2, 3, 4]],
    [{ to: 5000, last: 1 }, [3]],
    [{ from: 2000, last: 3 }, [3, 4]],
    [{ from: -10, to: 1e18 }, [1, 2, 3, 4]],
  ])('keeps of %o the prices %o', (range, prices) => {
    expect([...sliceSeries(series, range).prices]).toEqual(prices);
  });

  it('splits at a moment without losing or doubling it', () => {
    const before = sliceSeries(series, { to: 2000 });
    const after = sliceSeries(series, { from: 2000 });
    expect([...before.timestamps, ...after.timestamps]).toEqual([...series.timestamps]);
  });

  it('keeps every column, the step and the names, and is frozen', () => {
    const part = sliceSeries(series, { last: 1 });
    expect(part).toEqual({
      ...series,
      timestamps: Float64Array.of(5000),
      prices: Float64Array.of(4),
      volumes: Float64Array.of(8),
    });
    expect(Object.isFrozen(part)).toBe(true);
  });

  it('copies, so that the whole can be let go', () => {
    expect(sliceSeries(series, { last: 1 }).prices.buffer.byteLength).toBe(8);
  });

  it('cuts candles too', () => {
    const sides = { opens: [1, 2], highs: [3, 4], lows: [1, 1], closes: [2, 3] };
    const candles = createCandleSeries({ timestamps: [0, 1000], ...sides });
    expect(sliceSeries(candles, { from: 1000 }).highs).toEqual(Float64Array.of(4));
  });

  it.each([{ from: 6000 }, { to: 0 }, { from: 2001, to: 5000 }])(
    'refuses %o, which keeps nothing',
    (range) => {
      expect(() => sliceSeries(series, range)).toThrow(InsufficientDataError);
    },
  );

  it.each<[object, RegExp]>([
    [{ from: 2, to: 2 }, /^to must be a number above 2/],
    [{ from: '2024-01-01' }, /^from must be a number/],
    [{ to: Number.NaN }, /^to must be a number/],
    [{ last: 0 }, /^last must be an integer at least 1/],
    [{ last: 1.5 }, /^last must be an integer/],
    [{ lats: 1 }, /Did you mean "last"\?/],
  ])('refuses %o', (range, message) => {
    expect(() => sliceSeries(series, range as SliceRange)).toThrow(InvalidArgumentError);
    expect(() => sliceSeries(series, range as SliceRange)).toThrow(message);
  });
});
