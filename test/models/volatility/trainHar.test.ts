import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
  SerializationError,
} from '../../../src/errors/index.js';
import { createRandomStream } from '../../../src/math/index.js';
import { realizedVariances, restoreHar, type TrainHarOptions, trainHar } from '../../../src/models/index.js';
import { createPriceSeries, type SeriesInput } from '../../../src/series/index.js';
import { pricesOf, simulatedReturns } from './simulatedReturns.js';

const returns = simulatedReturns(
  { omega: 2e-7, alpha: 0.04, beta: 0.955 },
  { n: 2400, seed: 8, first: 4e-5 },
);
const prices = pricesOf(returns);
const random = createRandomStream(2);
let level = 0;
const variances = Array.from({ length: 200 }, () => {
  level = 0.9 * level + 0.3 * random.normal();
  return 1e-4 * Math.exp(level);
});
const hour = 3_600_000;
const hourly = (from: number, to: number) =>
  createPriceSeries({
    timestamps: prices.slice(from, to).map((_, i) => (from + i) * hour),
    prices: prices.slice(from, to),
    stepMs: hour,
  });

describe('realizedVariances', () => {
  it('sums squared log returns of days that are counted back from the last', () => {
    const days = realizedVariances([1, 2, 1, 4, 1], { period: 2 });
    expect(days[0]).toBeCloseTo(2 * Math.log(2) ** 2, 14);
    expect(days[1]).toBeCloseTo(2 * Math.log(4) ** 2, 14);
    expect(realizedVariances([7, 1, 2, 1, 4, 1], { period: 2 })).toEqual(days);
  });

  it('knows how many steps a day has', () => {
    expect(realizedVariances(hourly(0, 49)).length).toBe(2);
    const days = createPriceSeries({
      timestamps: [0, 1, 2].map((d) => d * 3 * 24 * hour),
      prices: [1, 2, 1],
    });
    expect(realizedVariances(days).length).toBe(2);
    expect(realizedVariances([1, 2, 1]).length).toBe(2);
  });

  it('is zero where a price stands still', () => {
    expect([...realizedVariances([3, 3, 3], { period: 2 })]).toEqual([0]);
  });

  it('refuses what it cannot use', () => {
    expect(() => realizedVariances([])).toThrow(InsufficientDataError);
    expect(() => realizedVariances([1, 2], { period: 2 })).toThrow(/at least 3 observations, got 2/);
    expect(() => realizedVariances([1, 0, 2])).toThrow(NonFiniteValueError);
    expect(() => realizedVariances([1, 2], { period: 0 })).toThrow(InvalidArgumentError);
    expect(() => realizedVariances([1, 2], { days: 1 } as never)).toThrow(InvalidArgumentError);
    const gapped = createPriceSeries({ timestamps: [0, 1, 3, 4].map((i) => i * hour), prices: [1, 2, 3, 4] });
    expect(() => realizedVariances(gapped)).toThrow(/fillGaps/);
  });
});

describe('trainHar', () => {
  it('explains days by means of days before, whatever they are made of', () => {
    const ofPrices = trainHar(hourly(0, 2401));
    expect(ofPrices.period).toBe(24);
    const ofVariances = trainHar(Array.from(realizedVariances(hourly(0, 2401))), { input: 'variances' });
    expect(ofPrices.coefficients).toEqual(ofVariances.coefficients);
    const byDay = ofVariances.forecast({ horizon: 3 }).variance;
    const byHour = ofPrices.forecast({ horizon: 72 });
    byHour.variance.forEach((value, h) => {
      expect(value * 24).toBeCloseTo(byDay[Math.floor(h / 24)]!, 18);
    });
    expect(byHour.cumulativeVariance[71]).toBeCloseTo(
      byDay.reduce((sum, day) => sum + day),
      12,
    );
    expect(byHour.mean[50]).toBe(prices[2400]);
  });

  it('has intervals of variances that widen, are cut off at zero, and are centred otherwise', () => {
    const model = trainHar(variances, { input: 'variances' });
    const { mean, variance, intervals } = model.forecast({ horizon: 60, levels: [0.5, 0.999] });
    expect(mean).toEqual(variance);
    const [inner, outer] = intervals as [(typeof intervals)[0], (typeof intervals)[0]];
    expect(outer.lower.every((value) => value >= 0)).toBe(true);
    expect(outer.lower[59]).toBe(0);
    expect((inner.upper[5]! + inner.lower[5]!) / 2).toBeCloseTo(mean[5]!, 12);
    const half = inner.upper.map((value, h) => value - mean[h]!);
    expect(half[0]).toBeCloseTo(0.6744897501960817 * model.sigma, 12);
    expect(half[10]).toBeGreaterThan(half[0]!);
    // The weight of a shock one step on, from the regression.
    const { lag1, lag5, lag22 } = model.coefficients as Record<string, number>;
    const psi = lag1! + lag5! / 5 + lag22! / 22;
    expect(half[1]! / half[0]!).toBeCloseTo(Math.sqrt(1 + psi ** 2), 12);
    expect(model.persistence).toBeCloseTo(lag1! + lag5! + lag22!, 14);
  });

  it('never forecasts less than the least day of training', () => {
    const falling = variances.map((value, t) => (t > 190 ? value * 1e-3 : value));
    const model = trainHar(falling, { input: 'variances', lags: [1] });
    const { variance } = model.append([0, 0]).forecast({ horizon: 30 });
    expect(Math.min(...variance)).toBeGreaterThanOrEqual(Math.min(...falling));
    const pit = restoreHar({ ...model.toJSON(), intercept: -1 });
    expect(pit.forecast({ horizon: 3 }).variance[2]).toBe(Math.min(...falling));
  });

  it('counts a day once it is whole', () => {
    const model = trainHar(prices.slice(0, 24 * 60 + 1), { period: 24 });
    const next = prices.slice(24 * 60 + 1, 24 * 61 + 1);
    const atDawn = model.forecast({ horizon: 48 }).variance;
    const atNoon = model.append(next.slice(0, 12));
    expect(atNoon.forecast({ horizon: 30 }).variance).toEqual(atDawn.slice(12, 42));
    expect(atNoon.forecast({ horizon: 1 }).mean[0]).toBe(next[11]);
    const dayAfter = model.append(next);
    const expected = realizedVariances(prices.slice(0, 24 * 61 + 1), { period: 24 });
    const { days, sum, lastValue, previousValue } = dayAfter.toJSON();
    const last = sum + Math.log(lastValue / previousValue!) ** 2;
    [...days.slice(1), last].forEach((day, i) => {
      expect(Math.abs(day / expected[expected.length - 22 + i]! - 1)).toBeLessThan(1e-12);
    });
    expect(dayAfter.forecast({ horizon: 1 }).variance[0]).not.toBe(atDawn[24]);
  });

  it('replaces its last observation as if it had never seen the other, also across the end of a day', () => {
    const model = trainHar(prices.slice(0, 241), { period: 4, lags: [1, 3] });
    for (const count of [1, 2, 3, 4, 5, 8, 9]) {
      const open = model.append([...prices.slice(241, 240 + count), prices[240]! * 1.2]);
      const closed = open.append(prices.slice(240 + count, 246 + count), { replaceLast: true });
      expect(closed.toJSON()).toEqual(model.append(prices.slice(241, 246 + count)).toJSON());
    }
    const ofVariances = trainHar(variances.slice(0, 100), { input: 'variances' });
    expect(ofVariances.append([9]).append([1e-4], { replaceLast: true }).toJSON()).toEqual(
      ofVariances.append([1e-4]).toJSON(),
    );
  });

  it.each<[string, SeriesInput, new (...args: never[]) => Error, TrainHarOptions?]>([
    ['5 prices', [1, 2, 1, 2, 1], InsufficientDataError],
    ['35 days', prices.slice(0, 35 * 24 + 1), InsufficientDataError, { period: 24 }],
    ['a constant price', new Array(500).fill(3), DegenerateSeriesError],
    ['two prices in turn', Array.from({ length: 500 }, (_, t) => 100 + (t % 2)), DegenerateSeriesError],
    [
      'days that follow a rule',
      variances.map((_, t) => 1 + 0.9 ** t),
      DegenerateSeriesError,
      { input: 'variances', lags: [1] },
    ],
    [
      'one day that differs',
      variances.map((_, t) => (t === 0 ? 2 : 1)),
      DegenerateSeriesError,
      { input: 'variances' },
    ],
    ['zero prices', prices.map((price, i) => (i === 3 ? 0 : price)), NonFiniteValueError],
    [
      'negative variances',
      variances.map((v, i) => (i === 3 ? -v : v)),
      NonFiniteValueError,
      { input: 'variances' },
    ],
    ['NaN', variances.map((v, i) => (i === 3 ? Number.NaN : v)), NonFiniteValueError, { input: 'variances' }],
    ['a PriceSeries of variances', hourly(0, 100), InvalidArgumentError, { input: 'variances' }],
    ['a period of variances', variances, InvalidArgumentError, { input: 'variances', period: 1 }],
    ['returns', returns, InvalidArgumentError, { input: 'returns' as never }],
    ['no lags', prices, InvalidArgumentError, { lags: [] }],
    ['lags that descend', prices, InvalidArgumentError, { lags: [5, 1] }],
    ['a lag of 0', prices, InvalidArgumentError, { lags: [0, 1] }],
    ['a lag of years', prices, InvalidArgumentError, { lags: [1, 1001] }],
    ['lags that are no list', prices, InvalidArgumentError, { lags: 5 as never }],
    ['a fractional period', prices, InvalidArgumentError, { period: 1.5 }],
  ])('refuses %s', (_, series, type, options = {}) => {
    expect(() => trainHar(series, options)).toThrow(type);
  });

  it('refuses to append variances that are negative or out of proportion', () => {
    const model = trainHar(variances, { input: 'variances' });
    expect(() => model.append([-1])).toThrow(NonFiniteValueError);
    expect(() => model.append([1e200])).toThrow(NonFiniteValueError);
  });

  it('ends a forecast that explodes with an error', () => {
    const state = trainHar(variances, { input: 'variances', lags: [1] }).toJSON();
    const explosive = restoreHar({ ...state, slopes: [1.1] });
    expect(() => explosive.forecast({ horizon: 100_000 })).toThrow(/horizon must be at most \d+ here/);
  });

  it.each<[string, object]>([
    ['lags that descend', { lags: [22, 5, 1] }],
    ['a slope too few', { slopes: [1, 1] }],
    ['an error too few', { standardErrors: [1, 1, 1] }],
    ['a day too few', { days: [1] }],
    ['more steps than a day has', { steps: 25 }],
    ['variances with a period', { input: 'variances' }],
    ['no price before the last', { previousValue: undefined }],
    ['a last price of zero', { lastValue: 0 }],
  ])('refuses a state with %s', (_, spoil) => {
    const state = { ...trainHar(hourly(0, 1000)).toJSON(), ...spoil };
    expect(() => restoreHar(JSON.parse(JSON.stringify(state)))).toThrow(SerializationError);
  });
});
