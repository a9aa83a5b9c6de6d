import { describe, expect, it } from 'vitest';
import { DegenerateSeriesError, InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import {
  assessStationarity,
  difference,
  ndiffs,
  type StationarityVerdict,
  undifference,
} from '../../src/stats/index.js';
import { simulateMarket } from '../../src/testing/index.js';
import golden from '../golden/stats/cases.json' with { type: 'json' };

const noise = Array.from({ length: 300 }, (_, t) => Math.sin(t * t));
const walk = [...undifference(noise, { last: [0] })];
const seasonal = (period: number) => noise.map((_, t) => 3 * Math.sin((2 * Math.PI * t) / period));
const plus = (a: readonly number[], b: readonly number[]) => a.map((value, t) => value + b[t]!);
const { AirPassengers, Nile } = golden.series;

describe('assessStationarity', () => {
  it.each<{ name: string; x: number[]; verdict: StationarityVerdict; advice: object }>([
    {
      name: 'noise',
      x: noise,
      verdict: 'stationary',
      advice: { transform: 'none', D: 0, d: 0, trend: false },
    },
    {
      name: 'noise around a line',
      x: noise.map((value, t) => value + t / 50),
      verdict: 'trend-stationary',
      advice: { D: 0, d: 0, trend: true },
    },
    {
      name: 'noise and a season',
      x: plus(noise, seasonal(12)),
      verdict: 'seasonal',
      advice: { D: 1, d: 0, period: 12, trend: false },
    },
    { name: 'a walk', x: walk, verdict: 'difference-stationary', advice: { D: 0, d: 1, trend: false } },
    {
      name: 'a walk and a season, which a seasonal difference takes away together',
      x: plus(walk, seasonal(24)),
      verdict: 'difference-stationary',
      advice: { D: 1, d: 0, period: 24 },
    },
    {
      name: 'noise around two levels',
      x: noise.map((value, t) => value + (t < 150 ? 0 : 2)),
      verdict: 'inconclusive',
      advice: { D: 0, d: 1 },
    },
  ])('finds $name $verdict', ({ x, verdict, advice }) => {
    const assessment = assessStationarity(x);
    expect(assessment.verdict).toBe(verdict);
    expect(assessment.advice).toMatchObject(advice);
  });

  it('arrives at the model of airline passengers that the textbooks have', () => {
    const { verdict, summary, advice } = assessStationarity(AirPassengers, { period: 12 });
    expect(verdict).toBe('difference-stationary');
    expect(advice).toEqual({ transform: 'log', D: 1, d: 1, period: 12, trend: false });
    expect(summary).toBe(
      'Besides a season of 12 observations, the logarithm of the series has a unit root: it wanders and returns ' +
        'to no level. Take logarithms, then take one seasonal difference of period 12, then take one difference.',
    );
    expect(assessStationarity(AirPassengers).advice.period).toBe(12);
  });

  it('names the break of the Nile, in time where there is time', () => {
    const years = Nile.map((_, year) => Date.UTC(1871 + year, 0));
    const bare = assessStationarity(Nile);
    const { tests, summary, reasons } = assessStationarity(
      createPriceSeries({ timestamps: years, prices: Nile }),
    );
    expect(summary).toContain('a break of its level or trend');
    expect(bare.tests.zivotAndrews.breakIndex).toBe(1898 - 1871);
    expect(bare.reasons.at(-1)).toContain('after observation 27.');
    expect(tests.zivotAndrews.breakTimestamp).toBe(Date.UTC(1898, 0));
    expect(reasons.at(-1)).toContain('after 1898-01-01');
  });

  it('finds a unit root in nearly all market prices, and stationarity in none', () => {
    const markets = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => simulateMarket({ seed, length: 720 }));
    const verdicts = markets.map((market) => assessStationarity(market).verdict);
    expect(verdicts.filter((verdict) => verdict === 'difference-stationary').length).toBeGreaterThanOrEqual(
      5,
    );
    expect(verdicts.every((verdict) => /difference|inconclusive/.test(verdict))).toBe(true);
  });

  it('tells a p-value beyond what there are tables for only as beyond', () => {
    const runaway = noise.map((value, t) => 0.01 * value - 1.05 ** t);
    expect(assessStationarity(runaway, { period: 1 }).reasons.join(' ')).toContain('(p above 0.999)');
  });

  it('says what is left besides a season', () => {
    expect(assessStationarity(plus(noise, seasonal(12))).summary).toBe(
      'The series is stationary but for a season of 12 observations. Take one seasonal difference of period 12.',
    );
  });

  it('says whether the spread calls for logarithms', () => {
    const even = noise.map((value, t) => 50 + t / 2 + 5 * value);
    expect(assessStationarity(even, { period: 1 }).reasons[0]).toMatch(
      /, which does not call for logarithms\.$/,
    );
    expect(assessStationarity(AirPassengers, { period: 12 }).reasons[0]).toMatch(
      /, so logarithms make it even\.$/,
    );
  });

  it('says that prices wander as a random walk does', () => {
    const { verdict, summary, advice } = assessStationarity(golden.series.randomWalk);
    expect(verdict).toBe('difference-stationary');
    expect(summary).toMatch(/^The series has a unit root.* as uncorrelated as those of a random walk\./);
    expect(advice.d).toBe(1);
  });

  it('advises what makes the series stationary', () => {
    const { advice } = assessStationarity(AirPassengers, { period: 12 });
    const options = { order: advice.d, seasonalOrder: advice.D, period: advice.period };
    const { values } = difference(
      AirPassengers.map((passengers) => Math.log(passengers)),
      options,
    );
    expect(ndiffs(values)).toBe(0);
  });

  it('takes a given period, or none', () => {
    const x = plus(noise, seasonal(12));
    expect(assessStationarity(x, { period: 5 }).advice).toMatchObject({ period: 5, D: 0 });
    expect(assessStationarity(x, { period: 5 }).reasons).toContain(
      'The season of 5 observations is too weak for a seasonal difference.',
    );
    expect(assessStationarity(x, { period: 1 }).advice).toMatchObject({ period: undefined, D: 0 });
  });

  it('tells of each test what it found', () => {
    const { reasons } = assessStationarity(noise, { period: 1 });
    expect(reasons).toEqual([
      'ADF rejects (p below 0.001) a unit root against stationarity around a constant level.',
      'Phillips-Perron rejects (p below 0.001) a unit root against stationarity around a constant level.',
      'KPSS does not reject (p above 0.1) stationarity around a constant level.',
      'ADF rejects (p below 0.001) a unit root against stationarity around a linear trend.',
      'Phillips-Perron rejects (p below 0.001) a unit root against stationarity around a linear trend.',
      'KPSS does not reject (p above 0.1) stationarity around a linear trend.',
      expect.stringMatching(/^Zivot-Andrews rejects \(p below 0.001\) .* after observation \d+\.$/),
    ]);
  });

  it('gives the tests with their results', () => {
    const { tests, alpha, n } = assessStationarity(walk, { alpha: 0.01 });
    expect({ alpha, n }).toEqual({ alpha: 0.01, n: 300 });
    expect(tests.level.adf).toMatchObject({ regression: 'drift', n: 300 });
    expect(tests.level.kpss).toMatchObject({ regression: 'level', lags: 3 });
    expect(tests.trend.pp).toMatchObject({ regression: 'trend' });
    expect(tests.varianceRatio!.n).toBe(300);
    expect(tests.spreadOnLevel).toBeUndefined();
    expect(assessStationarity(noise.slice(0, 30)).tests.varianceRatio).toBeUndefined();
  });

  it.each([
    { options: {}, needed: 30, operation: 'assessStationarity' },
    { options: { period: 12 }, needed: 30, operation: 'assessStationarity with period=12' },
    { options: { period: 24 }, needed: 49, operation: 'assessStationarity with period=24' },
  ])('names the least length with $options: $needed', ({ options, needed, operation }) => {
    const got = needed - 1;
    const expected = expect.objectContaining({ code: 'insufficient-data', needed, got, operation });
    expect(() => assessStationarity(noise.slice(0, needed - 1), options)).toThrow(expected);
    expect(() => assessStationarity(noise.slice(0, needed), options)).not.toThrow();
  });

  it.each([
    { name: 'a constant', x: new Array(60).fill(0.1), reason: 'constant' },
    {
      name: 'a season that repeats exactly around a high level',
      x: seasonal(12).map((_, t) => 1e6 + [3, 1, 7, 2][t % 4]!),
      reason: 'perfect-fit',
    },
    {
      name: 'a season that repeats exactly',
      x: seasonal(12).map((_, t) => [3, 1, 7, 2][t % 4]!),
      reason: 'perfect-fit',
    },
    { name: 'a line', x: noise.map((_, t) => 0.1 * t), reason: 'collinear' },
  ] as const)('refuses $name: $reason', ({ x, reason }) => {
    expect(() => assessStationarity(x)).toThrow(DegenerateSeriesError);
    expect(() => assessStationarity(x)).toThrow(expect.objectContaining({ reason }));
  });

  it('refuses values that are not finite', () => {
    expect(() => assessStationarity([...noise, Number.NaN])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { alpha: 0.2 }, argument: 'alpha' },
    { options: { alpha: 0.001 }, argument: 'alpha' },
    { options: { period: 0 }, argument: 'period' },
    { options: { period: 1.5 }, argument: 'period' },
    { options: { periods: 12 }, argument: 'assessStationarity options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => assessStationarity(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => assessStationarity(noise, options as object)).toThrow(InvalidArgumentError);
  });
});
