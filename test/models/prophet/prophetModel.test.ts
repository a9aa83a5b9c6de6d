import { describe, expect, it } from 'vitest';
import {
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import {
  bitcoinHalvings,
  type ProphetForecastOptions,
  type ProphetModel,
  refitProphet,
  restoreProphet,
  trainProphet,
} from '../../../src/models/prophet/index.js';
import { deserializeModel, serializeModel } from '../../../src/persistence/index.js';
import { createPriceSeries } from '../../../src/series/index.js';
import { simulateMarket } from '../../../src/testing/index.js';
import { describeModelContract } from '../../contracts/modelContract.js';
import { day, hour, noisySeason } from './noisySeason.js';

describeModelContract('prophet', {
  train: (series, options) =>
    trainProphet(series, {
      ...options,
      daily: false,
      seasonalities: [{ name: 'day', periodSteps: 24, fourierOrder: 3 }],
    } as never),
  restore: restoreProphet,
  takesGaps: true,
  takesAnyTimes: true,
});

const market = simulateMarket({ seed: 11, length: 24 * 40 });
const reloaded = (model: ProphetModel) => restoreProphet(JSON.parse(JSON.stringify(model)));

describe('the automatic rules', () => {
  it.each([
    ['two years of days', 731, day, ['yearly', 'weekly']],
    ['a year of days', 365, day, ['weekly']],
    ['two weeks of hours', 24 * 14 + 1, hour, ['weekly', 'daily']],
    ['a week of hours', 24 * 7, hour, ['daily']],
    ['a day of hours', 24, hour, []],
    ['weeks', 60, 7 * day, []],
  ])('for %s', (_, length, stepMs, names) => {
    const { timestamps, values } = noisySeason({ length, stepMs });
    expect(Object.keys(trainProphet({ timestamps, values }).parameters.beta)).toEqual(names);
  });

  it('are not misled by one reading more', () => {
    const { timestamps, values } = noisySeason({ length: 60, stepMs: day });
    const late = [...timestamps, timestamps[59]! + 600_000];
    const model = trainProphet({ timestamps: late, values: [...values, values[59]!] });
    expect(Object.keys(model.parameters.beta)).toEqual(['weekly']);
  });

  it('leave bare numbers without a calendar', () => {
    expect(trainProphet(noisySeason({ length: 900, stepMs: day }).values).parameters.beta).toEqual({});
  });
});

describe('observations', () => {
  const { timestamps, values } = noisySeason({ length: 200, stepMs: hour });
  const forecastOf = (input: { timestamps: readonly number[]; values: readonly number[] }) =>
    trainProphet(input).forecast({ horizon: 12 });

  it('may come in any order', () => {
    const order = timestamps.map((_, i) => (i * 77) % 200);
    const shuffled = { timestamps: order.map((i) => timestamps[i]!), values: order.map((i) => values[i]!) };
    expect(forecastOf(shuffled)).toEqual(forecastOf({ timestamps, values }));
  });

  it('may be missing, as NaN or not there at all', () => {
    const gaps = values.map((value, i) => (i % 50 === 7 || i > 195 ? Number.NaN : value));
    const kept = values.map((_, i) => i).filter((i) => !Number.isNaN(gaps[i]));
    const without = { timestamps: kept.map((i) => timestamps[i]!), values: kept.map((i) => values[i]!) };
    expect(forecastOf({ timestamps, values: gaps })).toEqual(forecastOf(without));
    expect(trainProphet({ timestamps, values: gaps }).training.n).toBe(kept.length);
  });

  it('give the same on a grid, with gaps, and off it', () => {
    const some = values.map((value, i) => (i % 40 === 7 ? Number.NaN : value));
    const nudged = timestamps.map((timestamp, i) => timestamp + (i === 100 ? 1e-3 : 0));
    const onGrid = forecastOf({ timestamps, values: some });
    const off = forecastOf({ timestamps: nudged, values: some });
    onGrid.mean.forEach((value, h) => {
      expect(off.mean[h]! / value).toBeCloseTo(1, 8);
    });
  });

  it('may be repeated', () => {
    const twice = (array: readonly number[]) => array.flatMap((value) => [value, value]);
    const model = trainProphet({ timestamps: twice(timestamps), values: twice(values) }, { weekly: false });
    expect(model.training).toMatchObject({ n: 400, stepMs: hour, lastTimestamp: timestamps[199] });
    expect(new Set(model.changepoints().map(({ timestamp }) => timestamp)).size).toBe(
      model.changepoints().length,
    );
  });
});

describe('components', () => {
  const { timestamps, values } = noisySeason({ length: 24 * 30, stepMs: hour });
  const load = values.map((_, i) => 5 + Math.sin(i / 40));
  const isHot = values.map((_, i) => (i % 7 < 3 ? 1 : 0));
  const model = trainProphet(
    { timestamps, values: values.map((value, i) => value + 3 * load[i]!) },
    {
      daily: { fourierOrder: 3, mode: 'multiplicative' },
      weekly: { fourierOrder: 2, priorScale: 1 },
      seasonalities: [
        { name: 'weekend', periodMs: day, fourierOrder: 2, condition: { weekdays: [0, 6] } },
        { name: 'hot', periodSteps: 12, fourierOrder: 1, condition: isHot },
      ],
      events: [{ name: 'launch', dates: [timestamps[200]!], daysBefore: 1, daysAfter: 1 }],
      regressors: { load, flat: { values: isHot, mode: 'multiplicative' } },
    },
  );
  const future = { regressors: { load, flat: isHot }, conditions: { hot: isHot } };

  it('add up to the forecast', () => {
    const { trend, parts } = model.components({ timestamps, ...future });
    const { mean } = model.forecast({ timestamps, ...future, levels: [] });
    expect(Object.keys(parts)).toEqual(['weekend', 'hot', 'weekly', 'daily', 'launch', 'load', 'flat']);
    mean.forEach((value, h) => {
      let factor = 1;
      let rest = 0;
      for (const { mode, values: own } of Object.values(parts)) {
        if (mode === 'multiplicative') factor += own[h]!;
        else rest += own[h]!;
      }
      expect(trend[h]! * factor + rest).toBeCloseTo(value, 8);
    });
  });

  it('apply when they should', () => {
    const { parts } = model.components({ timestamps, ...future });
    timestamps.forEach((timestamp, h) => {
      const isWeekend = [0, 6].includes(new Date(timestamp).getUTCDay());
      if (!isWeekend) expect(parts['weekend']!.values[h]).toBe(0);
      if (isHot[h] === 0) expect(parts['hot']!.values[h]).toBe(0);
      const days = Math.floor(timestamp / day) - Math.floor(timestamps[200]! / day);
      expect(parts['launch']!.values[h] !== 0).toBe(Math.abs(days) <= 1);
    });
  });

  it('come back from JSON, text and a gzipped file bit by bit', async () => {
    const options = {
      horizon: 5,
      regressors: { load: load.slice(0, 5), flat: [1, 0, 1, 0, 1] },
      conditions: { hot: [true, false, true, true, false] },
    };
    const expected = model.forecast(options);
    expect(reloaded(model).forecast(options)).toEqual(expected);
    const stored = (await deserializeModel(await serializeModel(model))) as ProphetModel;
    expect(stored.forecast(options)).toEqual(expected);
    expect(stored.parameters).toEqual(model.parameters);
  });

  it.each<[string, ProphetForecastOptions, RegExp]>([
    ['no regressors', { horizon: 3, conditions: { hot: [1, 1, 1] } }, /load, flat/],
    ['one regressor', { horizon: 3, ...future, regressors: { load: [1, 2, 3] } }, /Missing: flat/],
    [
      'a short regressor',
      { horizon: 3, conditions: { hot: [1, 1, 1] }, regressors: { load: [1], flat: [1, 2, 3] } },
      /load\.length/,
    ],
    ['no flags', { horizon: 3, regressors: { load: [1, 2, 3], flat: [1, 2, 3] } }, /hot/],
    [
      'no flags but numbers',
      { horizon: 1, regressors: { load: [1], flat: [1] }, conditions: { hot: [2] } },
      /conditions\.hot\[0\]/,
    ],
  ])('are refused with %s', (_, options, message) => {
    expect(() => model.forecast(options)).toThrow(InvalidArgumentError);
    expect(() => model.forecast(options)).toThrow(message);
  });
});

describe('logistic growth', () => {
  const timestamps = Array.from({ length: 300 }, (_, i) => i * day);
  const { values: noise } = noisySeason({ length: 300, stepMs: day });
  const values = timestamps.map((_, i) => 2 + 8 / (1 + Math.exp(-(i - 150) / 40)) + noise[i]! / 100);
  const options = { growth: 'logistic', cap: 10.5, floor: 1, weekly: false } as const;

  it('ends at the cap, and keeps floor and cap for the forecast', () => {
    const model = trainProphet({ timestamps, values }, options);
    const { trend } = model.components({ horizon: 3000 });
    expect(Math.max(...trend)).toBeLessThanOrEqual(10.5);
    expect(model.convergence).toBe('optimum');
    expect(model.forecast({ horizon: 30 })).toEqual(model.forecast({ horizon: 30, cap: 10.5, floor: 1 }));
    expect(reloaded(model).forecast({ horizon: 30 })).toEqual(model.forecast({ horizon: 30 }));
  });

  it('takes caps by row, and then needs their future', () => {
    const caps = { ...options, cap: values.map(() => 10.5), floor: values.map(() => 1) };
    const model = trainProphet({ timestamps, values }, caps);
    expect(model.logPosterior).toBe(trainProphet({ timestamps, values }, options).logPosterior);
    expect(() => model.forecast({ horizon: 3 })).toThrow(/cap must be a number, or one for each step/);
    expect(model.forecast({ horizon: 3, cap: [10.5, 10.5, 10.5], floor: 1 }).mean.length).toBe(3);
    expect(() => model.forecast({ horizon: 3, cap: 1, floor: 1 })).toThrow(/above the floor/);
  });

  it('takes values above the cap', () => {
    const model = trainProphet({ timestamps, values }, { ...options, cap: 9 });
    expect(model.forecast({ horizon: 5 }).mean.every(Number.isFinite)).toBe(true);
  });
});

describe('changepoints', () => {
  const { timestamps, values } = noisySeason({ length: 100, stepMs: day });
  const bent = values.map((value, i) => value + Math.max(0, i - 50));

  it('are 25 in the first 80%, of which few have a change', () => {
    const model = trainProphet({ timestamps, values: bent });
    const places = model.changepoints();
    expect(places.length).toBe(25);
    expect(places[24]!.timestamp).toBe(timestamps[79]);
    const changes = places.filter(({ change }) => change !== 0);
    expect(changes.length).toBeLessThan(12);
    expect(changes.reduce((sum, { change }) => sum + change, 0)).toBeCloseTo(1, 0);
  });

  it('may be given, counted, or left out', () => {
    const at = timestamps[50]!;
    const given = trainProphet(
      { timestamps, values: bent },
      { changepoints: [at, at], changepointPriorScale: 10 },
    );
    expect(given.changepoints().map(({ timestamp }) => timestamp)).toEqual([at]);
    expect(given.changepoints()[0]!.change).toBeCloseTo(1, 1);
    expect(trainProphet(bent, { changepoints: false }).changepoints()).toEqual([]);
    expect(
      trainProphet(bent, { changepoints: { count: 3, range: 1 } })
        .changepoints()
        .map((c) => c.timestamp),
    ).toEqual([33, 66, 99]);
    expect(trainProphet(bent, { growth: 'flat' }).changepoints()).toEqual([]);
    expect(trainProphet(bent.slice(0, 10)).changepoints().length).toBe(7);
    expect(() => trainProphet({ timestamps, values }, { changepoints: [timestamps[99]! + 1] })).toThrow(
      /within the history/,
    );
  });
});

describe('appending and refitting', () => {
  const { timestamps, values } = noisySeason({ length: 24 * 20, stepMs: hour });
  const before = { timestamps: timestamps.slice(0, 400), values: values.slice(0, 400) };
  const after = { timestamps: timestamps.slice(400), values: values.slice(400) };
  const model = trainProphet(before);

  it('moves on in time with the same parameters', () => {
    const appended = model.append(after);
    expect(appended.parameters).toEqual(model.parameters);
    expect(appended.training).toMatchObject({ n: 480, lastTimestamp: timestamps[479] });
    const { mean, intervals } = model.forecast({ horizon: 100 });
    const later = appended.forecast({ horizon: 20 });
    expect(later.mean).toEqual(mean.slice(80));
    later.intervals[0]!.upper.forEach((value, h) => {
      expect(value).toBeCloseTo(intervals[0]!.upper[80 + h]!, 8);
    });
  });

  it('refuses what it knows already, and what it could not have been trained on', () => {
    expect(() => model.append(before)).toThrow(IrregularSeriesError);
    const logs = trainProphet(before, { transform: 'log' });
    expect(() => logs.append([5, -1])).toThrow(NonFiniteValueError);
  });

  it.each([
    ['additive', {}],
    ['multiplicative', { seasonalityMode: 'multiplicative' }],
    ['logistic', { growth: 'logistic', cap: 200 }],
    ['log', { transform: 'log' }],
    ['on a grid of given changepoints', { changepoints: [timestamps[100]!, timestamps[300]!] }],
  ] as const)('refits to what training anew gives: %s', (_, options) => {
    const old = trainProphet(before, { ...options, weekly: true });
    const fresh = trainProphet({ timestamps, values }, { ...options, weekly: true });
    for (const warmStart of [true, false]) {
      const refitted = refitProphet(old, { timestamps, values }, { warmStart });
      expect(refitted.logPosterior).toBeCloseTo(fresh.logPosterior, 6);
      expect(refitted.training.fingerprint).toBe(fresh.training.fingerprint);
      refitted.forecast({ horizon: 10 }).mean.forEach((value, h) => {
        expect(value / fresh.forecast({ horizon: 10 }).mean[h]!).toBeCloseTo(1, 6);
      });
    }
  });

  it('refits only to its own coin', () => {
    const coin = trainProphet(market);
    const other = createPriceSeries({ timestamps, prices: values, coinId: 'ethereum' });
    expect(() => refitProphet(coin, other)).toThrow(/coinId/);
    expect(() => refitProphet({} as never, other)).toThrow(/trainProphet/);
    expect(() => refitProphet(model, after, { warm: true } as never)).toThrow(InvalidArgumentError);
  });
});

describe('the stored state', () => {
  it('is small', () => {
    const year = simulateMarket({ seed: 3, length: 1000, stepMs: day });
    expect(JSON.stringify(trainProphet(year)).length).toBeLessThan(2048);
  });

  it.each<[string, (state: Record<string, unknown>) => unknown]>([
    ['changes that do not go with the changepoints', (state) => ({ ...state, delta: [1] })],
    ['coefficients that do not go with the parts', (state) => ({ ...state, beta: [] })],
    [
      'a coefficient too few',
      (state) => ({ ...state, beta: (state['beta'] as number[][]).map((b) => b.slice(1)) }),
    ],
    ['a span that ends before it begins', (state) => ({ ...state, span: [1, 0] })],
    ['a cap without logistic growth', (state) => ({ ...state, cap: 1 })],
    ['logistic growth without a cap', (state) => ({ ...state, growth: 'logistic' })],
  ])('is refused with %s', (_, spoil) => {
    expect(() => restoreProphet(spoil(JSON.parse(JSON.stringify(trainProphet(market)))))).toThrow(
      expect.objectContaining({ name: 'SerializationError' }),
    );
  });
});

describe('events', () => {
  it('may lie outside the data: they have no effect there, and none is learnt', () => {
    const model = trainProphet(market, { events: [bitcoinHalvings] });
    expect(model.parameters.beta[bitcoinHalvings.name]).toEqual([0]);
    expect(model.logPosterior).toBeCloseTo(trainProphet(market).logPosterior, 8);
  });
});
