import { describe, expect, it } from 'vitest';
import { InvalidArgumentError, IrregularSeriesError } from '../../src/errors/index.js';
import { createPriceSeries, type FillGapsOptions, fillGaps, findGaps } from '../../src/series/index.js';

const series = createPriceSeries({
  timestamps: [0, 1000, 2000, 5000, 6000],
  prices: [1, 2, 3, 9, 8],
  volumes: [0, 0, 30, 0, 0],
  marketCaps: [1, 1, 1, 4, 4],
  coinId: 'bitcoin',
  vsCurrency: 'eur',
});

describe('fillGaps', () => {
  it('repeats the value before the gap', () => {
    expect(fillGaps(series, { method: 'previous' })).toEqual({
      ...series,
      timestamps: Float64Array.of(0, 1000, 2000, 3000, 4000, 5000, 6000),
      prices: Float64Array.of(1, 2, 3, 3, 3, 9, 8),
      volumes: Float64Array.of(0, 0, 30, 30, 30, 0, 0),
      marketCaps: Float64Array.of(1, 1, 1, 1, 1, 4, 4),
    });
  });

  it('draws a line across the gap in every column', () => {
    expect(fillGaps(series, { method: 'linear' })).toMatchObject({
      prices: Float64Array.of(1, 2, 3, 5, 7, 9, 8),
      volumes: Float64Array.of(0, 0, 30, 20, 10, 0, 0),
      marketCaps: Float64Array.of(1, 1, 1, 2, 3, 4, 4),
    });
  });

  it('goes by time where the gap is no whole number of steps', () => {
    const uneven = createPriceSeries({ timestamps: [0, 1000, 3400], prices: [1, 1, 7], stepMs: 1000 });
    const filled = fillGaps(uneven, { method: 'linear' });
    expect([...filled.timestamps]).toEqual([0, 1000, 2000, 3400]);
    expect(filled.prices[2]).toBe(3.5);
  });

  it('fills several gaps and leaves none', () => {
    const holed = createPriceSeries({ timestamps: [0, 2, 3, 4, 7, 8, 9], prices: [1, 3, 4, 5, 8, 9, 10] });
    const filled = fillGaps(holed, { method: 'linear' });
    expect([...filled.prices]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(findGaps(filled)).toEqual([]);
  });

  it('returns a series without gaps as it is', () => {
    const whole = createPriceSeries({ timestamps: [0, 1000], prices: [1, 2] });
    expect(fillGaps(whole, { method: 'previous' })).toBe(whole);
  });

  it('refuses a gap longer than allowed, saying where it is', () => {
    const act = () => fillGaps(series, { method: 'previous', maxMissing: 1 });
    expect(act).toThrow(IrregularSeriesError);
    expect(act).toThrow(expect.objectContaining({ reason: 'gap', index: 3, timestamp: 5000 }));
    expect(act).toThrow(
      /^2 observations are missing between 1970-01-01T00:00:02\.000Z and .* more than maxMissing=1/,
    );
  });

  it('refuses by default a gap that would fill the memory', () => {
    const odd = createPriceSeries({ timestamps: [0, 1, 2, 1.7e12], prices: [1, 1, 1, 1] });
    expect(() => fillGaps(odd, { method: 'linear' })).toThrow(IrregularSeriesError);
  });

  it.each<[object, RegExp]>([
    [{}, /^method must be one of "previous", "linear"/],
    [{ method: 'liner' }, /Did you mean "linear"\?/],
    [{ method: 'linear', maxMissing: 0 }, /^maxMissing must be an integer at least 1/],
    [{ method: 'linear', max: 3 }, /options must be an object with the keys/],
  ])('refuses the options %o', (options, message) => {
    expect(() => fillGaps(series, options as FillGapsOptions)).toThrow(InvalidArgumentError);
    expect(() => fillGaps(series, options as FillGapsOptions)).toThrow(message);
  });
});
