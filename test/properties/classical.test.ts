import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  type FittedModel,
  restoreCombination,
  restoreEts,
  restoreMean,
  restoreSeasonalNaive,
  restoreStl,
  restoreTheta,
  trainAuto,
  trainCombination,
  trainDrift,
  trainEts,
  trainMean,
  trainNaive,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from '../../src/models/index.js';

/** Numbers on a grid of 2^-10, so that scalings by powers of two and shifts are exact. */
const series = fc
  .array(fc.integer({ min: 1, max: 4096 }), { minLength: 24, maxLength: 60 })
  .filter((values) => new Set(values).size > 12)
  .map((values) => values.map((value) => value / 1024));
const powerOfTwo = fc.integer({ min: -100, max: 100 }).map((exponent) => 2 ** exponent);
const runs = { numRuns: 25 };

type Train = (values: readonly number[]) => FittedModel;
const trainers: Readonly<Record<string, Train>> = {
  mean: trainMean,
  'seasonal naive': (values) => trainSeasonalNaive(values, { period: 5 }),
  'simple smoothing': (values) => trainEts(values, { model: 'simple' }),
  holt: (values) => trainEts(values, { model: 'holt' }),
  'additive Holt-Winters': (values) => trainEts(values, { model: 'holt-winters', period: 4 }),
  theta: trainTheta,
  'dynamic theta': (values) => trainTheta(values, { variant: 'dynamic' }),
  'seasonal adjustment': (values) => trainStl(values, { period: 4, trainer: trainDrift }),
  combination: (values) => trainCombination(values, { members: { naive: trainNaive, theta: trainTheta } }),
};
const scaleOf = (model: FittedModel) => {
  const { mean, intervals } = model.forecast({ horizon: 1 });
  return intervals[0]!.upper[0]! - mean[0]! + Math.abs(mean[0]!);
};

describe.each(Object.entries(trainers))('%s', (_, train) => {
  it('gives a multiple of a power of two exactly that multiple', () => {
    fc.assert(
      fc.property(series, powerOfTwo, (values, factor) => {
        const model = train(values).forecast({ horizon: 6 });
        const scaled = train(values.map((value) => value * factor)).forecast({ horizon: 6 });
        expect([...scaled.mean]).toEqual(Array.from(model.mean, (value) => value * factor));
        expect([...scaled.intervals[1]!.upper]).toEqual(
          Array.from(model.intervals[1]!.upper, (value) => value * factor),
        );
      }),
      runs,
    );
  });

  it('forgets nothing by appending one by one, nor by going through JSON', () => {
    fc.assert(
      fc.property(
        series,
        fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { maxLength: 9 }),
        (values, more) => {
          const model = train(values);
          const atOnce = model.append(more).forecast({ horizon: 5 });
          const oneByOne = more.reduce<FittedModel>((grown, value) => grown.append([value]), model);
          expect(oneByOne.forecast({ horizon: 5 })).toEqual(atOnce);
        },
      ),
      runs,
    );
  });
});

describe('the models that only add', () => {
  // Others than these are fitted by a search, whose last digits depend on the level.
  it.each(['mean', 'seasonal naive', 'seasonal adjustment'])('%s moves with the series', (name) => {
    fc.assert(
      fc.property(series, fc.integer({ min: -8, max: 8 }), (values, shift) => {
        const train = trainers[name]!;
        const model = train(values);
        const moved = train(values.map((value) => value + shift)).forecast({ horizon: 4 }).mean;
        const scale = scaleOf(model) + Math.abs(shift);
        model.forecast({ horizon: 4 }).mean.forEach((value, h) => {
          expect(Math.abs(moved[h]! - value - shift) / scale).toBeLessThan(1e-6);
        });
      }),
      runs,
    );
  });
});

describe('any classical model of any series', () => {
  const wild = fc.array(
    fc.oneof(
      fc.double(),
      fc.constantFrom(0, 1, -1, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
      fc.integer({ min: -3, max: 3 }),
      fc.double({ min: 1, max: 2, noNaN: true }),
    ),
    { maxLength: 30 },
  );
  const wildTrainers: Readonly<Record<string, Train>> = {
    ...trainers,
    'automatic ETS': (values) => trainEts(values, { period: 4 }),
    'multiplicative Holt-Winters': (values) =>
      trainEts(values, { model: 'multiplicative-holt-winters', period: 3 }),
    'seasonal theta': (values) => trainTheta(values, { period: 3 }),
  };

  it.each(Object.entries(wildTrainers))(
    'is a model with finite forecasts or a typed error: %s',
    (_, train) => {
      fc.assert(
        fc.property(wild, (values) => {
          try {
            const { mean, intervals } = train(values).forecast({ horizon: 7 });
            for (const numbers of [mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])]) {
              expect(numbers.every(Number.isFinite)).toBe(true);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(CoincastError);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it('is restored from no JSON but its own', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const restore of [
          restoreCombination,
          restoreEts,
          restoreMean,
          restoreSeasonalNaive,
          restoreStl,
          restoreTheta,
        ]) {
          expect(() => restore(json)).toThrow(CoincastError);
        }
      }),
    );
  });
});

describe('an ETS model', () => {
  it('is at least as likely as one with fewer parts', () => {
    fc.assert(
      fc.property(series, (values) => {
        const simple = trainEts(values, { model: 'simple' }).logLikelihood;
        // Not quite: beta has a least value above 0.
        expect(trainEts(values, { model: 'holt' }).logLikelihood).toBeGreaterThan(simple - 0.5);
      }),
      runs,
    );
  });
});

describe('trainAuto', () => {
  it('is within its members', () => {
    fc.assert(
      fc.property(series, (values) => {
        const model = trainAuto(values);
        const { mean } = model.forecast({ horizon: 5 });
        const members = model.members.map(({ model: each }) => each.forecast({ horizon: 5 }).mean);
        mean.forEach((value, h) => {
          const all = members.map((member) => member[h]!);
          expect(value).toBeGreaterThanOrEqual(Math.min(...all));
          expect(value).toBeLessThanOrEqual(Math.max(...all));
        });
      }),
      { numRuns: 5 },
    );
  });
});
