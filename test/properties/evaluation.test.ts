import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backtest,
  coverage,
  crps,
  dieboldMarianoTest,
  directionalAccuracy,
  evaluateForecast,
  mae,
  mape,
  mase,
  msis,
  pinballLoss,
  qlike,
  rmse,
  rmsse,
  smape,
  theilU,
  winkler,
} from '../../src/evaluation/index.js';
import { type FittedModel, trainDrift, trainNaive } from '../../src/models/index.js';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 1e3) / 1e3);
const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const pairs = (one: fc.Arbitrary<number>) =>
  fc
    .array(fc.tuple(one, one), { minLength: 1, maxLength: 50 })
    .map((both): [number[], number[]] => [both.map(([a]) => a), both.map(([, f]) => f)]);
const insample = fc.array(value, { minLength: 2, maxLength: 50 }).filter((xs) => xs.some((x) => x !== xs[0]));
// A power of two scales doubles without rounding, so the laws hold to the last bit.
const scale = fc.integer({ min: -20, max: 20 }).map((exponent) => 2 ** exponent);
const times = (xs: readonly number[], factor: number) => xs.map((x) => x * factor);

describe('mae and rmse', () => {
  it('scale with the data, are symmetric, and mae never exceeds rmse', () => {
    fc.assert(
      fc.property(pairs(value), scale, ([actual, forecast], factor) => {
        for (const metric of [mae, rmse]) {
          expect(metric(times(actual, factor), times(forecast, factor))).toBe(
            factor * metric(actual, forecast),
          );
          expect(metric(forecast, actual)).toBe(metric(actual, forecast));
          expect(metric(actual, actual)).toBe(0);
        }
        expect(mae(actual, forecast)).toBeLessThanOrEqual(rmse(actual, forecast) * (1 + 1e-12));
      }),
    );
  });
});

describe('mape, smape, mase and directionalAccuracy', () => {
  it('do not depend on the unit of the data', () => {
    fc.assert(
      fc.property(pairs(price), insample, scale, ([actual, forecast], training, factor) => {
        const scaled: [number[], number[]] = [times(actual, factor), times(forecast, factor)];
        expect(mape(...scaled)).toBe(mape(actual, forecast));
        expect(smape(...scaled)).toBe(smape(actual, forecast));
        expect(mase(...scaled, { insample: times(training, factor) })).toBe(
          mase(actual, forecast, { insample: training }),
        );
        expect(directionalAccuracy(...scaled, { previous: factor })).toBe(
          directionalAccuracy(actual, forecast, { previous: 1 }),
        );
      }),
    );
  });

  it('stay within their bounds', () => {
    fc.assert(
      fc.property(pairs(value), ([actual, forecast]) => {
        expect(smape(actual, forecast)).toBeGreaterThanOrEqual(0);
        expect(smape(actual, forecast)).toBeLessThanOrEqual(200);
        const hits = directionalAccuracy(actual, forecast, { previous: 0 });
        expect(hits >= 0 && hits <= 1).toBe(true);
        expect(directionalAccuracy(actual, actual, { previous: 0 })).toBe(1);
      }),
    );
  });
});

describe('evaluateForecast', () => {
  it('gives finite numbers, or null for mape alone, for any finite data', () => {
    fc.assert(
      fc.property(pairs(value), insample, ([actual, forecast], training) => {
        const {
          intervals,
          mape: percentage,
          theilU: _,
          skillScore: __,
          crps: ___,
          ...metrics
        } = evaluateForecast(forecast, actual, { insample: training });
        for (const metric of Object.values(metrics)) expect(Number.isFinite(metric)).toBe(true);
        expect(percentage === null).toBe(actual.includes(0));
        expect(intervals).toEqual([]);
      }),
    );
  });
});

const level = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);
const triples = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 40 }).map((rows) => ({
  actual: rows.map(([a]) => a),
  lower: rows.map(([, b, c]) => Math.min(b, c)),
  upper: rows.map(([, b, c]) => Math.max(b, c)),
}));

describe('rmsse and msis', () => {
  it('do not depend on the unit of the data', () => {
    fc.assert(
      fc.property(
        triples,
        level,
        insample,
        scale,
        ({ actual, lower, upper }, probability, training, factor) => {
          const interval = { level: probability, lower, upper };
          const scaled = { level: probability, lower: times(lower, factor), upper: times(upper, factor) };
          const options = { insample: times(training, factor) };
          expect(msis(times(actual, factor), scaled, options)).toBe(
            msis(actual, interval, { insample: training }),
          );
          expect(rmsse(times(actual, factor), times(lower, factor), options)).toBe(
            rmsse(actual, lower, { insample: training }),
          );
        },
      ),
    );
  });
});

describe('winkler, pinballLoss and coverage', () => {
  it('belong together: the score is what both ends lose, over half the tail', () => {
    fc.assert(
      fc.property(triples, level, ({ actual, lower, upper }, probability) => {
        const ends =
          pinballLoss(actual, lower, { probability: (1 - probability) / 2 }) +
          pinballLoss(actual, upper, { probability: (1 + probability) / 2 });
        const score = winkler(actual, { level: probability, lower, upper });
        const size = Math.max(1, ...[...actual, ...lower, ...upper].map(Math.abs)) / (1 - probability);
        expect(Math.abs(score - (2 * ends) / (1 - probability))).toBeLessThan(1e-12 * size);
        if (coverage(actual, { lower, upper }) === 1) {
          expect(score).toBeCloseTo(mae(lower, upper), 6);
        }
      }),
    );
  });
});

describe('crps', () => {
  const sample = fc
    .integer({ min: 1, max: 20 })
    .chain((steps) =>
      fc.tuple(
        fc.array(value, { minLength: steps, maxLength: steps }),
        fc.array(fc.array(value, { minLength: steps, maxLength: steps }), { minLength: 1, maxLength: 12 }),
      ),
    );

  it('of paths scales with the data, is at least 0 and never more than the mean absolute error of the paths', () => {
    fc.assert(
      fc.property(sample, scale, ([actual, paths], factor) => {
        const score = crps(actual, { paths });
        expect(crps(times(actual, factor), { paths: paths.map((path) => times(path, factor)) })).toBe(
          factor * score,
        );
        const worst = Math.max(1, ...[...actual, ...paths.flat()].map(Math.abs));
        expect(score).toBeGreaterThanOrEqual(-1e-12 * worst);
        const errors = paths.reduce((sum, path) => sum + mae(actual, path) / paths.length, 0);
        expect(score).toBeLessThanOrEqual(errors + 1e-12 * worst);
      }),
    );
  });

  it('of one quantile is a multiple of its pinball loss, of a sure forecast the mean absolute error', () => {
    fc.assert(
      fc.property(pairs(value), level, ([actual, forecast], probability) => {
        const one = crps(actual, { quantiles: [{ probability, values: forecast }] });
        const loss = pinballLoss(actual, forecast, { probability });
        expect(one).toBeCloseTo(2 * loss, 6);
        const sure = crps(actual, {
          intervals: [{ level: probability, lower: forecast, upper: forecast }],
          median: forecast,
        });
        expect(Math.abs(sure - mae(actual, forecast))).toBeLessThan(
          1e-12 * Math.max(1, mae(actual, forecast)),
        );
      }),
    );
  });
});

describe('qlike', () => {
  it('is at least 0, 0 for what happened, and does not depend on the unit', () => {
    fc.assert(
      fc.property(pairs(price), scale, ([realised, forecast], factor) => {
        const loss = qlike(realised, forecast);
        expect(loss).toBeGreaterThanOrEqual(-1e-12);
        expect(qlike(realised, realised)).toBe(0);
        const scaled = qlike(times(realised, factor), times(forecast, factor));
        expect(Math.abs(scaled - loss)).toBeLessThan(1e-10 * Math.max(1, loss));
      }),
    );
  });
});

describe('theilU', () => {
  it('does not depend on the unit, and is 1 for the values one step before', () => {
    fc.assert(
      fc.property(fc.array(price, { minLength: 3, maxLength: 40 }), scale, (prices, factor) => {
        fc.pre(prices.some((each) => each !== prices[0]));
        const before = [prices[0]!, ...prices.slice(0, -1)];
        expect(theilU(prices, before)).toBe(1);
        const forecast = prices.map((each, i) => each + i);
        expect(theilU(times(prices, factor), times(forecast, factor))).toBe(theilU(prices, forecast));
      }),
    );
  });
});

describe('dieboldMarianoTest', () => {
  it('turns round with the forecasts, and does not depend on the unit of the errors', () => {
    const errors = fc.array(fc.tuple(value, value), { minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(errors, fc.integer({ min: 1, max: 3 }), scale, (rows, horizon, factor) => {
        const first = rows.map(([a]) => a);
        const second = rows.map(([, b]) => b);
        const differences = new Set(rows.map(([a, b]) => a * a - b * b));
        fc.pre(differences.size > 1);
        const test = dieboldMarianoTest(first, second, { horizon });
        const turned = dieboldMarianoTest(second, first, { horizon });
        expect(turned.statistic).toBe(0 - test.statistic);
        expect(turned.pValue).toBe(test.pValue);
        const scaled = dieboldMarianoTest(times(first, factor), times(second, factor), { horizon });
        expect(scaled.statistic).toBe(test.statistic);
        for (const number of [test.statistic, test.pValue, test.standardError]) {
          expect(Number.isFinite(number)).toBe(true);
        }
      }),
    );
  });
});

describe('backtest', () => {
  const options = fc.record({
    horizon: fc.integer({ min: 1, max: 5 }),
    step: fc.integer({ min: 1, max: 6 }),
    gap: fc.integer({ min: 0, max: 3 }),
    refitEvery: fc.constantFrom(1, 2, 3, 'never' as const),
    window: fc.constantFrom('expanding' as const, { sliding: 8 }),
    concurrency: fc.integer({ min: 1, max: 4 }),
  });
  const moving = fc
    .array(price, { minLength: 30, maxLength: 60 })
    .map((prices) => prices.map((each, i) => each + (i % 3)));

  it('never lets a trainer or a model see what it forecasts, and leaves no full fold out', async () => {
    await fc.assert(
      fc.asyncProperty(moving, options, async (prices, each) => {
        let known = 0;
        const told = (from: number, news: ArrayLike<number>): FittedModel => {
          for (let i = 0; i < news.length; i++) expect(news[i]).toBe(prices[from + i]);
          known = from + news.length;
          const end = known;
          return {
            ...trainNaive([1, 2]),
            append: (more) => told(end, more as Float64Array),
          };
        };
        const { folds } = await backtest(
          prices,
          (series, _, { start, end }) => {
            const model = told(start, series as Float64Array);
            expect(known).toBe(end);
            return model;
          },
          { ...each, initial: 12 },
        );
        const { horizon, step, gap } = each;
        folds.forEach(({ start, end, actual }, k) => {
          expect(end).toBe(12 + k * step);
          expect(start).toBe(each.window === 'expanding' ? 0 : end - 8);
          expect(Array.from(actual)).toEqual(prices.slice(end + gap, end + gap + horizon));
        });
        const last = folds.at(-1)!;
        expect(last.end + gap + horizon).toBeLessThanOrEqual(prices.length);
        expect(last.end + step + gap + horizon).toBeGreaterThan(prices.length);
      }),
      { numRuns: 50 },
    );
  });

  it('of a scaled series has scaled errors and the same relative ones', async () => {
    await fc.assert(
      fc.asyncProperty(moving, options, scale, async (prices, each, factor) => {
        const [one, scaled] = await Promise.all(
          [prices, times(prices, factor)].map((series) =>
            backtest(series, trainDrift, { ...each, initial: 12 }),
          ),
        );
        expect(scaled!.overall.mae).toBe(factor * one!.overall.mae);
        expect(scaled!.overall.crps).toBe(factor * one!.overall.crps!);
        expect(scaled!.overall.mase).toBe(one!.overall.mase);
        expect(scaled!.overall.smape).toBe(one!.overall.smape);
        expect(scaled!.overall.skillScore).toBe(one!.overall.skillScore);
      }),
      { numRuns: 25 },
    );
  });
});
