import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { detectSeasonality, stl } from '../../src/stats/index.js';
import { series } from '../golden/stats/cases.json' with { type: 'json' };
import { gaussianNoise } from './gaussianNoise.js';

const found = (x: Float64Array | readonly number[], maxPeriod?: number) =>
  detectSeasonality(x, { maxPeriod }).periods.map(({ period }) => period);

/** `n` observations of a repeated pattern with noise of variance 1, or with the random walk it adds up to. */
function seasonal(n: number, pattern: (t: number) => number, seed: number, walks = false): Float64Array {
  const normal = gaussianNoise(seed);
  let level = 0;
  return Float64Array.from({ length: n }, (_, t) => {
    level = walks ? level + normal() : normal();
    return level + pattern(t);
  });
}
const wave = (period: number, size: number) => (t: number) => size * Math.sin((2 * Math.PI * t) / period);
const spike = (period: number, size: number) => (t: number) => (t % period === 0 ? size : 0);

describe('detectSeasonality', () => {
  it.each([
    { name: 'AirPassengers', period: 12 },
    { name: 'nottem', period: 12 },
    { name: 'seasonal', period: 24 },
  ] as const)('finds $period in $name and nothing else', ({ name, period }) => {
    const result = detectSeasonality(series[name]);
    expect(result.periods.map((each) => each.period)).toEqual([period]);
    expect(result.periods[0]!.pValue).toBeLessThan(1e-20);
    expect(result.periods[0]!.strength).toBeCloseTo(stl(series[name], { period }).seasonalStrength, 10);
    expect(result).toMatchObject({ isSeasonal: true, alpha: 0.05, n: series[name].length });
  });

  it.each(['randomWalk', 'whiteNoise', 'prices', 'LakeHuron', 'Nile', 'trendWithBreak'] as const)(
    'finds nothing in %s',
    (name) => {
      expect(detectSeasonality(series[name])).toMatchObject({ isSeasonal: false, periods: [] });
    },
  );

  it.each([
    { period: 7, n: 365, maxPeriod: 60 },
    { period: 12, n: 240, maxPeriod: 60 },
    { period: 24, n: 720, maxPeriod: 168 },
  ])('finds $period under noise as large as it, whatever its shape', ({ period, n, maxPeriod }) => {
    expect(found(seasonal(n, wave(period, Math.SQRT2), 2 * period), maxPeriod)).toEqual([period]);
    expect(found(seasonal(n, spike(period, Math.sqrt(period)), period + 1), maxPeriod)).toEqual([period]);
  });

  it('finds a week of hours to within 2% in nine weeks, and exactly among candidates', () => {
    const x = seasonal(1512, wave(168, 1), 3);
    const [period] = found(x, 200);
    expect(Math.abs(period! - 168)).toBeLessThanOrEqual(3);
    const { periods } = detectSeasonality(x, { candidates: [24, 168, 720 / 3] });
    expect(periods.map((each) => each.period)).toEqual([168]);
  });

  it('finds the day and the week that contains it', () => {
    const both = seasonal(2016, (t) => wave(24, 2)(t) + wave(168, 2)(t), 4);
    expect(found(both, 200).sort()).toEqual([168, 24]);
  });

  it('does not take a harmonic of the day for half a day', () => {
    const twoPeaks = (t: number) => wave(24, 1)(t) + wave(12, 1)(t);
    expect(found(seasonal(720, twoPeaks, 5), 168)).toEqual([24]);
    // Differences lift the second harmonic to four times the first.
    expect(
      found(
        seasonal(720, (t) => 4 * twoPeaks(t), 5, true),
        168,
      ),
    ).toEqual([24]);
  });

  it('finds a day on top of a random walk, in its differences', () => {
    const result = detectSeasonality(seasonal(1000, wave(24, 4), 6, true), { maxPeriod: 168 });
    expect(result.differenced).toBe(true);
    expect(result.periods.map(({ period }) => period)).toEqual([24]);
  });

  it('gives the strongest first, with strengths within 0 and 1', () => {
    const { periods } = detectSeasonality(
      seasonal(1000, (t) => wave(7, 1)(t) + wave(24, 3)(t), 7),
      {
        maxPeriod: 100,
      },
    );
    expect(periods.map(({ period }) => period)).toEqual([24, 7]);
    expect(periods[0]!.strength).toBeGreaterThan(periods[1]!.strength);
    expect(periods[0]!.strength).toBeLessThan(1);
    expect(periods[1]!.strength).toBeGreaterThan(0);
  });

  it.each([
    {
      name: 'a wave',
      x: Array.from({ length: 250 }, (_, t) => Math.sin((2 * Math.PI * t) / 24)),
      period: 24,
    },
    { name: 'a pattern', x: Array.from({ length: 98 }, (_, t) => [1, 5, 2, 8, 3, 0, 4][t % 7]!), period: 7 },
    {
      name: 'a wave of a third of the length',
      x: Array.from({ length: 72 }, (_, t) => Math.sin((2 * Math.PI * t) / 24)),
      period: 24,
    },
    { name: 'an alternation', x: Array.from({ length: 40 }, (_, t) => t % 2), period: 2 },
  ])('finds the period of $name without noise', ({ x, period }) => {
    expect(detectSeasonality(x).periods).toMatchObject([{ period, strength: 1 }]);
  });

  it.each([0.1, 1 / 3, 1e-7, 12345.678])(
    'finds nothing in a line of slope %d, however it is rounded',
    (slope) => {
      for (const n of [50, 173, 400])
        expect(found(Array.from({ length: n }, (_, t) => slope * t))).toEqual([]);
    },
  );

  it('takes a cycle that grows for one period, not for several close to it', () => {
    const growing = seasonal(240, (t) => wave(12, 1 + t / 12)(t), 11);
    expect(found(growing)).toEqual([12]);
  });

  it.each([
    { name: 'white noise', step: (_: number, shock: number) => shock },
    { name: 'a random walk', step: (level: number, shock: number) => level + shock },
    { name: 'a slow autoregression', step: (level: number, shock: number) => 0.9 * level + shock },
  ])('finds periods in $name about as seldom as it says', ({ step }) => {
    const normal = gaussianNoise(8);
    let findings = 0;
    for (let repetition = 0; repetition < 400; repetition++) {
      let level = 0;
      const x = Float64Array.from({ length: 150 }, () => (level = step(level, normal())));
      if (detectSeasonality(x, { maxPeriod: 40 }).isSeasonal) findings++;
    }
    // Of 400 with probability 0.05 each: 20, with a standard deviation of 4.4.
    expect(findings).toBeGreaterThan(4);
    expect(findings).toBeLessThan(34);
  });

  it('finds no more at a smaller alpha', () => {
    const faint = seasonal(365, wave(7, 0.45), 9);
    expect(detectSeasonality(faint, { maxPeriod: 60 }).isSeasonal).toBe(true);
    expect(detectSeasonality(faint, { maxPeriod: 60, alpha: 1e-9 }).isSeasonal).toBe(false);
  });

  it('freezes its result', () => {
    const result = detectSeasonality(series.nottem);
    expect([result, result.periods, result.periods[0]].every(Object.isFrozen)).toBe(true);
  });

  it('refuses a constant', () => {
    expect(() => detectSeasonality(new Float64Array(40))).toThrow(DegenerateSeriesError);
  });

  it.each([
    { options: {}, needed: 20, operation: 'detectSeasonality' },
    { options: { maxPeriod: 12 }, needed: 36, operation: 'detectSeasonality with periods up to 12' },
    { options: { candidates: [7, 24] }, needed: 72, operation: 'detectSeasonality with periods up to 24' },
  ])('names the least length: $needed', ({ options, needed, operation }) => {
    const x = series.lynx.slice(0, needed - 1);
    expect(() => detectSeasonality(x, options)).toThrow(
      expect.objectContaining({ needed, got: needed - 1, operation }),
    );
    expect(() => detectSeasonality(x, options)).toThrow(InsufficientDataError);
    expect(detectSeasonality(series.lynx.slice(0, needed), options).n).toBe(needed);
  });

  it('refuses values that are not finite', () => {
    expect(() => detectSeasonality(series.nottem.map((value, t) => (t === 3 ? Number.NaN : value)))).toThrow(
      NonFiniteValueError,
    );
  });

  it.each([
    { options: { maxPeriod: 1 }, argument: 'maxPeriod' },
    { options: { alpha: 0 }, argument: 'alpha' },
    { options: { candidates: [] }, argument: 'candidates' },
    { options: { candidates: 24 }, argument: 'candidates' },
    { options: { candidates: [24, 1.5] }, argument: 'candidates[1]' },
    { options: { maxPeriod: 24, candidates: [24] }, argument: 'maxPeriod' },
    { options: { maxperiod: 24 }, argument: 'detectSeasonality options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => detectSeasonality(series.nottem, options as object)).toThrow(
      expect.objectContaining({ argument }),
    );
    expect(() => detectSeasonality(series.nottem, options as object)).toThrow(InvalidArgumentError);
  });
});
