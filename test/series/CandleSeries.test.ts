import { describe, expect, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { type CandleSeriesInput, candlesToPrices, createCandleSeries } from '../../src/series/index.js';

const valid: CandleSeriesInput = {
  timestamps: [0, 60_000, 120_000],
  opens: [10, 11, 12],
  highs: [12, 13, 12],
  lows: [9, 10, 12],
  closes: [11, 12, 12],
};

describe('createCandleSeries', () => {
  it('copies its input into a frozen object', () => {
    const opens = [10, 11, 12];
    const candles = createCandleSeries({
      ...valid,
      opens,
      volumes: [1, 0, 2],
      coinId: 'bitcoin',
      vsCurrency: 'EUR',
    });
    opens[0] = 99;
    expect(candles).toEqual({
      timestamps: Float64Array.of(0, 60_000, 120_000),
      opens: Float64Array.of(10, 11, 12),
      highs: Float64Array.of(12, 13, 12),
      lows: Float64Array.of(9, 10, 12),
      closes: Float64Array.of(11, 12, 12),
      volumes: Float64Array.of(1, 0, 2),
      stepMs: 60_000,
      coinId: 'bitcoin',
      vsCurrency: 'eur',
    });
    expect(Object.isFrozen(candles)).toBe(true);
  });

  it.each<[string, Partial<CandleSeriesInput>, string, number]>([
    ['a low above the open', { lows: [10.5, 10, 12] }, 'lows', 0],
    ['a low above the close', { lows: [9, 10, 12], closes: [8, 12, 12] }, 'lows', 0],
    ['a high below the close', { highs: [12, 11.5, 12] }, 'highs', 1],
    ['a high below the open', { highs: [12, 13, 12], opens: [10, 11, 12.5] }, 'highs', 2],
    ['a low of zero', { lows: [9, 0, 12] }, 'lows', 1],
    ['a close that is NaN', { closes: [11, Number.NaN, 12] }, 'closes', 1],
    ['a negative volume', { volumes: [1, -1, 1] }, 'volumes', 1],
  ])('refuses %s', (_, damage, argument, index) => {
    const act = () => createCandleSeries({ ...valid, ...damage });
    expect(act).toThrow(NonFiniteValueError);
    expect(act).toThrow(expect.objectContaining({ argument, index }));
  });

  it('refuses disorder, emptiness, other lengths and unknown keys', () => {
    const reversed = { ...valid, timestamps: [120_000, 60_000, 0] };
    expect(() => createCandleSeries(reversed)).toThrow(IrregularSeriesError);
    const empty = { timestamps: [], opens: [], highs: [], lows: [], closes: [] };
    expect(() => createCandleSeries(empty)).toThrow(InsufficientDataError);
    expect(() => createCandleSeries({ ...valid, opens: [10, 11] })).toThrow(/opens\.length must be 3/);
    expect(() => createCandleSeries({ ...valid, open: [1] } as CandleSeriesInput)).toThrow(
      /Did you mean "opens"\?/,
    );
  });
});

describe('candlesToPrices', () => {
  const candles = createCandleSeries({ ...valid, volumes: [1, 0, 2], coinId: 'bitcoin' });

  it('takes the closes, stamped as the candles are', () => {
    const series = candlesToPrices(candles);
    expect(series.prices).toEqual(candles.closes);
    expect(series.timestamps).toEqual(candles.timestamps);
    expect(series).toMatchObject({ volumes: candles.volumes, stepMs: 60_000, coinId: 'bitcoin' });
  });

  it('stamps a price with the moment it was known when asked to', () => {
    expect(candlesToPrices(candles, { stamp: 'close' }).timestamps).toEqual(
      Float64Array.of(60_000, 120_000, 180_000),
    );
  });

  it('does without volumes', () => {
    expect(candlesToPrices(createCandleSeries(valid))).not.toHaveProperty('volumes');
  });

  it('refuses another stamp', () => {
    const act = () => candlesToPrices(candles, { stamp: 'clsoe' as 'close' });
    expect(act).toThrow(InvalidArgumentError);
    expect(act).toThrow(/Did you mean "close"\?/);
  });
});
