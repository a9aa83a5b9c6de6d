import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import { roundedToPack, unpackNumbers } from '../../../src/evaluation/conformal/packedNumbers.js';
import {
  type ConformalizeOptions,
  conformalize,
  restoreConformal,
  type VarianceModel,
} from '../../../src/evaluation/index.js';
import { createRandomStream } from '../../../src/math/index.js';
import { type FittedModel, trainArima, trainDrift, trainNaive } from '../../../src/models/index.js';
import type { SeriesInput } from '../../../src/series/index.js';
import { samplePrices } from '../../contracts/modelContract.js';
import { directConformal } from './directConformal.js';

/** A walk whose steps are of size `size(t)`. */
function walkOf(length: number, size: (t: number) => number, seed = 1): number[] {
  const random = createRandomStream(seed);
  let value = 1000;
  return Array.from({ length }, (_, t) => {
    value += size(t) * random.normal();
    return value;
  });
}

/** The share of steps held by the intervals of rolling forecasts over the values after the first `n`. */
function rollingCoverage(values: readonly number[], n: number, options: ConformalizeOptions, level: number) {
  const { horizon = 24 } = options;
  let model: FittedModel = conformalize(trainNaive, options)(values.slice(0, n));
  let held = 0;
  let count = 0;
  for (let t = n; t + horizon <= values.length; t++) {
    const { lower, upper } = model.forecast({ horizon, levels: [level] }).intervals[0]!;
    for (let h = 0; h < horizon; h++) {
      count += 1;
      if (lower[h]! <= values[t + h]! && values[t + h]! <= upper[h]!) held += 1;
    }
    model = model.append([values[t]!]);
  }
  return held / count;
}

describe('conformalize', () => {
  it.each([
    ['a PID controller', { pid: { tracking: 0.01, coverage: 5, halfLife: 30 } }],
    ['adaptive conformal inference', { aci: { gamma: 0.02 } }],
  ] as const)('agrees with the definitions, whole history at hand: %s', (_, controller) => {
    const values = walkOf(260, (t) => (t % 90 < 30 ? 3 : 1));
    const levels = [0.5, 0.9];
    const options: ConformalizeOptions = {
      ...{ horizon: 4, levels, window: 30, stride: 2, origins: 180, controller },
      scale: { ewma: { halfLives: [5, 20] } },
    };
    const model = conformalize(trainNaive, options)(values.slice(0, 240)).append(values.slice(240));
    const direct = directConformal(values, {
      ...{ first: 60, horizon: 4, levels, window: 30, stride: 2, halfLives: [5, 20] },
      ...('pid' in controller ? { pid: controller.pid } : { gamma: controller.aci.gamma }),
    });
    const { mean, intervals } = model.forecast({ horizon: 4, levels });
    for (const [k, { lower, upper }] of intervals.entries()) {
      for (let h = 0; h < 4; h++) {
        // What is stored is rounded alike here and there; the rest is the order of summation.
        expect((upper[h]! - mean[h]!) / direct.ends[h]![k]!).toBeCloseTo(1, 10);
        expect((mean[h]! - lower[h]!) / direct.ends[h]![k]!).toBeCloseTo(1, 10);
      }
    }
    expect(model.realized.map(({ coverage }) => coverage)).toEqual(direct.coverage);
  });

  it('keeps the forecasts of the wrapped model', () => {
    const trainer = (series: SeriesInput) => trainArima(series, { order: [1, 1, 0] });
    const model = conformalize(trainer)(samplePrices);
    expect(model.forecast({ horizon: 12 }).mean).toEqual(
      trainer(samplePrices).forecast({ horizon: 12 }).mean,
    );
    expect(model.base.order).toEqual([1, 1, 0]);
    const more = samplePrices.slice(0, 9);
    expect(model.append(more).base.toJSON()).toEqual(model.base.append(more).toJSON());
  });

  it('covers exchangeable errors as it says, split and without a scale', () => {
    const random = createRandomStream(8);
    // One-step errors of the naive forecast of a skewed walk are exchangeable.
    const skewedWalk = () => {
      let value = 0;
      return Array.from({ length: 60 }, () => {
        value += random.uniform() ** 3;
        return value;
      });
    };
    const options = { method: 'split', scale: 'none', horizon: 1, levels: [0.7], origins: 29 } as const;
    let held = 0;
    const runs = 600;
    for (let run = 0; run < runs; run++) {
      const walk = skewedWalk();
      const { lower, upper } = conformalize(
        trainNaive,
        options,
      )(walk.slice(0, -1)).forecast({
        horizon: 1,
        levels: [0.7],
      }).intervals[0]!;
      if (lower[0]! <= walk.at(-1)! && walk.at(-1)! <= upper[0]!) held += 1;
    }
    // (29 + 1) · 0.7 is a whole number, so that the coverage is exact; three standard errors of the runs.
    expect(Math.abs(held / runs - 0.7)).toBeLessThan(3 * Math.sqrt((0.7 * 0.3) / runs));
  });

  it('covers what it says when the volatility has doubled for good, where fixed quantiles do not', () => {
    const values = walkOf(1400, (t) => (t < 400 ? 1 : 2), 5);
    const options = { horizon: 4, scale: 'none', window: 400, stride: 2, levels: [0.8] } as const;
    for (const controller of ['pid', 'aci'] as const) {
      const kept = rollingCoverage(values, 400, { ...options, controller }, 0.8);
      expect(Math.abs(kept - 0.8)).toBeLessThan(0.02);
    }
    expect(rollingCoverage(values, 400, { ...options, method: 'split' }, 0.8)).toBeLessThan(0.75);
  });

  it('has wider intervals in wild hours, and at wild places of the season', () => {
    const width = (values: readonly number[], options: ConformalizeOptions, h: number) => {
      const { lower, upper } = conformalize(trainNaive, options)(values).forecast({ horizon: 6 })
        .intervals[0]!;
      return upper[h]! - lower[h]!;
    };
    const calm = walkOf(600, (t) => (t < 300 ? 3 : 1));
    const wild = walkOf(600, (t) => (t < 560 ? 1 : 3));
    expect(width(wild, { horizon: 6 }, 0)).toBeGreaterThan(1.8 * width(calm, { horizon: 6 }, 0));
    const daily = walkOf(601, (t) => (t % 6 === 2 ? 5 : 1));
    const seasonal = { horizon: 6, scale: { ewma: { season: 6 } } };
    // The step after position 600 is at place 1, the next one at the wild place 2.
    expect(width(daily, seasonal, 1)).toBeGreaterThan(3 * width(daily, seasonal, 0));
  });

  it('learns a side by itself where errors are skewed', () => {
    const random = createRandomStream(4);
    let value = 0;
    const skewed = Array.from({ length: 900 }, () => {
      value += random.uniform() < 0.1 ? 9 : -1;
      return value;
    });
    const { mean, intervals } = conformalize(trainNaive, { horizon: 2, symmetric: false })(skewed).forecast({
      horizon: 1,
      levels: [0.9],
    });
    const { lower, upper } = intervals[0]!;
    expect(upper[0]! - mean[0]!).toBeGreaterThan(4 * (mean[0]! - lower[0]!));
  });

  it.each(['pid', 'aci'] as const)(
    'learns of falls what it learns of rises, each side for itself: %s',
    (controller) => {
      const random = createRandomStream(6);
      let value = 0;
      const rises = Array.from({ length: 500 }, () => (value += random.uniform() ** 4 - 0.2));
      const options = { horizon: 3, levels: [0.5, 0.8, 0.9], symmetric: false, controller } as const;
      const model = conformalize(trainNaive, options)(rises);
      const mirrored = conformalize(trainNaive, options)(rises.map((each) => -each));
      expect(mirrored.realized).toEqual(model.realized);
      const request = { horizon: 3, levels: [0.5, 0.7, 0.8, 0.9] };
      const { intervals } = mirrored.forecast(request);
      for (const [k, { lower, upper }] of model.forecast(request).intervals.entries()) {
        for (let h = 0; h < 3; h++) {
          expect(intervals[k]!.lower[h]! / -upper[h]!).toBeCloseTo(1, 12);
          expect(intervals[k]!.upper[h]! / -lower[h]!).toBeCloseTo(1, 12);
        }
      }
    },
  );

  it('takes half-lives in any order', () => {
    const of = (halfLives: number[]) =>
      conformalize(trainNaive, { scale: { ewma: { halfLives } } })(samplePrices);
    expect(of([20, 100, 5]).toJSON().volatility).toEqual(of([5, 20, 100]).toJSON().volatility);
  });

  it('keeps intervals of prices above 0 on the scale of logarithms', () => {
    const crash = samplePrices.map((price, t) => (price / 1000) ** (t % 2 === 0 ? 2 : 0.5));
    const { intervals } = conformalize(trainNaive, { transform: 'log' })(crash).forecast({
      horizon: 48,
      levels: [0.999],
    });
    expect(intervals[0]!.lower.every((value) => value > 0)).toBe(true);
  });

  it('trains on what comes before the origins, and anew where it is told to', () => {
    const lengths: number[] = [];
    const trainer = (series: SeriesInput) => {
      lengths.push((series as ArrayLike<number>).length);
      return trainDrift(series);
    };
    conformalize(trainer, { origins: 100, refitEvery: 40 })(samplePrices);
    expect(lengths).toEqual([100, 140, 180, 200]);
    lengths.length = 0;
    conformalize(trainer, { origins: 100 })(samplePrices);
    expect(lengths).toEqual([100, 200]);
    lengths.length = 0;
    // Without origins given, as many as fill a window of 30 at every second one, and the 4 steps of the first.
    conformalize(trainer, { horizon: 4, window: 30, levels: [0.8] })(samplePrices);
    expect(lengths).toEqual([200 - (30 * 2 + 4), 200]);
  });

  it('counts what its intervals have held', () => {
    const model = conformalize(trainNaive)(samplePrices);
    expect(model.realized.map(({ level }) => level)).toEqual([0.8, 0.95]);
    const grown = model.append([samplePrices[199]! * 3]);
    const scored = (each: typeof model) => each.toJSON().observed;
    expect(scored(grown) - scored(model)).toBe(24);
    expect(grown.toJSON().held).toEqual(model.toJSON().held);
    expect(grown.forecast({ horizon: 1 }).intervals[0]!.upper[0]! / (3 * samplePrices[199]!)).toBeGreaterThan(
      1.02,
    );
  });

  it('takes any model of volatility for a scale, and stores it', () => {
    const model = conformalize(trainNaive, { scale: { trainer: constantVolatility }, horizon: 4 })(
      samplePrices,
    );
    const state = model.toJSON();
    expect(state.volatility).toMatchObject({ type: 'model', model: { kind: 'constant-volatility' } });
    expect(() => restoreConformal(state)).toThrow(/restoreModel/);
    const restored = restoreConformal(JSON.parse(JSON.stringify(model)), {
      restoreModel: (stored) =>
        volatilityModel((stored as unknown as { variance: number }).variance, stored.training),
    });
    const more = samplePrices.slice(0, 5);
    expect(restored.append(more).forecast({ horizon: 6 })).toEqual(
      model.append(more).forecast({ horizon: 6 }),
    );
    expect(() => conformalize(trainNaive, { scale: { trainer: trainNaive as never } })(samplePrices)).toThrow(
      /variance\[0\]/,
    );
  });

  it('has a model of volatility learn from the errors of the first half of the origins', () => {
    let learned = new Float64Array(0);
    const trainer = (errors: Float64Array) => {
      learned = errors.slice();
      return constantVolatility(errors);
    };
    const model = conformalize(trainNaive, { scale: { trainer }, horizon: 4, origins: 120 })(samplePrices);
    const errors = samplePrices.map((price, t) => price - samplePrices[t - 1]!).slice(80, 140);
    expect([...learned]).toEqual([...errors]);
    // The levels of steps grow as those of a random walk.
    const variance = errors.reduce((sum, error) => sum + (error * error) / 60, 0);
    const [issued] = model.toJSON().pending.slice(-1);
    expect(issued!.unit / Math.sqrt(variance)).toBeCloseTo(1, 12);
    expect([...unpackNumbers(issued!.scale)]).toEqual(
      [1, 2, 3, 4].map((steps) => roundedToPack(Math.sqrt(steps))),
    );
  });

  it('stays within the size its documentation tells', () => {
    const long = walkOf(7000, () => 1);
    const text = JSON.stringify(conformalize(trainNaive)(long));
    expect(text.length).toBeLessThan(38_000);
    expect(gzipSync(text).length).toBeLessThan(17_500);
  });

  it.each<[string, object]>([
    ['an unknown option', { origin: 50 }],
    ['a method of another name', { method: 'spilt' }],
    ['no levels', { levels: [] }],
    ['level 95', { levels: [95] }],
    ['horizon 0', { horizon: 0 }],
    ['a fractional stride', { stride: 1.5 }],
    ['a window of 9', { window: 9 }],
    ['a window of 100001', { window: 100_001 }],
    ['refitEvery 0', { refitEvery: 0 }],
    ['a transform there is not', { transform: 'sqrt' }],
    ['symmetric "yes"', { symmetric: 'yes' }],
    ['a controller for split', { method: 'split', controller: 'pid' }],
    ['a controller of another name', { controller: 'pdi' }],
    ['two controllers', { controller: { pid: {}, aci: {} } }],
    ['an unknown gain', { controller: { pid: { gain: 1 } } }],
    ['a gain below 0', { controller: { pid: { coverage: -1 } } }],
    ['gamma 0', { controller: { aci: { gamma: 0 } } }],
    ['a scale of another name', { scale: 'garch' }],
    ['a scale that is null', { scale: null }],
    ['no half-lives', { scale: { ewma: { halfLives: [] } } }],
    ['a half-life twice', { scale: { ewma: { halfLives: [6, 6] } } }],
    ['a half-life below a step', { scale: { ewma: { halfLives: [0.5] } } }],
    ['season 0', { scale: { ewma: { season: 0 } } }],
    ['a volatility trainer that is none', { scale: { trainer: 'garch' } }],
  ])('refuses %s', (_, options) => {
    expect(() => conformalize(trainNaive, options as ConformalizeOptions)).toThrow(InvalidArgumentError);
  });

  it.each([10, 100_000])('takes a window of %i', (window) => {
    expect(() => conformalize(trainNaive, { levels: [0.8], window })).not.toThrow();
  });

  it('refuses what is no trainer, or gives no model', () => {
    expect(() => conformalize('naive' as never)).toThrow(InvalidArgumentError);
    expect(() => conformalize((() => 7) as never)(samplePrices)).toThrow(/the result of the trainer/);
  });

  it.each<[string, ConformalizeOptions, number]>([
    ['the default calibration', {}, 2 * (24 + 18)],
    ['given origins', { origins: 40 }, 24 + 18 + 1],
    ['both sides', { symmetric: false }, 2 * (24 + 38)],
    ['a high level', { levels: [0.99] }, 2 * (24 + 98)],
  ])('says how long a series %s needs', (_, options, needed) => {
    const short = samplePrices.slice(0, 41);
    expect(() => conformalize(trainNaive, options)(short)).toThrow(
      expect.objectContaining({ name: 'InsufficientDataError', needed, got: 41 }),
    );
    if (options.origins === undefined) {
      const enough = walkOf(needed, () => 1);
      expect(() => conformalize(trainNaive, options)(enough)).not.toThrow();
      expect(() => conformalize(trainNaive, options)(enough.slice(1))).toThrow(InsufficientDataError);
    }
  });

  it('says when the first fit is what is too short, and a window too small for the level', () => {
    const trainer = (series: SeriesInput) => trainArima(series, { order: [9, 1, 9] });
    expect(() => conformalize(trainer, { origins: 190 })(samplePrices)).toThrow(
      /190 origins after the first fit/,
    );
    expect(() => conformalize(trainNaive, { levels: [0.99], window: 50 })(samplePrices)).toThrow(
      /window of at least 99/,
    );
  });

  it('refuses a series that is forecast without error, and prices without logarithms', () => {
    const trainer = (series: SeriesInput) => trainDrift(series);
    const line = Array.from({ length: 200 }, (_, t) => (t < 50 ? t % 3 : 7));
    expect(() => conformalize(trainNaive)(line)).toThrow(DegenerateSeriesError);
    const crossing = samplePrices.map((price) => price - 60_000);
    expect(() => conformalize(trainer, { transform: 'log' })(crossing)).toThrow(NonFiniteValueError);
    const model = conformalize(trainNaive, { transform: 'log' })(samplePrices);
    expect(() => model.append([-1])).toThrow(NonFiniteValueError);
    expect(() => model.append([60_000, 1e200])).toThrow(/observations\[1\].*1e\+140/);
  });

  it('refuses means that are not finite, or have no logarithm', () => {
    const broken = (mean: number) => (series: SeriesInput) => {
      const model: FittedModel = trainNaive(series);
      return {
        ...model,
        forecast: (options: { horizon: number }) => ({
          ...model.forecast(options),
          mean: new Float64Array(options.horizon).fill(mean),
        }),
        append: model.append,
      } as FittedModel;
    };
    expect(() => conformalize(broken(Number.NaN))(samplePrices)).toThrow(/mean\[0\] of the wrapped model/);
    expect(() => conformalize(broken(-5), { transform: 'log' })(samplePrices)).toThrow(InvalidArgumentError);
  });

  it('stops between origins when it is told to', () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const trainer = (series: SeriesInput) => {
      controller.abort(reason);
      return trainNaive(series);
    };
    expect(() => conformalize(trainer)(samplePrices, { signal: controller.signal })).toThrow(reason);
  });
});

/** The mean squared error, for all time. */
function constantVolatility(errors: Float64Array): VarianceModel {
  const variance = errors.reduce((sum, error) => sum + (error * error) / errors.length, 0);
  return volatilityModel(variance, trainNaive(errors).training);
}

function volatilityModel(variance: number, training: FittedModel['training']): VarianceModel {
  const model: VarianceModel = {
    kind: 'constant-volatility',
    training,
    forecast: ({ horizon }) => ({
      timestamps: new Float64Array(horizon),
      mean: new Float64Array(horizon),
      intervals: [],
      variance: new Float64Array(horizon).fill(variance),
    }),
    append: () => model,
    toJSON: () => ({ kind: 'constant-volatility', version: 1, training, variance }) as never,
  };
  return model;
}
