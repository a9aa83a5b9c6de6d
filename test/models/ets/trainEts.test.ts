import { describe, expect, it } from 'vitest';
import {
  CoincastError,
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import { createRandomStream } from '../../../src/math/index.js';
import { restoreEts, type TrainEtsOptions, trainEts } from '../../../src/models/index.js';

const random = createRandomStream(11);
const noise = Array.from({ length: 160 }, () => random.normal());
const seasonal = noise.map((shock, t) => 100 + 0.3 * t + 10 * Math.sin((2 * Math.PI * t) / 12) + shock);
const short = [5, 7, 4, 8, 6];

describe('trainEts', () => {
  it('chooses the season where there is one, with the period given', () => {
    const model = trainEts(seasonal, { period: 12 });
    expect(model.form.seasonal).not.toBe('none');
    expect(model.tried?.length).toBe(15);
    expect(model.tried![0]!.criterion).toBe(model.aicc);
    expect(model.tried!.every(({ criterion }, i, all) => i === 0 || criterion >= all[i - 1]!.criterion)).toBe(
      true,
    );
    expect(trainEts(seasonal).form.seasonal).toBe('none');
  });

  it.each(['aic', 'bic', 'aicc'] as const)('chooses the least %s', (criterion) => {
    const model = trainEts(seasonal.slice(0, 60), { criterion });
    const all = model.tried!.map(
      ({ form: { error, trend, damped, seasonal: season } }) =>
        trainEts(seasonal.slice(0, 60), { model: { error, trend, damped, seasonal: season } })[criterion],
    );
    expect(model[criterion]).toBe(Math.min(...all));
  });

  it.each<[NonNullable<TrainEtsOptions['model']>, number, string]>([
    ['simple', 1, 'ETS(A,N,N)'],
    ['holt', 1, 'ETS(A,A,N)'],
    ['damped-holt', 1, 'ETS(A,Ad,N)'],
    ['holt-winters', 12, 'ETS(A,A,A)'],
    ['multiplicative-holt-winters', 12, 'ETS(M,A,M)'],
    [{ error: 'multiplicative', trend: 'multiplicative', damped: true, seasonal: 'none' }, 1, 'ETS(M,Md,N)'],
  ])('fits the form that is named: %j', (model, period, name) => {
    const fitted = trainEts(seasonal, { model, period });
    expect(fitted.name).toBe(name);
    expect(fitted.tried).toBeUndefined();
    expect(restoreEts(JSON.parse(JSON.stringify(fitted))).name).toBe(name);
  });

  it('chooses the parts that are left open among those that are given', () => {
    const model = trainEts(seasonal, { model: { error: 'additive', trend: 'additive' }, period: 12 });
    expect(model.tried!.map(({ name }) => name).sort()).toEqual([
      'ETS(A,A,A)',
      'ETS(A,A,N)',
      'ETS(A,Ad,A)',
      'ETS(A,Ad,N)',
    ]);
  });

  it('recovers the parameters of simulated smoothing', () => {
    let level = 200;
    const stream = createRandomStream(3);
    const values = Array.from({ length: 4000 }, () => {
      const shock = stream.normal();
      const value = level + shock;
      level += 0.3 * shock;
      return value;
    });
    const model = trainEts(values, { model: 'simple' });
    expect(Math.abs(model.alpha - 0.3)).toBeLessThan(0.05);
    expect(Math.abs(model.sigma2 - 1)).toBeLessThan(0.1);
  });

  it('takes five values, by simple smoothing alone', () => {
    const model = trainEts(short);
    expect(model.tried!.map(({ name }) => name).sort()).toEqual(['ETS(A,N,N)', 'ETS(M,N,N)']);
    expect(model.forecast({ horizon: 3 }).mean.every(Number.isFinite)).toBe(true);
    expect(() => trainEts(short.slice(1))).toThrow(InsufficientDataError);
    expect(() => trainEts(short, { model: 'holt' })).toThrow(/ETS\(A,A,N\)/);
  });

  it('falls back to forms without a season where the series is too short for one', () => {
    expect(trainEts(seasonal.slice(0, 14), { period: 12 }).form.seasonal).toBe('none');
    expect(() => trainEts(seasonal.slice(0, 14), { period: 12, model: 'holt-winters' })).toThrow(
      InsufficientDataError,
    );
  });

  it('leaves multiplicative forms out where a value is zero or negative, and refuses one that is named', () => {
    const crossing = seasonal.map((value) => value - 110);
    expect(trainEts(crossing, { period: 12 }).tried!.every(({ form }) => form.error === 'additive')).toBe(
      true,
    );
    expect(() => trainEts([3, 0, 4, 5, 6, 4, 3, 5], { model: { error: 'multiplicative' } })).toThrow(
      NonFiniteValueError,
    );
    expect(() => trainEts(crossing, { model: 'multiplicative-holt-winters', period: 12 })).toThrow(
      /ETS\(M,A,M\) multiplies/,
    );
    const model = trainEts(seasonal, { model: 'multiplicative-holt-winters', period: 12 });
    expect(() => model.append([0])).toThrow(NonFiniteValueError);
  });

  it('refuses what it would predict without error', () => {
    const line = Array.from({ length: 40 }, (_, t) => 3 + 2 * t);
    expect(() => trainEts(line)).toThrow(DegenerateSeriesError);
    const cycle = Array.from({ length: 40 }, (_, t) => [4, 1, 6, 2][t % 4]!);
    expect(() => trainEts(cycle, { period: 4 })).toThrow(DegenerateSeriesError);
  });

  it('lies within the usual bounds, and forgets its past', () => {
    for (const model of [trainEts(seasonal, { period: 12 }), trainEts(noise.slice(0, 50))]) {
      const { alpha, beta = 1e-4, gamma = 1e-4, phi = 0.9 } = model;
      expect(alpha).toBeGreaterThanOrEqual(1e-4);
      expect(alpha).toBeLessThanOrEqual(1 - 1e-4);
      expect(beta).toBeLessThanOrEqual(alpha + 1e-12);
      expect(gamma).toBeLessThanOrEqual(1 - alpha + 1e-12);
      expect(phi).toBeLessThanOrEqual(0.98);
    }
  });

  it.each<[string, TrainEtsOptions]>([
    ['a season without a period', { model: 'holt-winters' }],
    ['a period of 0', { period: 0 }],
    ['a period of 1.5', { period: 1.5 }],
    ['a name that is unknown', { model: 'holts' as never }],
    ['a part that is unknown', { model: { slope: 'additive' } as never }],
    ['a kind of part that is unknown', { model: { trend: 'linear' as never } }],
    ['damping without a trend', { model: { trend: 'none', damped: true } }],
    [
      'additive errors with a multiplicative trend',
      { model: { error: 'additive', trend: 'multiplicative' } },
    ],
    ['an unknown criterion', { criterion: 'hqc' as never }],
  ])('refuses %s', (_, options) => {
    expect(() => trainEts(seasonal, options)).toThrow(InvalidArgumentError);
  });

  it('names the nearest model', () => {
    expect(() => trainEts(seasonal, { model: 'holt-winter' as never })).toThrow(
      /Did you mean "holt-winters"/,
    );
  });
});

describe('forecasts of an ETS model', () => {
  const model = trainEts(seasonal, { model: 'multiplicative-holt-winters', period: 12 });

  it('by sample paths are seeded, and agree with the formulas', () => {
    const sampled = () => model.forecast({ horizon: 24, method: 'paths', paths: 4000, levels: [0.8] });
    const paths = sampled();
    const exact = model.forecast({ horizon: 24, levels: [0.8] });
    expect(paths.paths?.length).toBe(4000);
    expect(paths.mean).toEqual(exact.mean);
    expect(sampled().intervals).toEqual(paths.intervals);
    const width = exact.intervals[0]!.upper.map((upper, h) => upper - exact.mean[h]!);
    paths.intervals[0]!.upper.forEach((upper, h) => {
      expect(Math.abs(upper - exact.intervals[0]!.upper[h]!) / width[h]!).toBeLessThan(0.1);
    });
    const other = model.forecast({ horizon: 2, method: 'paths', seed: 9 });
    expect(other.intervals).not.toEqual(model.forecast({ horizon: 2, method: 'paths' }).intervals);
  });

  it('come from sample paths where no formula is known', () => {
    const growth = trainEts(seasonal, { model: { error: 'multiplicative', trend: 'multiplicative' } });
    expect(growth.forecast({ horizon: 2 }).paths?.length).toBe(1000);
    expect(() => growth.forecast({ horizon: 2, method: 'gaussian' })).toThrow(InvalidArgumentError);
  });

  it('refuse options that go with another method', () => {
    expect(() => model.forecast({ horizon: 2, seed: 1 })).toThrow(/"paths"/);
    expect(() => model.forecast({ horizon: 2, method: 'paths', paths: 1 })).toThrow(InvalidArgumentError);
    expect(() => model.forecast({ horizon: 100_000, method: 'paths' })).toThrow(InvalidArgumentError);
    expect(() => model.forecast({ horizon: 2, method: 'exact' as never })).toThrow(InvalidArgumentError);
  });
});

describe('an ETS model', () => {
  it('has residuals and one-step forecasts that add up to the series', () => {
    const model = trainEts(seasonal, { model: 'holt-winters', period: 12 });
    const fitted = model.fitted(seasonal);
    model.residuals(seasonal).forEach((residual, t) => {
      expect(residual + fitted[t]!).toBeCloseTo(seasonal[t]!, 10);
    });
    const relative = trainEts(seasonal, { model: { error: 'multiplicative', trend: 'none' } });
    relative.residuals(seasonal).forEach((residual, t) => {
      expect((1 + residual) * relative.fitted(seasonal)[t]!).toBeCloseTo(seasonal[t]!, 9);
    });
  });

  it.each<[string, (state: ReturnType<ReturnType<typeof trainEts>['toJSON']>) => unknown]>([
    ['a slope without a trend', (state) => ({ ...state, last: { ...state.last, slope: 1 } })],
    ['no gamma', ({ gamma: _, ...state }) => state],
    ['too few seasonal terms', (state) => ({ ...state, last: { ...state.last, seasonals: [1, 2] } })],
    [
      'a seasonal factor of 0',
      (state) => ({ ...state, last: { ...state.last, seasonals: new Array(12).fill(0) } }),
    ],
    ['no period', ({ period: _, ...state }) => state],
    ['an alpha of 2', (state) => ({ ...state, alpha: 2 })],
    ['an unstable form', (state) => ({ ...state, form: { ...state.form, error: 'additive' } })],
  ])('is not restored from a state with %s', (_, spoil) => {
    const state = trainEts(seasonal, {
      model: { error: 'multiplicative', trend: 'none', seasonal: 'multiplicative' },
      period: 12,
    }).toJSON();
    expect(() => restoreEts(spoil(state))).toThrow(CoincastError);
  });
});
