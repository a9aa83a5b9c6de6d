import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import { parametersOf } from '../../src/models/arima/arimaState.js';
import { oneStepFit } from '../../src/models/arima/oneStepFit.js';
import {
  type ArimaModel,
  type ArimaOrder,
  restoreArima,
  type TrainArimaOptions,
  trainArima,
} from '../../src/models/index.js';
import { likelihoodAt } from '../models/arima/likelihoodAt.js';
import { type GivenParameters, modelAt } from '../models/arima/modelAt.js';

/** Numbers on a grid of 2^-10, so that scalings by powers of two and shifts by integers are exact. */
const series = fc
  .array(fc.integer({ min: -4096, max: 4096 }), { minLength: 24, maxLength: 60 })
  .filter((values) => new Set(values).size > 16)
  .map((values) => values.map((value) => value / 1024));
const few = fc.integer({ min: 0, max: 1 });
const order = fc.tuple(fc.integer({ min: 0, max: 2 }), few, few).map((terms): ArimaOrder => terms);
const partial = fc.double({ min: -0.9, max: 0.9, noNaN: true });

/** A model of some kind, with or without a season. */
const options = fc.record({ order, sar: few, sma: few, seasonalD: few, isSeasonal: fc.boolean() }).map(
  ({ order: terms, sar, sma, seasonalD, isSeasonal }): TrainArimaOptions => ({
    order: terms,
    ...(isSeasonal ? { seasonal: { order: [sar, seasonalD, sma], period: 4 } } : {}),
    effort: 'fast',
  }),
);
/** Parameters as a model may have them, to be given a past. */
const parameters = fc
  .record({ ar: partial, ma: partial, sar: partial, sma: partial, d: few, seasonalD: few })
  .map(
    ({ ar, ma, sar, sma, d, seasonalD }): GivenParameters => ({
      order: [1, d, 1],
      seasonal: { order: [1, seasonalD, 1], period: 3 },
      ar: [ar],
      ma: [ma],
      sar: [sar],
      sma: [sma],
    }),
  );
const holes = fc.uniqueArray(fc.integer({ min: 6, max: 20 }), { maxLength: 3 });

const forecastOf = (model: ArimaModel, horizon = 5) => {
  const { mean, intervals } = model.forecast({ horizon, levels: [0.8] });
  const { lower, upper } = intervals[0]!;
  return { mean, width: upper.map((value, h) => value - lower[h]!) };
};
const withHoles = (values: readonly number[], at: readonly number[], filling = Number.NaN) =>
  values.map((value, t) => (at.includes(t) ? filling : value));
/** A model, or nothing where the series is refused, as it may be. */
function tried(values: readonly number[], choice: TrainArimaOptions): ArimaModel | undefined {
  try {
    return trainArima(values, choice);
  } catch (error) {
    if (error instanceof CoincastError) return undefined;
    throw error;
  }
}
const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0);
const runs = { numRuns: 25 };

describe('a multiple of a series', () => {
  it('has the same coefficients, and the multiple of the forecasts and of the likelihood', () => {
    const factor = fc.double({ min: -12, max: 12, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(series, options, factor, (values, choice, c) => {
        const model = tried(values, choice);
        const scaled = tried(
          values.map((value) => c * value),
          choice,
        );
        expect(scaled === undefined).toBe(model === undefined);
        if (model === undefined || scaled === undefined) return;
        const { n } = model.toJSON();
        expect(scaled.logLikelihood + n * Math.log(c)).toBeCloseTo(model.logLikelihood, 4);
        const sigma = Math.sqrt(model.sigma2);
        const forecast = forecastOf(model);
        // A search that ends elsewhere on a flat top, for rounding, forecasts the same to a hundredth of sigma.
        const again = forecastOf(scaled);
        expect(
          worst(
            again.mean,
            forecast.mean.map((value) => c * value),
          ) /
            (c * sigma),
        ).toBeLessThan(0.05);
        expect(
          worst(
            again.width,
            forecast.width.map((value) => c * value),
          ) /
            (c * sigma),
        ).toBeLessThan(0.1);
      }),
      runs,
    );
  });

  it('by a power of two is exact', () => {
    const powerOfTwo = fc.integer({ min: -200, max: 200 }).map((exponent) => 2 ** exponent);
    fc.assert(
      fc.property(series, options, holes, powerOfTwo, (complete, choice, gaps, c) => {
        const values = withHoles(complete, gaps);
        const model = tried(values, choice);
        const scaled = tried(
          values.map((value) => c * value),
          choice,
        );
        expect(scaled === undefined).toBe(model === undefined);
        if (model === undefined || scaled === undefined) return;
        const terms = ({ ar, ma, sar, sma }: ReturnType<ArimaModel['toJSON']>) => [ar, ma, sar, sma];
        expect(terms(scaled.toJSON())).toEqual(terms(model.toJSON()));
        expect(scaled.sigma2).toBe(c * c * model.sigma2);
        expect(forecastOf(scaled).mean).toEqual(forecastOf(model).mean.map((value) => c * value));
      }),
      runs,
    );
  });
});

describe('a series shifted', () => {
  it('has its forecasts shifted, where the model differences it or has a mean', () => {
    const shift = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(series, options, shift, (values, choice, by) => {
        const model = tried(values, choice);
        const shifted = tried(
          values.map((value) => value + by),
          choice,
        );
        expect(shifted === undefined).toBe(model === undefined);
        if (model === undefined || shifted === undefined) return;
        expect(shifted.logLikelihood).toBeCloseTo(model.logLikelihood, 4);
        const moved = forecastOf(model).mean.map((value) => value + by);
        expect(worst(forecastOf(shifted).mean, moved) / Math.sqrt(model.sigma2)).toBeLessThan(0.05);
      }),
      runs,
    );
  });
});

describe('the exact likelihood', () => {
  it('is the same when a stationary series is read backwards, gaps and all', () => {
    fc.assert(
      fc.property(series, holes, partial, partial, partial, partial, (values, gaps, ar, ma, sar, sma) => {
        const read = withHoles(values, gaps);
        for (const coefficients of [
          { ar: [ar], ma: [ma] },
          { ar: [ar], ma: [ma], sar: [sar], sma: [sma], period: 3 },
        ]) {
          const at = (each: readonly number[]) => likelihoodAt(coefficients, { values: each }).logLikelihood;
          expect(at([...read].reverse())).toBeCloseTo(at(read), 7);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('values that are missing', () => {
  it('never make a forecast more certain', () => {
    fc.assert(
      fc.property(series, parameters, holes, (values, given, gaps) => {
        const known = forecastOf(modelAt(given, values)).width;
        const less = forecastOf(modelAt(given, withHoles(values, gaps))).width;
        less.forEach((width, h) => {
          expect(width).toBeGreaterThan(known[h]! * (1 - 1e-9));
        });
        // Nor does one more.
        const one = gaps.slice(1);
        const some = forecastOf(modelAt(given, withHoles(values, one))).width;
        less.forEach((width, h) => {
          expect(width).toBeGreaterThan(some[h]! * (1 - 1e-9));
        });
      }),
      runs,
    );
  });

  it('are marginalised: the density of all is that of the rest times that of the missing given the rest', () => {
    fc.assert(
      fc.property(series, partial, partial, (values, ar, ma) => {
        // By brute force: the likelihood of the rest, integrated over the value that is missing.
        const coefficients = { ar: [ar], ma: [ma] };
        const at = 9;
        const n = values.length;
        const whole = (x: number) => likelihoodAt(coefficients, { values: withHoles(values, [at], x) });
        const rest = likelihoodAt(coefficients, { values: withHoles(values, [at]) });
        // n/2 log S + D/2 at the sigma2 of the rest; the normal density of x is a parabola in x.
        const { sigma2 } = rest;
        const logDensity = (x: number) => {
          const { logLikelihood, sigma2: own } = whole(x);
          return logLikelihood + (n / 2) * (1 + Math.log(own / sigma2)) - (n * own) / (2 * sigma2);
        };
        const [below, middle, above] = [-1, 0, 1].map(logDensity) as [number, number, number];
        const curvature = 2 * middle - below - above;
        const top = middle + (above - below) ** 2 / (8 * curvature);
        const integrated = top + 0.5 * Math.log((2 * Math.PI) / curvature);
        expect(rest.logLikelihood).toBeCloseTo(integrated, 5);
      }),
      runs,
    );
  });

  it('have regressors of no consequence', () => {
    fc.assert(
      fc.property(series, holes, fc.integer({ min: -5, max: 5 }), (complete, gaps, filling) => {
        const values = withHoles(complete, gaps);
        const x = values.map((_, t) => Math.cos(t * t));
        const choice = { order: [1, 0, 1], effort: 'fast' } as const;
        const model = trainArima(values, { ...choice, regressors: { x } });
        const other = trainArima(values, { ...choice, regressors: { x: withHoles(x, gaps, filling) } });
        // The impulses of the missing values take up whatever stands there.
        expect(other.logLikelihood).toBeCloseTo(model.logLikelihood, 5);
      }),
      runs,
    );
  });
});

describe('append', () => {
  const split = fc.integer({ min: 12, max: 23 });

  it('equals filtering the whole series, to 1e-12', () => {
    fc.assert(
      fc.property(series, parameters, holes, split, (complete, given, gaps, at) => {
        const values = withHoles(complete, gaps);
        fc.pre(!Number.isNaN(values[at - 1]));
        const whole = modelAt(given, values);
        const model = modelAt(given, values.slice(0, at));
        let stepwise = model;
        for (const value of values.slice(at)) stepwise = stepwise.append([value]);
        for (const appended of [model.append(values.slice(at)), stepwise]) {
          const [expected, found] = [forecastOf(whole), forecastOf(appended)];
          const size = 1 + Math.max(...expected.mean.map(Math.abs), ...expected.width);
          expect(worst(found.mean, expected.mean) / size).toBeLessThan(1e-12);
          expect(worst(found.width, expected.width) / size).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('replaces the last value as if it had never been', () => {
    const last = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(series, parameters, last, (values, given, wrong) => {
        const right = modelAt(given, values.slice(0, 20)).append(values.slice(20));
        const replaced = modelAt(given, values.slice(0, 20))
          .append([...values.slice(20, -1), wrong])
          .append([values.at(-1)!], { replaceLast: true });
        expect(forecastOf(replaced)).toEqual(forecastOf(right));
        expect(replaced.training.n).toBe(right.training.n);
      }),
      runs,
    );
  });
});

describe('a stored model', () => {
  it('comes back from JSON bit by bit', () => {
    fc.assert(
      fc.property(series, options, holes, (complete, choice, gaps) => {
        const model = tried(withHoles(complete, gaps), choice);
        if (model === undefined) return;
        const text = JSON.stringify(model);
        const restored = restoreArima(JSON.parse(text));
        expect(JSON.stringify(restored)).toBe(text);
        expect(restored.toJSON()).toEqual(model.toJSON());
        const more = complete.slice(0, 6);
        for (const [a, b] of [
          [model, restored],
          [model.append(more), restored.append(more)],
        ] as const) {
          expect(b.forecast({ horizon: 6 })).toEqual(a.forecast({ horizon: 6 }));
          expect(JSON.stringify(b)).toBe(JSON.stringify(a));
        }
      }),
      runs,
    );
  });
});

describe('regressors', () => {
  const column = (values: readonly number[]) => values.map((_, t) => Math.sin(t * t));

  it('without effect change nothing', () => {
    fc.assert(
      fc.property(series, options, (values, choice) => {
        const model = tried(values, { ...choice, fixed: {} });
        const x = column(values);
        const idle = tried(values, { ...choice, regressors: { x }, fixed: { x: 0 } });
        expect(idle === undefined).toBe(model === undefined);
        if (model === undefined || idle === undefined) return;
        expect(idle.logLikelihood).toBeCloseTo(model.logLikelihood, 10);
        expect(idle.aicc).toBeCloseTo(model.aicc, 8);
        const ahead = idle.forecast({ horizon: 5, regressors: { x: [9, -9, 9, -9, 9] } }).mean;
        expect(worst(ahead, forecastOf(model).mean)).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it('with a known effect are as good as taken out beforehand', () => {
    fc.assert(
      fc.property(series, order, fc.integer({ min: -8, max: 8 }), (values, terms, slope) => {
        const x = column(values);
        const choice = { order: terms, effort: 'fast' } as const;
        const model = tried(values, choice);
        const moved = tried(
          values.map((value, t) => value + slope * x[t]!),
          { ...choice, regressors: { x }, fixed: { x: slope } },
        );
        if (model === undefined || moved === undefined) return;
        expect(moved.logLikelihood).toBeCloseTo(model.logLikelihood, 4);
      }),
      runs,
    );
  });
});

describe('the one-step results of a model', () => {
  it('are the same for a series given again', () => {
    fc.assert(
      fc.property(series, options, (values, choice) => {
        const model = tried(values, choice);
        if (model === undefined) return;
        const { fitted, residuals } = oneStepFit(
          parametersOf(model.toJSON()),
          Float64Array.from(values),
          undefined,
        );
        expect(model.fitted()).toEqual(fitted);
        expect(model.residuals()).toEqual(residuals);
      }),
      runs,
    );
  });
});
