import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError } from '../../src/errors/index.js';
import { createPriceSeries, type ResampleOptions, resampleSeries } from '../../src/series/index.js';

const hour = 3_600_000;
const day = 24 * hour;

/** Hourly prices 0.5, 1.5, ... from the given hour on. */
const hourly = (firstHour: number, count: number) =>
  createPriceSeries({
    timestamps: Array.from({ length: count }, (_, k) => (firstHour + k) * hour),
    prices: Array.from({ length: count }, (_, k) => k + 0.5),
    volumes: Array.from({ length: count }, (_, k) => k),
    coinId: 'bitcoin',
  });

const resampled = (series: ReturnType<typeof hourly>, options: ResampleOptions) => {
  const { timestamps, prices } = resampleSeries(series, options);
  return Array.from(timestamps, (time, k) => [time / hour, prices[k]]);
};

describe('resampleSeries', () => {
  it('stamps each step with its end, when its last price is known', () => {
    expect(resampled(hourly(1, 48), { stepMs: day })).toEqual([
      [24, 23.5],
      [48, 47.5],
    ]);
  });

  it('stamps each step with its start, as candles are, when asked to', () => {
    expect(resampled(hourly(0, 48), { stepMs: day, stamp: 'start' })).toEqual([
      [0, 23.5],
      [24, 47.5],
    ]);
  });

  it.each([
    ['end', 'begins within a step', hourly(2, 47), [[48, 46.5]]],
    ['end', 'ends within a step', hourly(1, 47), [[24, 23.5]]],
    ['start', 'begins within a step', hourly(1, 47), [[24, 46.5]]],
    ['start', 'ends within a step', hourly(0, 47), [[0, 23.5]]],
  ] as const)(
    'leaves out the unfinished step at stamp %s of a series that %s',
    (stamp, _, series, expected) => {
      expect(resampled(series, { stepMs: day, stamp })).toEqual(expected);
    },
  );

  it('averages, volumes as well', () => {
    const series = resampleSeries(hourly(1, 24), { stepMs: day, aggregate: 'mean' });
    expect(series).toMatchObject({ stepMs: day, coinId: 'bitcoin', vsCurrency: 'usd' });
    expect(series.prices[0]).toBeCloseTo(12, 12);
    expect(series.volumes?.[0]).toBeCloseTo(11.5, 12);
  });

  it('takes along market capitalisations, and does without volumes', () => {
    const input = { timestamps: [1, 2, 3, 4], prices: [1, 1, 1, 1], marketCaps: [5, 6, 7, 8] };
    const series = resampleSeries(createPriceSeries(input), { stepMs: 2 });
    expect(series.marketCaps).toEqual(Float64Array.of(6, 8));
    expect(series).not.toHaveProperty('volumes');
  });

  it('leaves a step without observations out, as a gap', () => {
    const times = [1, 2, 3, 4, 9, 10, 11, 12];
    const holed = createPriceSeries({ timestamps: times, prices: times, stepMs: 1 });
    expect([...resampleSeries(holed, { stepMs: 4 }).timestamps]).toEqual([4, 12]);
  });

  it('takes a stamp a little off the grid for the step it is in', () => {
    const offsets = [0.4, 1.02, 2.01, 3.05, 4.03].map((steps) => Math.round(steps * hour));
    const series = createPriceSeries({ timestamps: offsets, prices: [1, 2, 3, 4, 5], stepMs: hour });
    expect(resampled(series, { stepMs: 2 * hour, stamp: 'start' })).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  it('puts a series on the grid at its own step', () => {
    const series = createPriceSeries({ timestamps: [1010, 2020, 3005], prices: [1, 2, 3], stepMs: 1000 });
    expect([...resampleSeries(series, { stepMs: 1000, stamp: 'start' }).timestamps]).toEqual([
      1000, 2000, 3000,
    ]);
  });

  it('refuses a series that covers no whole step', () => {
    expect(() => resampleSeries(hourly(1, 23), { stepMs: day })).toThrow(InsufficientDataError);
    expect(() => resampleSeries(hourly(1, 23), { stepMs: day })).toThrow(
      /needs at least 24 observations, got 23/,
    );
  });

  it.each<[object, RegExp]>([
    [{ stepMs: hour / 2 }, /stepMs must be at least 3600000, the step of the series/],
    [{}, /stepMs must be a number above 0/],
    [{ stepMs: day, aggregate: 'sum' }, /aggregate must be one of "last", "mean"/],
    [{ stepMs: day, stamp: 'left' }, /stamp must be one of "start", "end"/],
    [{ step: day }, /Did you mean "stepMs"\?/],
  ])('refuses the options %o', (options, message) => {
    expect(() => resampleSeries(hourly(0, 48), options as ResampleOptions)).toThrow(InvalidArgumentError);
    expect(() => resampleSeries(hourly(0, 48), options as ResampleOptions)).toThrow(message);
  });
});
