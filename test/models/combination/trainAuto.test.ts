import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError } from '../../../src/errors/index.js';
import { createRandomStream } from '../../../src/math/index.js';
import { calendarPeriods, confirmedSeasons } from '../../../src/models/combination/seasonsOf.js';
import { restoreCombination, trainAuto } from '../../../src/models/index.js';
import { createPriceSeries } from '../../../src/series/index.js';

const hour = 3_600_000;
const seriesOf = (prices: readonly number[], stepMs: number) =>
  createPriceSeries({ timestamps: prices.map((_, t) => t * stepMs), prices });
const random = createRandomStream(21);
const wave = (t: number, period: number) => Math.sin((2 * Math.PI * t) / period);
const noise = Array.from({ length: 800 }, () => random.normal());
const walk = noise.map(
  ((level) => (shock: number) => {
    level *= 1 + 0.01 * shock;
    return level;
  })(1000),
);
const daily = noise.slice(0, 140).map((shock, t) => 100 + 0.05 * t + 8 * wave(t, 7) + shock);
const hourly = noise.map((shock, t) => 500 + 40 * wave(t, 24) + 60 * wave(t, 168) + 5 * shock);
const names = (model: ReturnType<typeof trainAuto>) => model.members.map(({ name }) => name);

describe('the periods of the calendar', () => {
  it.each([
    ['hours', hour, [24, 168]],
    ['4 hours', 4 * hour, [6, 42]],
    ['days', 24 * hour, [7]],
    ['weeks', 168 * hour, [52]],
    ['5 minutes', hour / 12, [288, 2016]],
    ['7 hours, which no day has', 7 * hour, [24]],
    ['months', 720 * hour, []],
  ])('of %s', (_, step, periods) => {
    expect(calendarPeriods(seriesOf([1, 2, 3], step))).toEqual(periods);
  });

  it('are none for bare numbers', () => expect(calendarPeriods([1, 2, 3])).toEqual([]));

  it('are confirmed where the series has them', () => {
    expect(confirmedSeasons(Float64Array.from(hourly), [24, 168])).toEqual([24, 168]);
    expect(confirmedSeasons(Float64Array.from(walk), [24, 168])).toEqual([]);
    expect(confirmedSeasons(Float64Array.from(daily), [7])).toEqual([7]);
    expect(confirmedSeasons(Float64Array.from(daily.slice(0, 20)), [7])).toEqual([]);
  });
});

describe('trainAuto', () => {
  it('has members for the seasons it finds', () => {
    expect(names(trainAuto(seriesOf(walk.slice(0, 200), hour)))).toEqual(['ets', 'arima', 'theta']);
    expect(names(trainAuto(seriesOf(daily, 24 * hour)))).toEqual(['ets', 'arima', 'theta', 'stl + arima']);
    const model = trainAuto(seriesOf(hourly, hour));
    expect(names(model)).toEqual(['seasonal-naive', 'stl-longest + ar', 'stl-all + ar']);
    const { mean } = model.forecast({ horizon: 48 });
    mean.forEach((value, h) => {
      const t = hourly.length + h;
      expect(Math.abs(value - (500 + 40 * wave(t, 24) + 60 * wave(t, 168)))).toBeLessThan(25);
    });
    expect(restoreCombination(JSON.parse(JSON.stringify(model))).forecast({ horizon: 3 })).toEqual(
      model.forecast({ horizon: 3 }),
    );
  });

  it('takes the seasons it is told of, but those too long for the series', () => {
    expect(names(trainAuto(daily, { periods: [7] }))).toContain('stl + arima');
    expect(names(trainAuto(daily, { periods: [70, 7] }))).toContain('stl + arima');
    expect(names(trainAuto(daily.slice(0, 60), { periods: [52] }))).toEqual(['ets', 'arima', 'theta']);
    expect(names(trainAuto(daily, { periods: [] }))).toEqual(['ets', 'arima', 'theta']);
    const crossing = hourly.map((value) => value - 500);
    expect(names(trainAuto(crossing, { periods: [168, 24, 24] }))).toContain('stl-all + ar');
  });

  it('leaves out what a short series is too short for', () => {
    const model = trainAuto([5, 7, 4, 8, 6]);
    expect(names(model)).toContain('ets');
    expect(model.omitted.map(({ name }) => name)).toContain('theta');
    expect(model.forecast({ horizon: 3 }).mean.every(Number.isFinite)).toBe(true);
    expect(() => trainAuto([5, 7])).toThrow(InsufficientDataError);
  });

  it.each([['weekly'], [7], [[1]], [[7.5]]])('refuses the periods %j', (periods) => {
    expect(() => trainAuto(daily, { periods: periods as never })).toThrow(InvalidArgumentError);
  });
});
