import { describe, expect, it } from 'vitest';
import { createRandomStream } from '../../../src/math/index.js';
import {
  crossValidateProphet,
  type ProphetModel,
  restoreProphet,
  type TrainProphetOptions,
  trainProphet,
} from '../../../src/models/prophet/index.js';
import { day, hour, noisySeason } from './noisySeason.js';

const { timestamps, values } = noisySeason({ length: 24 * 30, stepMs: hour });
const bent = { timestamps, values: values.map((value, i) => value + 6 * Math.sin(i / 60)) };

/** The share of paths within each interval of another forecast, at some step. */
function coverage(model: ProphetModel, step: number, paths: number): number[] {
  const at = { timestamps: [model.training.lastTimestamp + step * model.training.stepMs] };
  const drawn = model.forecast({ ...at, method: 'sample', paths, seed: 5 }).paths!;
  return model.forecast(at).intervals.map(({ lower, upper }) => {
    const within = drawn.filter(([value]) => value! >= lower[0]! && value! <= upper[0]!);
    return within.length / paths;
  });
}

describe('exact intervals', () => {
  const multiplicative = { seasonalityMode: 'multiplicative' } as const;
  const logistic = { growth: 'logistic', cap: 200, weekly: false } as const;
  const free = { changepointPriorScale: 5 };
  it.each<[string, TrainProphetOptions]>([
    ['linear growth', {}],
    ['a trend that bends much', free],
    ['multiplicative seasons', multiplicative],
    ['logistic growth', logistic],
    ['logarithms', { transform: 'log' }],
    ['no changepoints', { changepoints: false }],
  ])('cover what the sampler draws: %s', (_, options) => {
    const model = trainProphet(bent, options);
    for (const step of [1, 48, 400]) {
      // Four standard errors of 40 000 draws.
      const [inner, outer] = coverage(model, step, 40_000);
      expect(Math.abs(inner! - 0.8)).toBeLessThan(0.008);
      expect(Math.abs(outer! - 0.95)).toBeLessThan(0.0045);
    }
  });

  it('are the noise alone within the history, and for a flat trend', () => {
    const model = trainProphet(bent);
    const { intervals } = model.forecast({ timestamps: [timestamps[5]!, timestamps[700]!] });
    const flat = trainProphet(bent, { growth: 'flat' });
    const far = flat.forecast({ horizon: 500 }).intervals[1]!;
    expect((intervals[1]!.upper[0]! - intervals[1]!.lower[0]!) / (2 * model.sigma)).toBeCloseTo(1.959964, 6);
    expect((far.upper[499]! - far.lower[499]!) / (2 * flat.sigma)).toBeCloseTo(1.959964, 6);
  });

  it('do not depend on the order of the timestamps asked for, nor on what else is asked', () => {
    const model = trainProphet(bent);
    const later = [700, 30, 1, 200].map((step) => timestamps[719]! + step * hour);
    const { mean, intervals } = model.forecast({ timestamps: later, levels: [0.9] });
    later.forEach((timestamp, h) => {
      const alone = model.forecast({ timestamps: [timestamp], levels: [0.5, 0.9] });
      expect(alone.mean[0]).toBe(mean[h]);
      expect(alone.intervals[1]!.upper[0]! / intervals[0]!.upper[h]!).toBeCloseTo(1, 8);
    });
  });
});

describe('the mean of transformed values', () => {
  const log = trainProphet(bent, { transform: 'log' });

  it('is the expected value, or the median', () => {
    const straight = trainProphet(bent, { transform: 'log', changepoints: false });
    const { mean } = straight.forecast({ horizon: 3 });
    const median = straight.forecast({ horizon: 3, biasAdjusted: false });
    for (let h = 0; h < 3; h++) {
      expect(Math.log(mean[h]! / median.mean[h]!) / (straight.sigma ** 2 / 2)).toBeCloseTo(1, 6);
      expect(median.intervals[0]!.lower[h]).toBe(straight.forecast({ horizon: 3 }).intervals[0]!.lower[h]);
    }
  });

  it('holds what changes of the trend add, as paths confirm', () => {
    const free = trainProphet(bent, { transform: 'log', changepointPriorScale: 5 });
    const at = { timestamps: [timestamps[719]! + 150 * hour] };
    const { mean, paths } = free.forecast({ ...at, method: 'sample', paths: 100_000 });
    const median = free.forecast({ ...at, biasAdjusted: false }).mean[0]!;
    const drawn = paths!.reduce((sum, [value]) => sum + value! / 100_000, 0);
    const square = paths!.reduce((sum, [value]) => sum + (value! - drawn) ** 2 / 100_000, 0);
    const error = Math.sqrt(square / 100_000);
    expect(Math.abs(drawn - mean[0]!)).toBeLessThan(4 * error);
    expect(mean[0]! - median * Math.exp(free.sigma ** 2 / 2)).toBeGreaterThan(8 * error);
  });

  it('does not depend on the unit of the series', () => {
    const cents = trainProphet({ timestamps, values: bent.values.map((v) => 100 * v) }, { transform: 'log' });
    cents.forecast({ horizon: 20 }).mean.forEach((value, h) => {
      expect(value / 100 / log.forecast({ horizon: 20 }).mean[h]!).toBeCloseTo(1, 8);
    });
  });

  it.each([0.5, -0.3, 'auto'] as const)('takes Box-Cox with lambda %s', (boxCox) => {
    const { mean, intervals } = trainProphet(bent, { transform: { boxCox } }).forecast({ horizon: 24 });
    mean.forEach((value, h) => {
      expect(value).toBeGreaterThan(intervals[0]!.lower[h]!);
      expect(value).toBeLessThan(intervals[0]!.upper[h]!);
    });
  });
});

describe('sample paths', () => {
  const model = trainProphet(bent);
  it('depend on the seed alone, and begin the same whatever the horizon', () => {
    const draw = (horizon: number, seed: number) =>
      model.forecast({ horizon, method: 'sample', paths: 20, seed }).paths!;
    expect(draw(10, 3)).toEqual(draw(10, 3));
    expect(draw(10, 3)).not.toEqual(draw(10, 4));
    expect(draw(4, 3)[7]).toEqual(draw(10, 3)[7]!.slice(0, 4));
  });
});

describe('conformal intervals', () => {
  const conformal = { horizon: 24, cutoffs: 50 };
  const model = trainProphet(bent, { conformal });

  it('widen with level and horizon, and come back from JSON', () => {
    const options = { horizon: 24, levels: [0.5, 0.9], method: 'conformal' } as const;
    const forecast = model.forecast(options);
    const [inner, outer] = forecast.intervals;
    for (let h = 0; h < 24; h++) {
      expect(outer!.upper[h]! - outer!.lower[h]!).toBeGreaterThan(inner!.upper[h]! - inner!.lower[h]!);
    }
    expect(forecast.mean).toEqual(model.forecast({ horizon: 24 }).mean);
    expect(restoreProphet(JSON.parse(JSON.stringify(model))).forecast(options)).toEqual(forecast);
    expect(() => model.forecast({ horizon: 25, method: 'conformal' })).toThrow(/at most 24/);
  });

  it('cover on a random walk what they say, where the exact ones do not', () => {
    const count = { exact: 0, conformal: 0, all: 0 };
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandomStream(seed);
      let level = 100;
      const walk = Array.from({ length: 500 }, () => {
        level += random.normal();
        return level;
      });
      const fitted = trainProphet(walk.slice(0, 488), { conformal: { horizon: 12, cutoffs: 40 } });
      for (const method of ['exact', 'conformal'] as const) {
        const { lower, upper } = fitted.forecast({ horizon: 12, levels: [0.8], method }).intervals[0]!;
        for (let h = 0; h < 12; h++)
          count[method] += Number(walk[488 + h]! >= lower[h]! && walk[488 + h]! <= upper[h]!);
      }
      count.all += 12;
    }
    expect(count.conformal / count.all).toBeGreaterThan(0.65);
    expect(count.conformal).toBeGreaterThan(count.exact);
  });

  it('tell how far they are', () => {
    const events: unknown[] = [];
    trainProphet(bent, { conformal: { horizon: 5, cutoffs: 3 }, onProgress: (event) => events.push(event) });
    expect(events).toEqual([1, 2, 3].map((done) => ({ stage: 'calibrate', done, total: 3 })));
  });
});

describe('crossValidateProphet', () => {
  const gapped = bent.values.map((value, i) => (i % 60 === 11 ? Number.NaN : value));
  const seasons = { yearly: false, weekly: true, daily: true } as const;

  it.each<[string, TrainProphetOptions]>([
    ['on a grid', seasons],
    ['scaled by the range', { ...seasons, scaling: 'minmax' }],
    ['flat', { ...seasons, growth: 'flat' }],
    ['of logarithms', { ...seasons, transform: 'log' }],
    ['of given changepoints', { ...seasons, changepoints: [timestamps[100]!, timestamps[600]!] }],
    ['multiplicative', { ...seasons, seasonalityMode: 'multiplicative' }],
    ['with events', { ...seasons, events: [{ name: 'launch', dates: [timestamps[200]!] }] }],
    ['with caps by row', { ...seasons, growth: 'logistic', cap: bent.values.map(() => 200) }],
  ])('forecasts what training up to each cutoff would: %s', (_, options) => {
    const result = crossValidateProphet(
      { timestamps, values: gapped },
      { ...options, horizon: 24, cutoffs: 4 },
    );
    expect(result.cutoffs.length).toBe(4);
    result.cutoffs.forEach((cutoff, c) => {
      const known = timestamps.filter((timestamp) => timestamp <= cutoff).length;
      const places = options.changepoints as number[] | undefined;
      const model = trainProphet(
        { timestamps: timestamps.slice(0, known), values: gapped.slice(0, known) },
        {
          ...options,
          ...(places === undefined ? {} : { changepoints: places.filter((place) => place <= cutoff) }),
          ...(options.cap === undefined ? {} : { cap: 200 }),
        },
      );
      const rows = [...result.cutoff.keys()].filter((i) => result.cutoff[i] === c);
      const at = rows.map((i) => result.timestamps[i]!);
      expect(at).toEqual(
        timestamps.filter((t, i) => t > cutoff && t <= cutoff + 24 * hour && !Number.isNaN(gapped[i])),
      );
      const { mean } = model.forecast({ timestamps: at, levels: [] });
      rows.forEach((i, j) => {
        expect(result.predicted[i]! / mean[j]!).toBeCloseTo(1, 6);
        expect(result.actual[i]).toBe(gapped[timestamps.indexOf(at[j]!)]);
        expect(result.step[i]).toBe((at[j]! - cutoff) / hour);
      });
    });
  });

  it('sums errors up by step', () => {
    const { byStep, step, actual, predicted } = crossValidateProphet(bent, { horizon: 6, cutoffs: 10 });
    expect(byStep.map((each) => each.step)).toEqual([1, 2, 3, 4, 5, 6]);
    const errors = [...step.keys()].filter((i) => step[i] === 4).map((i) => predicted[i]! - actual[i]!);
    expect(byStep[3]).toEqual({
      step: 4,
      count: 10,
      mae: expect.closeTo(errors.reduce((sum, error) => sum + Math.abs(error), 0) / 10, 9),
      rmse: expect.closeTo(Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / 10), 9),
    });
  });

  it('cuts between days, never within repeated timestamps', () => {
    const twice = (array: readonly number[]) => array.flatMap((value) => [value, value]);
    const days = noisySeason({ length: 60, stepMs: day });
    const input = { timestamps: twice(days.timestamps), values: twice(days.values) };
    const { cutoffs, timestamps: forecast } = crossValidateProphet(input, { horizon: 2, cutoffs: 7 });
    expect(forecast.length).toBe(cutoffs.length * 4);
  });
});
