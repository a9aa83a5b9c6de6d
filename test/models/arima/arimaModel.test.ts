import { describe, expect, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import { normalQuantile } from '../../../src/math/index.js';
import { restoreArima } from '../../../src/models/arima/ArimaModel.js';
import { createPriceSeries } from '../../../src/series/index.js';
import { gaussian } from './bruteForce.js';
import { integratedNoise, modelAt } from './modelAt.js';

const hour = 3_600_000;
const prices = integratedNoise(120, { d: 1, seed: 3 }).map((value) => Math.exp(5 + 0.02 * value));
const seasonal = { order: [1, 0, 1], period: 24 } as const;
const parameters = {
  walk: { order: [0, 1, 0] },
  ar: { order: [5, 1, 0], ar: [0.3, 0.1, -0.05, 0.02, 0.01] },
  seasonal: { order: [1, 1, 1], ar: [0.4], ma: [-0.2], seasonal, sar: [0.6], sma: [-0.3] },
} as const;
const log = { lambda: 0 };
const reloaded = (model: ReturnType<typeof modelAt>) => restoreArima(JSON.parse(JSON.stringify(model)));
const gapped = prices.map((price, t) => (t % 17 === 5 ? Number.NaN : price));

describe('the forecast of transformed values', () => {
  const given = { ...parameters.ar, sigma2: 0.0004 };
  const model = modelAt({ ...given, transform: log }, prices);
  const ofLogs = modelAt(given, prices.map(Math.log)).forecast({ horizon: 12 });

  it('has the quantiles of the logarithm, and its expected value or its median', () => {
    const { mean, intervals } = model.forecast({ horizon: 12 });
    const median = model.forecast({ horizon: 12, biasAdjusted: false });
    expect(median.intervals).toEqual(intervals);
    const z = normalQuantile(0.975);
    ofLogs.mean.forEach((mu, h) => {
      const { lower, upper } = ofLogs.intervals[1]!;
      const sd = (upper[h]! - mu) / z;
      expect(median.mean[h]! / Math.exp(mu)).toBeCloseTo(1, 13);
      expect(mean[h]! / Math.exp(mu + sd ** 2 / 2)).toBeCloseTo(1, 13);
      expect(intervals[1]!.upper[h]! / Math.exp(upper[h]!)).toBeCloseTo(1, 13);
      expect(intervals[1]!.lower[h]! / Math.exp(lower[h]!)).toBeCloseTo(1, 13);
    });
  });

  it('has fitted values that are medians, and residuals of the transformed values', () => {
    const logs = modelAt(given, prices.map(Math.log));
    expect(model.residuals()).toEqual(logs.residuals());
    expect([...model.fitted()]).toEqual(
      Array.from(logs.fitted(), (value) => expect.closeTo(Math.exp(value), 9)),
    );
  });

  it('takes Box-Cox, and says where a negative lambda ends', () => {
    const z = prices.map((price) => 2 * (Math.sqrt(price) - 1));
    const root = modelAt({ ...parameters.walk, sigma2: 0.25, transform: { lambda: 0.5 } }, prices);
    const { mean } = root.forecast({ horizon: 4 });
    for (let h = 0; h < 4; h++) {
      expect(mean[h]! / ((1 + z.at(-1)! / 2) ** 2 + (0.25 * (h + 1)) / 4)).toBeCloseTo(1, 12);
    }
    const inverse = modelAt({ ...parameters.walk, sigma2: 1e-6, transform: { lambda: -1 } }, prices);
    expect(inverse.forecast({ horizon: 1, biasAdjusted: false }).mean[0]! / prices.at(-1)!).toBeCloseTo(
      1,
      10,
    );
    expect(() => inverse.forecast({ horizon: 100_000 })).toThrow(
      expect.objectContaining({ name: 'InvalidArgumentError', argument: 'horizon' }),
    );
    expect(() => inverse.forecast({ horizon: 5000, biasAdjusted: false })).toThrow(/at most \d+ here/);
  });

  it('refuses to append what cannot be transformed', () => {
    expect(() => model.append([0])).toThrow(NonFiniteValueError);
  });
});

describe('sample paths', () => {
  const model = modelAt({ ...parameters.seasonal, sigma2: 2 }, prices);

  it('have the mean and the spread of the normal forecast', () => {
    const { mean, intervals, paths } = model.forecast({
      horizon: 30,
      method: 'paths',
      paths: 4000,
      seed: 11,
    });
    const normal = model.forecast({ horizon: 30 });
    expect(paths?.length).toBe(4000);
    expect(mean).toEqual(normal.mean);
    for (const h of [0, 5, 29]) {
      const width = normal.intervals[1]!.upper[h]! - normal.mean[h]!;
      const sd = width / normalQuantile(0.975);
      const average = paths!.reduce((sum, path) => sum + path[h]! / 4000, 0);
      expect(Math.abs(average - mean[h]!) / sd).toBeLessThan(4 / Math.sqrt(4000));
      expect(Math.abs(intervals[1]!.upper[h]! - normal.intervals[1]!.upper[h]!) / sd).toBeLessThan(0.15);
      expect(Math.abs(intervals[1]!.lower[h]! - normal.intervals[1]!.lower[h]!) / sd).toBeLessThan(0.15);
    }
  });

  it('know how their steps belong together', () => {
    const walk = modelAt({ ...parameters.walk, sigma2: 1 }, prices);
    const { paths } = walk.forecast({ horizon: 10, method: 'paths', paths: 4000 });
    const covariance = (i: number, j: number) =>
      paths!.reduce(
        (sum, path) => sum + ((path[i]! - prices.at(-1)!) * (path[j]! - prices.at(-1)!)) / 4000,
        0,
      );
    expect(covariance(3, 9)).toBeCloseTo(4, 0);
    expect(covariance(9, 9)).toBeCloseTo(10, 0);
  });

  it('start from a past that is drawn where it is not known', () => {
    const values = [...prices.slice(0, 119), Number.NaN, Number.NaN];
    const unknown = modelAt({ ...parameters.walk, sigma2: 1 }, prices.slice(0, 119)).append(
      values.slice(119),
    );
    const { intervals } = unknown.forecast({ horizon: 1, method: 'paths', paths: 20_000 });
    const sd = (intervals[1]!.upper[0]! - intervals[1]!.lower[0]!) / (2 * normalQuantile(0.975));
    expect(sd).toBeCloseTo(Math.sqrt(3), 1);
  });

  it('are the same for the same seed, and their first steps whatever the horizon', () => {
    const of = (horizon: number, seed?: number) =>
      model.forecast({ horizon, method: 'paths', paths: 50, ...(seed === undefined ? {} : { seed }) });
    expect(of(9)).toEqual(of(9, 0));
    expect(of(9, 1).paths).not.toEqual(of(9).paths);
    expect(of(4).paths).toEqual(of(9).paths!.map((path) => path.slice(0, 4)));
    expect(of(4).intervals[0]!.upper).toEqual(of(9).intervals[0]!.upper.slice(0, 4));
  });

  it('of a bootstrap have the fat tails of the residuals, which a loaded model takes from the series', () => {
    const jumps = Array.from({ length: 300 }, (_, t) =>
      t % 50 === 7 ? 10 : t % 50 === 31 ? -10 : Math.sin(t * t),
    );
    let level = 1000;
    const series = jumps.map((jump) => {
      level += jump;
      return level;
    });
    const walk = modelAt({ ...parameters.walk, sigma2: 4.5 }, series);
    const options = { horizon: 3, method: 'bootstrap', seed: 5, levels: [0.5, 0.999] } as const;
    const forecast = walk.forecast(options);
    const normal = walk.forecast({ horizon: 3, levels: [0.5, 0.999] });
    expect(forecast.intervals[1]!.upper[0]!).toBeGreaterThan(normal.intervals[1]!.upper[0]!);
    expect(forecast.intervals[0]!.upper[0]!).toBeLessThan(normal.intervals[0]!.upper[0]!);
    expect(reloaded(walk).forecast({ ...options, series })).toEqual(forecast);
    expect(() => reloaded(walk).forecast(options)).toThrow(/pass the series/);
  });

  it('of a bootstrap leave out steps without an observation, and average transformed values', () => {
    const model = modelAt({ ...parameters.walk, sigma2: 0.0004, transform: log }, gapped);
    const { mean, paths } = model.forecast({ horizon: 2, method: 'bootstrap', paths: 500 });
    expect(mean[1]).toBeCloseTo(
      paths!.reduce((sum, path) => sum + path[1]! / 500, 0),
      8,
    );
    const last = Math.log(gapped.at(-1)!);
    const absent = model.residuals().filter((residual) => residual === 0).length;
    expect(absent).toBe(7);
    expect(paths!.some((path) => Math.log(path[0]!) === last)).toBe(false);
  });

  it.each<[string, object]>([
    ['a method that is none', { method: 'normal' }],
    ['one path', { method: 'paths', paths: 1 }],
    ['too many numbers', { method: 'paths', horizon: 1000, paths: 100_000 }],
    ['a seed that is no integer', { method: 'paths', seed: 0.5 }],
    ['paths without a use', { paths: 10 }],
    ['a seed without a use', { seed: 1 }],
    ['a series without a use', { method: 'paths', series: prices }],
    ['biasAdjusted that is neither', { biasAdjusted: 'yes' }],
    ['an unknown option', { sead: 1 }],
  ])('refuses %s', (_, options) => {
    expect(() => model.forecast({ horizon: 5, ...options })).toThrow(InvalidArgumentError);
  });
});

describe('a model with regressors', () => {
  const x = prices.map((_, t) => Math.sin(t / 3));
  const y = prices.map((_, t) => Number(t % 7 === 0));
  const regressors = { names: ['wave', 'sunday'], coefficients: [5, -2] };
  const effect = x.map((value, t) => 5 * value - 2 * y[t]!);
  const values = prices.map((price, t) => price + effect[t]!);
  const model = modelAt({ ...parameters.ar, regressors }, values, { effect });
  const columns = { wave: x, sunday: y };

  it('forecasts what the rest does plus the regression on future rows', () => {
    const plain = modelAt(parameters.ar, prices).forecast({ horizon: 3 });
    const future = { sunday: [1, 0, 0], wave: [0.1, 0.2, 0.3] };
    const forecast = model.forecast({ horizon: 3, regressors: future });
    [0, 1, 2].forEach((h) => {
      const own = 5 * future.wave[h]! - 2 * future.sunday[h]!;
      expect(forecast.mean[h]).toBeCloseTo(plain.mean[h]! + own, 9);
      expect(forecast.intervals[0]!.upper[h]).toBeCloseTo(plain.intervals[0]!.upper[h]! + own, 9);
    });
    const paths = model.forecast({ horizon: 3, regressors: future, method: 'paths', paths: 2000 });
    expect(paths.mean).toEqual(forecast.mean);
    const average = paths.paths!.reduce((sum, path) => sum + path[0]! / 2000, 0);
    expect(Math.abs(average - forecast.mean[0]!)).toBeLessThan(0.1);
  });

  it('needs the rows of what it appends or looks at', () => {
    const more = [150, 151];
    const appended = model.append(more, { regressors: { wave: [0.5, 0.6], sunday: [0, 0] } });
    const plain = modelAt(parameters.ar, prices).append([150 - 2.5, 151 - 3]);
    const zero = { wave: [0], sunday: [0] };
    expect(appended.forecast({ horizon: 1, regressors: zero }).mean[0]).toBeCloseTo(
      plain.forecast({ horizon: 1 }).mean[0]!,
      9,
    );
    const loaded = reloaded(model);
    expect(loaded.residuals(values, { regressors: columns })).toEqual(model.residuals());
    expect(loaded.fitted(values, { regressors: columns })).toEqual(model.fitted());
    expect(model.fitted()[50]! + model.residuals()[50]!).toBeCloseTo(values[51]!, 9);
    expect(loaded.diagnostics(values, { regressors: columns })).toMatchObject({
      sentence: model.diagnostics().sentence,
    });
    const bootstrap = { horizon: 1, regressors: zero, method: 'bootstrap' } as const;
    expect(loaded.forecast({ ...bootstrap, series: values, seriesRegressors: columns })).toEqual(
      model.forecast(bootstrap),
    );
  });

  it('says what is missing', () => {
    expect(() => model.forecast({ horizon: 2 })).toThrow(/wave, sunday/);
    expect(() => model.forecast({ horizon: 2, regressors: { wave: [1, 2] } })).toThrow(/Missing: sunday/);
    expect(() => model.forecast({ horizon: 2, regressors: { wave: [1, 2], sunday: [1] } })).toThrow(
      /regressors.sunday.length/,
    );
    expect(() => model.forecast({ horizon: 1, regressors: { wave: [1], sunday: [1], monday: [1] } })).toThrow(
      /monday/,
    );
    expect(() => model.forecast({ horizon: 1, regressors: { wave: [Number.NaN], sunday: [1] } })).toThrow(
      NonFiniteValueError,
    );
    expect(() => model.append([1])).toThrow(InvalidArgumentError);
    expect(() => reloaded(model).residuals(values)).toThrow(InvalidArgumentError);
    const without = modelAt(parameters.walk, prices);
    expect(() => without.forecast({ horizon: 1, regressors: { wave: [1] } })).toThrow(/without regressors/);
  });
});

describe('append', () => {
  it('takes missing values, in bare numbers and between observations of a PriceSeries', () => {
    const start = prices.length;
    const model = modelAt(parameters.seasonal, prices, { timed: true });
    const more = [201, Number.NaN, Number.NaN, 203, 204];
    const bare = model.append(more);
    const timed = model.append(
      createPriceSeries({
        timestamps: [0, 3, 4].map((i) => (start + i) * hour + 60_000 * i),
        prices: [201, 203, 204],
        stepMs: hour,
      }),
    );
    expect(timed.forecast({ horizon: 5 }).mean).toEqual(bare.forecast({ horizon: 5 }).mean);
    expect(bare.training).toMatchObject({ n: 123, lastTimestamp: (start + 4) * hour });
    expect(timed.training).toMatchObject({ n: 123, lastTimestamp: (start + 4) * hour + 240_000 });
    const later = model.append(
      createPriceSeries({ timestamps: [(start + 2) * hour], prices: [200], stepMs: hour }),
    );
    expect(later.forecast({ horizon: 5 }).mean).toEqual(
      model.append([Number.NaN, Number.NaN, 200]).forecast({ horizon: 5 }).mean,
    );
  });

  it('leaves a regression row out of account where it gives none', () => {
    const regressors = { names: ['x'], coefficients: [3] };
    const zeros = prices.map(() => 0);
    const model = modelAt({ ...parameters.ar, regressors }, prices, { effect: zeros, timed: true });
    const appended = model.append(
      createPriceSeries({ timestamps: [122, 123].map((i) => i * hour), prices: [210, 220], stepMs: hour }),
      { regressors: { x: [1, 2] } },
    );
    const plain = modelAt(parameters.ar, prices).append([Number.NaN, Number.NaN, 207, 214]);
    expect(appended.forecast({ horizon: 2, regressors: { x: [0, 0] } }).mean).toEqual(
      plain.forecast({ horizon: 2 }).mean,
    );
  });

  it('replaces the last observation as if it had never been', () => {
    const model = modelAt(parameters.seasonal, prices, { timed: true });
    const never = modelAt(parameters.seasonal, prices.slice(0, -1), { timed: true });
    for (const start of [model, reloaded(model)]) {
      const replaced = start.append([170], { replaceLast: true });
      const twice = replaced.append([160], { replaceLast: true }).append([170, 171], { replaceLast: true });
      const expected = never.append([170]);
      expect(replaced.forecast({ horizon: 30 })).toEqual(expected.forecast({ horizon: 30 }));
      expect(replaced.training).toEqual(expected.training);
      expect(twice.forecast({ horizon: 30 })).toEqual(expected.append([171]).forecast({ horizon: 30 }));
      expect(twice.training).toEqual(expected.append([171]).training);
    }
    const candle = (price: number, step: number) =>
      createPriceSeries({
        timestamps: [(prices.length - 1 + step) * hour + 1000],
        prices: [price],
        stepMs: hour,
      });
    const timed = model.append(candle(170, 0), { replaceLast: true });
    expect(timed.forecast({ horizon: 3 }).mean).toEqual(never.append([170]).forecast({ horizon: 3 }).mean);
    expect(timed.training).toMatchObject({
      n: prices.length,
      lastTimestamp: (prices.length - 1) * hour + 1000,
    });
    expect(() => model.append(candle(170, 1), { replaceLast: true })).toThrow(InvalidArgumentError);
    expect(() => model.append(candle(170, -1), { replaceLast: true })).toThrow(IrregularSeriesError);
  });

  it('fills in a last value that was missing', () => {
    const model = modelAt(parameters.seasonal, prices);
    const open = model.append([Number.NaN]);
    expect(open.toJSON()).not.toHaveProperty('last');
    expect(open.training.n).toBe(prices.length);
    const filled = reloaded(open).append([175], { replaceLast: true });
    expect(filled.forecast({ horizon: 4 })).toEqual(model.append([175]).forecast({ horizon: 4 }));
    expect(filled.training).toEqual(model.append([175]).training);
  });

  it.each<[string, unknown, object | undefined]>([
    ['an unknown option', [1], { replacelast: true }],
    ['replaceLast that is neither', [1], { replaceLast: 1 }],
    ['nothing in the place of the last', [], { replaceLast: true }],
    ['no series', 'prices', undefined],
  ])('refuses %s', (_, observations, options) => {
    const model = modelAt(parameters.walk, prices);
    expect(() => model.append(observations as never, options as never)).toThrow(InvalidArgumentError);
  });

  it('refuses infinite values, overlaps and gaps beyond reason', () => {
    const model = modelAt(parameters.walk, prices, { timed: true });
    const at = (step: number) =>
      createPriceSeries({ timestamps: [(prices.length - 1 + step) * hour], prices: [1], stepMs: hour });
    expect(() => model.append([1, Number.POSITIVE_INFINITY])).toThrow(NonFiniteValueError);
    expect(() => model.append(at(0))).toThrow(IrregularSeriesError);
    expect(() => model.append(at(10_002))).toThrow(/Train anew/);
    expect(model.append(at(10_001)).forecast({ horizon: 1 }).mean[0]).toBe(1);
  });

  it('bridges a long gap with as few unknowns as there are', () => {
    const model = modelAt({ ...parameters.seasonal, seasonal: { order: [1, 0, 1], period: 4 } }, prices);
    const bridged = model.append([...new Array(500).fill(Number.NaN), 150]);
    const { uncertainty = [] } = bridged.toJSON();
    expect(uncertainty.length).toBeLessThanOrEqual(11);
    expect(bridged.forecast({ horizon: 8 }).mean.every(Number.isFinite)).toBe(true);
  });
});

describe('what a model tells of itself', () => {
  it('is a summary like that of R', () => {
    const model = modelAt(
      {
        order: [1, 1, 1],
        ar: [0.43215],
        ma: [-0.2],
        seasonal: { order: [1, 0, 1], period: 24 },
        sar: [0.6],
        sma: [-0.3333],
        constant: 0.0000123456,
        transform: log,
        fixed: ['ma1'],
        standardErrors: [0.05, null, 0.1234567, null, 2.3e-6],
        sigma2: 0.00137,
        logLikelihood: 244.6965,
        n: 131,
      },
      prices,
    );
    expect(model.summary()).toBe(
      [
        'ARIMA(1,1,1)(1,0,1)[24] with drift',
        'Of the logarithms',
        '',
        'Coefficients:',
        '           ar1      ma1    sar1     sma1     drift',
        '        0.4321  -0.2000  0.6000  -0.3333  1.235e-5',
        's.e.    0.0500    fixed  0.1235        -  2.300e-6',
        '',
        'sigma^2 = 0.00137:  log likelihood = 244.70  (n = 131)',
        'AIC=-479.39   AICc=-478.91   BIC=-465.02',
      ].join('\n'),
    );
    expect(modelAt(parameters.walk, prices).summary()).toBe(
      [
        'ARIMA(0,1,0)',
        '',
        'sigma^2 = 1:  log likelihood = -100.00  (n = 100)',
        'AIC=202.00   AICc=202.04   BIC=204.61',
      ].join('\n'),
    );
  });

  it('breaks a wide table', () => {
    const wide = modelAt(
      { order: [10, 0, 0], ar: [0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0.1], constant: 150 },
      prices,
    );
    const lines = wide.summary().split('\n');
    expect(lines[0]).toBe('ARIMA(10,0,0) with non-zero mean');
    expect(lines.filter((line) => line.startsWith('s.e.')).length).toBe(2);
    expect(lines.every((line) => line.length < 100)).toBe(true);
  });

  it('are the inverse roots of each factor', () => {
    const { ar, ma, sar, sma } = modelAt(
      { ...parameters.seasonal, order: [2, 1, 1], ar: [0.5, -0.25] },
      prices,
    ).roots();
    expect(ar).toEqual([
      {
        real: expect.closeTo(0.25, 12),
        imaginary: expect.closeTo(Math.sqrt(3) / 4, 12),
        modulus: expect.closeTo(0.5, 12),
      },
      {
        real: expect.closeTo(0.25, 12),
        imaginary: expect.closeTo(-Math.sqrt(3) / 4, 12),
        modulus: expect.closeTo(0.5, 12),
      },
    ]);
    expect(ma).toEqual([{ real: expect.closeTo(0.2, 12), imaginary: 0, modulus: expect.closeTo(0.2, 12) }]);
    expect(sar[0]!.real).toBeCloseTo(0.6, 12);
    expect(sma[0]!.real).toBeCloseTo(0.3, 12);
    expect(modelAt(parameters.walk, prices).roots()).toEqual({ ar: [], ma: [], sar: [], sma: [] });
  });

  it('are diagnostics with the degrees of freedom of its free terms', () => {
    const { ljungBox, sentence } = modelAt({ ...parameters.seasonal, fixed: ['ma1'] }, prices).diagnostics();
    expect(ljungBox.modelDf).toBe(3);
    expect(ljungBox.lags).toBe(23);
    expect(sentence).toMatch(/over 23 lags \(Ljung-Box, p/);
    const draw = gaussian(1);
    const wave = prices.map((_, t) => Math.sin(t / 4) + 0.01 * draw());
    expect(modelAt(parameters.walk, wave).diagnostics().sentence).toMatch(/leaves structure unexplained/);
    expect(() => modelAt(parameters.walk, [1, 2, 1]).diagnostics()).toThrow(InsufficientDataError);
  });

  it('are diagnostics of clusters and tails, missing values left out', () => {
    const draw = gaussian(5);
    const normal = Array.from({ length: 400 }, draw);
    const of = (steps: readonly number[], missing: readonly number[] = []) => {
      const values = [100];
      for (const step of steps) values.push(values.at(-1)! + step);
      for (const t of missing) values[t] = Number.NaN;
      return modelAt(parameters.walk, values).diagnostics();
    };
    const calm = of(normal);
    expect(calm.archLm).toMatchObject({ lags: 10, modelDf: 0, n: 400 });
    expect(calm.jarqueBera.n).toBe(400);
    expect(calm.sentence).toMatch(/no more to say.*do not cluster.*Nothing speaks against normal/);
    const clustered = of(normal.map((step, t) => (t % 100 < 30 ? 5 * step : step)));
    expect(clustered.archLm.rejectAt(0.001)).toBe(true);
    expect(clustered.sentence).toMatch(/follow large ones \(ARCH test over 10 lags, p < 0\.001\).*restless/);
    expect(clustered.sentence).toMatch(/tails are fat, with a kurtosis of \d\.\d instead of 3.*more often/);
    expect(of(normal.map(Math.abs)).sentence).toMatch(/ upward, with a skewness/);
    expect(of(normal.map((step) => -Math.abs(step))).sentence).toMatch(/ downward, with a skewness/);
    expect(of(normal.map((step) => Math.sign(step) + step / 9)).sentence).toMatch(/thin.*more rarely/);
    const gapped = of(normal, [50, 51, 200]);
    expect(gapped.jarqueBera.n).toBe(397);
    expect(gapped.archLm.n).toBe(400);
    expect(gapped.sentence).toMatch(/do not cluster/);
  });

  it('is what shape its forecast has, and why', () => {
    const explained = (given: Parameters<typeof modelAt>[0]) => modelAt(given, prices).explain();
    expect(explained(parameters.walk)).toMatch(/\(0,1,0\): the best forecast is the last price/);
    expect(explained(parameters.ar)).toMatch(/becomes flat/);
    expect(explained({ ...parameters.walk, constant: 0.5 })).toMatch(
      /straight line, rising by the drift of 0.5/,
    );
    expect(explained({ order: [0, 2, 1], ma: [-0.5] })).toMatch(/two differences/);
    expect(explained({ order: [1, 0, 0], ar: [0.5], constant: 150 })).toMatch(/returns to the mean of 150/);
    expect(explained({ order: [0, 0, 0], constant: 150 })).toMatch(/white noise/);
    expect(
      explained({ order: [0, 1, 1], ma: [0.3], seasonal: { order: [0, 1, 1], period: 12 }, sma: [0.2] }),
    ).toMatch(/repeats the last season/);
    expect(explained(parameters.seasonal)).toMatch(/seasonal pattern of 24 steps/);
  });

  it('is what it gains on a random walk, and what to try', () => {
    const explained = (given: object) => modelAt({ ...parameters.ar, ...given }, prices).explain();
    expect(explained({ sigma2: 0.9, walkVariance: 1 })).toMatch(/10% lower than that of a random walk/);
    expect(explained({ sigma2: 0.99, walkVariance: 1 })).toMatch(/1\.0% lower.*little.*volatility/);
    expect(explained({ sigma2: 2, walkVariance: 1 })).toMatch(/100% higher/);
    expect(explained({ sigma2: 1, walkVariance: 1 })).toMatch(/is that of a random walk/);
    expect(explained({ convergence: 'stalled' })).toMatch(/\(stalled\)/);
    expect(explained({ order: [1, 0, 0], ar: [0.995] })).toMatch(/one more difference/);
    expect(explained({ order: [0, 1, 1], ar: [], ma: [-0.995] })).toMatch(/one difference fewer/);
    expect(explained({ order: [0, 0, 1], ar: [], ma: [-0.995] })).not.toMatch(/one difference fewer/);
    const ofSeason = (sma: number, D: number) =>
      explained({ order: [0, 1, 0], ar: [], seasonal: { order: [0, D, 1], period: 12 }, sma: [sma] });
    expect(ofSeason(-0.995, 1)).toMatch(/all but cancels the seasonal difference: try without it/);
    expect(ofSeason(-0.5, 1)).not.toMatch(/seasonal difference/);
    expect(ofSeason(-0.995, 0)).not.toMatch(/seasonal difference/);
  });
});

describe('the state of a model', () => {
  const small = { ...parameters.seasonal, ar: [0.4], ma: [-0.2], sar: [0.3], sma: [-0.2] };

  it('stays small', () => {
    const size = (model: ReturnType<typeof modelAt>) => {
      const { training: _, ...state } = model.toJSON();
      return JSON.stringify(state).length;
    };
    expect(
      size(
        modelAt(
          parameters.ar,
          prices.map((price) => price * 1e-14),
        ),
      ),
    ).toBeLessThan(500);
    const long = integratedNoise(700, { d: 1, seed: 2 });
    expect(size(modelAt(small, long))).toBeLessThan(2000);
  });

  it.each<[string, Parameters<typeof modelAt>[0], number[]]>([
    ['plain', parameters.ar, prices],
    ['seasonal', parameters.seasonal, prices],
    ['transformed, with gaps', { ...parameters.seasonal, transform: { lambda: 0.5 } }, gapped],
    ['with a drift, stalled', { ...parameters.walk, constant: 0.1, convergence: 'stalled' }, prices],
    ['with a moving average on the unit circle', { order: [0, 1, 1], ma: [-1] }, gapped],
  ])('comes back from JSON bit for bit: %s', (_, given, values) => {
    const model = modelAt(given, values);
    const text = JSON.stringify(model);
    const restored = restoreArima(JSON.parse(text));
    expect(JSON.stringify(restored)).toBe(text);
    for (const [a, b] of [
      [restored, model],
      [restored.append([180, Number.NaN, 181]), model.append([180, Number.NaN, 181])],
    ] as const) {
      expect(a.forecast({ horizon: 40 })).toEqual(b.forecast({ horizon: 40 }));
      expect(JSON.stringify(a)).toBe(JSON.stringify(b));
    }
    expect(restored.residuals(values)).toEqual(model.residuals());
  });

  it.each<[string, (state: Record<string, unknown>) => unknown]>([
    ['a coefficient too few', (state) => ({ ...state, ar: [] })],
    ['a seasonal coefficient too many', (state) => ({ ...state, sma: [0.1, 0.2] })],
    ['a season of one', (state) => ({ ...state, seasonal: { order: [1, 0, 1], period: 1 } })],
    ['a level too few', (state) => ({ ...state, levels: [1, 2] })],
    ['an innovation missing', (state) => ({ ...state, innovations: [] })],
    ['an explosive season', (state) => ({ ...state, sar: [1.2] })],
    ['an explosive autoregression', (state) => ({ ...state, ar: [-1.1] })],
    ['unknowns of another size', (state) => ({ ...state, uncertainty: [[1, 2]] })],
    [
      'regressors without coefficients',
      (state) => ({ ...state, regressors: { names: ['x'], coefficients: [] } }),
    ],
    ['a last value that is none', (state) => ({ ...state, last: null })],
    ['a negative variance', (state) => ({ ...state, walkVariance: -1 })],
    ['standard errors too few', (state) => ({ ...state, standardErrors: [] })],
    ['fewer observations than parameters', (state) => ({ ...state, n: 4 })],
  ])('is refused with %s', (_, spoil) => {
    const state = JSON.parse(JSON.stringify(modelAt(small, prices)));
    expect(() => restoreArima(spoil(state))).toThrow(
      expect.objectContaining({ name: 'SerializationError', path: expect.stringContaining('state.') }),
    );
  });

  it('does not change with what is done to the arrays it was made from', () => {
    const model = modelAt(parameters.seasonal, gapped);
    expect(() => {
      (model.toJSON().levels as number[])[0] = 1;
    }).toThrow(TypeError);
    model.residuals().fill(1);
    model.fitted().fill(1);
    expect(model.residuals()).toEqual(reloaded(model).residuals(gapped));
  });

  it('refuses a series that begins or ends with nothing', () => {
    const model = modelAt(parameters.walk, prices);
    expect(() => model.residuals([Number.NaN, 1, 2])).toThrow(NonFiniteValueError);
    expect(() => model.residuals([1, 2, Number.NaN])).toThrow(NonFiniteValueError);
    expect(() => model.residuals(prices, { regressor: {} } as never)).toThrow(InvalidArgumentError);
  });
});
