import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import { type MstlOptions, mstl, stl } from '../../src/stats/index.js';

const wave = (t: number, period: number) => Math.sin((2 * Math.PI * t) / period);
const hourly = Array.from(
  { length: 400 },
  (_, t) => 20 + t / 50 + 3 * wave(t, 24) + 2 * wave(t, 168) + 0.1 * Math.sin(t * t),
);

describe('mstl', () => {
  it('tells two seasons apart', () => {
    const { seasonals, seasonalStrengths } = mstl(hourly, { periods: [24, 168] });
    for (let t = 0; t < 400; t++) {
      expect(Math.abs(seasonals[0]!.values[t]! - 3 * wave(t, 24))).toBeLessThan(0.3);
      expect(Math.abs(seasonals[1]!.values[t]! - 2 * wave(t, 168))).toBeLessThan(0.6);
    }
    expect(Math.min(...seasonalStrengths)).toBeGreaterThan(0.98);
  });

  it('gives parts that add up to the series', () => {
    const { trend, seasonals, remainder } = mstl(hourly, { periods: [24, 168] });
    for (const [t, value] of hourly.entries()) {
      const sum = seasonals.reduce((total, { values }) => total + values[t]!, trend[t]! + remainder[t]!);
      expect(sum).toBeCloseTo(value, 12);
    }
  });

  it('gives the parts by ascending period, each with its window', () => {
    const options = { periods: [168, 24], seasonalWindows: [9, 'periodic'] } as const;
    const { seasonals, seasonalStrengths } = mstl(hourly, options);
    expect(seasonals).toMatchObject([
      { period: 24, seasonalWindow: 'periodic', strength: seasonalStrengths[0] },
      { period: 168, seasonalWindow: 9, strength: seasonalStrengths[1] },
    ]);
    expect(mstl(hourly, { periods: [24, 168], seasonalWindows: ['periodic', 9] })).toEqual(
      mstl(hourly, options),
    );
  });

  it.each([
    { seasonalWindows: undefined, used: [11, 15, 19] },
    { seasonalWindows: 7, used: [7, 7, 7] },
    { seasonalWindows: 'periodic', used: ['periodic', 'periodic', 'periodic'] },
  ] as const)('takes $seasonalWindows for windows $used', ({ seasonalWindows, used }) => {
    const { seasonals } = mstl(hourly, { periods: [24, 60, 168], seasonalWindows });
    expect(seasonals.map(({ seasonalWindow }) => seasonalWindow)).toEqual(used);
  });

  it('is stl for one period, however often it is repeated', () => {
    const options = { trendWindow: 51, robust: true, seasonalDegree: 1 } as const;
    const one = stl(hourly, { period: 24, seasonalWindow: 11, ...options });
    const { trend, seasonals, trendStrength } = mstl(hourly, { periods: [24], iterations: 1, ...options });
    expect(trend).toEqual(one.trend);
    expect(seasonals[0]!.values).toEqual(one.seasonal);
    expect(seasonals[0]!.strength).toBeCloseTo(one.seasonalStrength, 12);
    expect(trendStrength).toBeCloseTo(one.trendStrength, 12);
    const twice = mstl(hourly, { periods: [24], iterations: 3, ...options });
    for (let t = 0; t < 400; t++) expect(twice.trend[t]).toBeCloseTo(trend[t]!, 9);
  });

  it('has a constant series for its trend, and strengths of 0', () => {
    const { trend, seasonalStrengths, trendStrength } = mstl(
      hourly.map(() => 0.3),
      { periods: [7, 24] },
    );
    for (const value of trend) expect(value).toBeCloseTo(0.3, 14);
    expect([...seasonalStrengths, trendStrength]).toEqual([0, 0, 0]);
  });

  it('gives frozen results and leaves its input as it is', () => {
    const x = Float64Array.from(hourly);
    const result = mstl(x, { periods: [24] });
    expect(
      [result, result.seasonals, result.seasonals[0], result.seasonalStrengths].every(Object.isFrozen),
    ).toBe(true);
    expect([...x]).toEqual(hourly);
  });

  it('refuses a period longer than half the series, naming the least length', () => {
    const tooLong = () => mstl(hourly, { periods: [24, 200] });
    expect(tooLong).toThrow(expect.objectContaining({ needed: 401, got: 400 }));
    expect(tooLong).toThrow(InsufficientDataError);
    expect(mstl(hourly, { periods: [24, 199] }).n).toBe(400);
  });

  it('refuses values that are not finite', () => {
    expect(() => mstl([...hourly, Number.NaN], { periods: [24] })).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: {}, argument: 'periods' },
    { options: { periods: 24 }, argument: 'periods' },
    { options: { periods: [] }, argument: 'periods' },
    { options: { periods: [24, 24] }, argument: 'periods' },
    { options: { periods: [24, 1] }, argument: 'periods[1]' },
    { options: { periods: [24], iterations: 0 }, argument: 'iterations' },
    { options: { periods: [24], seasonalWindows: 8 }, argument: 'seasonalWindows' },
    { options: { periods: [24], seasonalWindows: null }, argument: 'seasonalWindows' },
    { options: { periods: [24], seasonalWindows: [7, 9] }, argument: 'seasonalWindows' },
    { options: { periods: [24, 30], seasonalWindows: [7, 9.5] }, argument: 'seasonalWindows[1]' },
    { options: { periods: [24], trendDegree: 3 }, argument: 'trendDegree' },
    { options: { periods: [24], seasonalWindow: 7 }, argument: 'mstl options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => mstl(hourly, options as unknown as MstlOptions)).toThrow(
      expect.objectContaining({ argument }),
    );
    expect(() => mstl(hourly, options as unknown as MstlOptions)).toThrow(InvalidArgumentError);
  });
});
