import { describe, expect, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import {
  conformalize,
  expectedShortfall,
  type PathSource,
  probabilityAbove,
  touchProbability,
  valueAtRisk,
} from '../../../src/evaluation/index.js';
import { normalCdf, normalQuantile } from '../../../src/math/index.js';
import { trainArima, trainNaive } from '../../../src/models/index.js';
import { priceSeriesOf, samplePrices } from '../../contracts/modelContract.js';

const model = trainArima(samplePrices, { order: [0, 1, 0] });
const last = samplePrices.at(-1)!;
/** The standard deviation of the value four steps ahead, which is normal. */
const deviation = Math.sqrt(4 * model.sigma2);
const paths = 40_000;
const forecast = model.forecast({ horizon: 4, levels: [], method: 'paths', paths, seed: 3 });

/** Five paths of two steps by hand. */
const byHand = {
  timestamps: Float64Array.of(10, 11),
  mean: Float64Array.of(100, 100),
  intervals: [],
  paths: [
    [100, 90],
    [110, 95],
    [105, 100],
    [95, 105],
    [80, 110],
  ].map((path) => Float64Array.from(path)),
};

describe('probabilityAbove', () => {
  it.each([-2, -0.5, 0, 0.7, 1.5])('is that of the normal distribution %d deviations away', (z) => {
    const { probability, standardError } = probabilityAbove(forecast, {
      price: last + z * deviation,
      step: 4,
    });
    const exact = normalCdf(-z);
    expect(standardError).toBeCloseTo(Math.sqrt((exact * (1 - exact)) / paths), 4);
    expect(Math.abs(probability - exact)).toBeLessThan(4 * standardError);
  });

  it('counts paths strictly above, at one step', () => {
    expect(probabilityAbove(byHand, { price: 100, step: 2 })).toEqual({
      probability: 0.4,
      standardError: Math.sqrt(((4 / 9) * (5 / 9)) / 9),
      paths: 5,
      timestamp: 11,
    });
    expect(probabilityAbove(byHand, { price: 100, step: 1 }).probability).toBe(0.4);
  });

  it('is not sure where all paths agree', () => {
    const { probability, standardError } = probabilityAbove(byHand, { price: 1, step: 1 });
    expect(probability).toBe(1);
    expect(standardError).toBeCloseTo(Math.sqrt(((7 / 9) * (2 / 9)) / 9), 15);
  });

  it('draws the paths of a model itself, the same ones for the same seed', () => {
    const request = { price: last, step: 4, paths, seed: 3 };
    expect(probabilityAbove(model, request)).toEqual(probabilityAbove(forecast, { price: last, step: 4 }));
    expect(probabilityAbove(model, { ...request, seed: 4 })).not.toEqual(probabilityAbove(model, request));
    expect(probabilityAbove(model, { price: last, step: 1 }).paths).toBe(10_000);
    expect(probabilityAbove(model, { price: last, step: 4, method: 'bootstrap' }).probability).toBeCloseTo(
      0.5,
      1,
    );
  });

  it('takes the time of a step, up to half a step early or late', () => {
    const timed = trainArima(priceSeriesOf(samplePrices), { order: [0, 1, 0] });
    const hour = 3_600_000;
    const third = timed.training.lastTimestamp + 3 * hour;
    const expected = probabilityAbove(timed, { price: last, step: 3 });
    expect(expected.timestamp).toBe(third);
    expect(probabilityAbove(timed, { price: last, at: third - 0.4 * hour })).toEqual(expected);
    for (const step of [1, 2]) {
      expect(probabilityAbove(byHand, { price: 100, at: 9 + step })).toEqual(
        probabilityAbove(byHand, { price: 100, step }),
      );
    }
  });
});

describe('touchProbability', () => {
  it('counts paths that reach the barrier at any step', () => {
    const of = (price: number, direction: 'up' | 'down', step: number) =>
      touchProbability(byHand, { price, direction, step }).probability;
    expect(of(105, 'up', 1)).toBe(0.4);
    expect(of(105, 'up', 2)).toBe(0.8);
    expect(of(90, 'down', 1)).toBe(0.2);
    expect(of(90, 'down', 2)).toBe(0.4);
  });

  it('lies between the probability at the end and twice that, by reflection', () => {
    const price = last + deviation;
    const end = probabilityAbove(forecast, { price, step: 4 });
    const touched = touchProbability(forecast, { price, direction: 'up', step: 4 });
    expect(touched.probability).toBeGreaterThan(end.probability);
    expect(touched.probability).toBeLessThan(2 * end.probability);
  });
});

describe('valueAtRisk and expectedShortfall', () => {
  it.each([
    { level: 0.95, position: 'long' },
    { level: 0.99, position: 'long' },
    { level: 0.9, position: 'short' },
  ] as const)('are those of the normal distribution: $level $position', ({ level, position }) => {
    const z = normalQuantile(level);
    const drift = forecast.mean[3]! - last;
    const centre = position === 'long' ? -drift : drift;
    const options = { entry: last, level, position, step: 4 };
    const risk = valueAtRisk(forecast, options);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    expect(Math.abs(risk.valueAtRisk - centre - z * deviation)).toBeLessThan(4 * risk.standardError);
    const asymptotic = (Math.sqrt((level * (1 - level)) / paths) / density) * deviation;
    expect(risk.standardError / asymptotic).toBeGreaterThan(0.7);
    expect(risk.standardError / asymptotic).toBeLessThan(1.4);
    expect(risk.fraction).toBe(risk.valueAtRisk / last);
    const shortfall = expectedShortfall(forecast, options);
    const exact = centre + (deviation * density) / (1 - level);
    expect(Math.abs(shortfall.expectedShortfall - exact)).toBeLessThan(4 * shortfall.standardError);
    expect(shortfall.standardError).toBeLessThan(0.03 * exact);
    expect(shortfall.valueAtRisk).toBe(risk.valueAtRisk);
  });

  it('are a quantile of type 7 and the mean beyond it, on paths by hand', () => {
    const hundred = Array.from({ length: 101 }, (_, i) => Float64Array.of(1000 - i));
    const source = {
      timestamps: Float64Array.of(1),
      mean: Float64Array.of(950),
      intervals: [],
      paths: hundred,
    };
    const options = { entry: 1000, level: 0.9, step: 1 };
    expect(valueAtRisk(source, options)).toMatchObject({ valueAtRisk: 90, fraction: 0.09, paths: 101 });
    // 90 + (1 + 2 + ... + 10) / 101 / 0.1
    expect(expectedShortfall(source, options).expectedShortfall).toBeCloseTo(90 + 55 / 10.1, 12);
    // One standard deviation of the count, 3.01, to either side.
    expect(valueAtRisk(source, options).standardError).toBe(3);
    expect(valueAtRisk(source, { ...options, entry: 800 }).valueAtRisk).toBe(-110);
  });

  it('need paths beyond the level, and say how many', () => {
    const few = model.forecast({ horizon: 1, method: 'paths', paths: 199 });
    expect(() => valueAtRisk(few, { entry: last, step: 1 })).toThrow(
      expect.objectContaining({ name: 'InsufficientDataError', needed: 200, got: 199 }),
    );
    expect(() => expectedShortfall(few, { entry: last, step: 1, level: 0.99 })).toThrow(
      InsufficientDataError,
    );
  });
});

describe('every decision', () => {
  const ask = (source: unknown, options: object) => () =>
    probabilityAbove(source as PathSource, { price: 100, ...options } as never);

  it('says what has no paths', () => {
    expect(ask(trainNaive(samplePrices), { step: 1 })).toThrow(/"a model of kind \\?"naive/);
    expect(ask(conformalize(trainNaive)(samplePrices), { step: 1 })).toThrow(/conformal/);
    expect(ask(model.forecast({ horizon: 2 }), { step: 1 })).toThrow(/method: 'paths'/);
  });

  it('quotes a step and a time that are given both', () => {
    const value = { step: 1, at: 11 };
    expect(ask(byHand, value)).toThrow(expect.objectContaining({ argument: 'step', value }));
    expect(ask(byHand, {})).toThrow(expect.objectContaining({ argument: 'step', value: undefined }));
  });

  it.each([
    { argument: 'method', value: 'paths' },
    { argument: 'forecast options', value: 'levels' },
  ])('passes on what else a model refuses: $argument, $value', (refused) => {
    const own = new InvalidArgumentError({ ...refused, expected: 'none of mine' });
    const refusing = {
      ...model,
      forecast: () => {
        throw own;
      },
    };
    expect(ask(refusing, { step: 1 })).toThrow(own);
  });

  it.each<[string, unknown, object]>([
    ['no step', byHand, {}],
    ['step and time', byHand, { step: 1, at: 11 }],
    ['step 0', byHand, { step: 0 }],
    ['a step of a model beyond 100000', model, { step: 100_001 }],
    ['a step beyond the forecast', byHand, { step: 3 }],
    ['a time beyond the forecast', byHand, { at: 12 }],
    ['a time before it', byHand, { at: 9 }],
    ['a time before the steps of a model', model, { at: 199 }],
    ['a seed for a forecast', byHand, { step: 1, seed: 1 }],
    ['one path', model, { step: 1, paths: 1 }],
    ['a seed of more than 32 bits', model, { step: 1, seed: 2 ** 32 }],
    ['a method there is not', model, { step: 1, method: 'gaussian' }],
    ['an unknown option', byHand, { step: 1, prize: 3 }],
    ['a price that is none', byHand, { step: 1, price: Number.NaN }],
    ['no source', undefined, { step: 1 }],
    ['numbers', [1, 2], { step: 1 }],
    ['one path in a forecast', { ...byHand, paths: byHand.paths.slice(1, 2) }, { step: 1 }],
    ['paths of another length', { ...byHand, paths: [[1], [2]] }, { step: 1 }],
  ])('refuses %s', (_, source, options) => {
    expect(ask(source, options)).toThrow(InvalidArgumentError);
  });

  it('refuses paths with NaN, and risks without an entry price', () => {
    expect(
      ask(
        {
          ...byHand,
          paths: [
            [1, Number.NaN],
            [1, 2],
          ],
        },
        { step: 1 },
      ),
    ).toThrow(NonFiniteValueError);
    expect(() => valueAtRisk(forecast, { step: 1 } as never)).toThrow(/entry/);
    expect(() => valueAtRisk(forecast, { entry: last, step: 1, level: 95 })).toThrow(InvalidArgumentError);
    expect(() => touchProbability(forecast, { price: 1, step: 1 } as never)).toThrow(/direction/);
  });

  it('gives frozen results', () => {
    expect(Object.isFrozen(probabilityAbove(byHand, { price: 100, step: 2 }))).toBe(true);
    expect(Object.isFrozen(valueAtRisk(forecast, { entry: last, step: 2 }))).toBe(true);
    expect(Object.isFrozen(expectedShortfall(forecast, { entry: last, step: 2 }))).toBe(true);
  });
});
