import { describe, expect, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import {
  coverage,
  directionalAccuracy,
  mae,
  mape,
  mase,
  rmse,
  smape,
} from '../../../src/evaluation/index.js';
import { createPriceSeries } from '../../../src/series/index.js';

const insample = [1, 2, 4, 3];
const metrics = {
  mae,
  rmse,
  mape,
  smape,
  mase: (actual: number[], forecast: number[]) => mase(actual, forecast, { insample }),
  directionalAccuracy: (actual: number[], forecast: number[]) =>
    directionalAccuracy(actual, forecast, { previous: 1 }),
  coverage: (actual: number[], forecast: number[]) => coverage(actual, { lower: forecast, upper: forecast }),
};
const each = describe.each(Object.entries(metrics));

each('%s', (_name, metric) => {
  it.each([
    ['no value', [], [], InsufficientDataError],
    ['fewer forecasts than actual values', [1, 2], [1], InvalidArgumentError],
    ['more forecasts than actual values', [1], [1, 2], InvalidArgumentError],
    ['NaN among the actual values', [1, Number.NaN], [1, 2], NonFiniteValueError],
    ['infinity among the forecasts', [1, 2], [1, Number.POSITIVE_INFINITY], NonFiniteValueError],
    ['a hole', [1, undefined], [1, 2], NonFiniteValueError],
    ['text', 'abc', [1, 2, 3], InvalidArgumentError],
    ['nothing', undefined, [1], InvalidArgumentError],
  ])('refuses %s', (_what, actual, forecast, ErrorClass) => {
    expect(() => metric(actual as number[], forecast)).toThrow(ErrorClass);
  });

  it('leaves its input alone', () => {
    const actual = Object.freeze([1, 2, 3]) as number[];
    const forecast = Object.freeze([2, 2, 2]) as number[];
    expect(metric(actual, forecast)).toBe(metric([1, 2, 3], [2, 2, 2]));
  });
});

each('%s of numbers at the ends of a double', (name, metric) => {
  it('is finite or a typed error', () => {
    const largest = Number.MAX_VALUE;
    const attempts = [
      [[largest], [-largest]],
      [
        [largest, largest],
        [1, 1],
      ],
      [[largest], [largest / 2]],
      [[5e-324], [1]],
      [[5e-324], [0]],
    ] as const;
    for (const [actual, forecast] of attempts) {
      try {
        expect(Number.isFinite(metric([...actual], [...forecast])), name).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidArgumentError);
      }
    }
  });
});

describe('the metrics take a PriceSeries and typed arrays', () => {
  const series = createPriceSeries({ timestamps: [0, 1, 2], prices: [1, 2, 4] });
  it.each([
    ['mae', mae(series, Float64Array.of(1, 2, 3)), mae([1, 2, 4], [1, 2, 3])],
    ['mase', mase([5], [4], { insample: series }), mase([5], [4], { insample: [1, 2, 4] })],
    [
      'directionalAccuracy',
      directionalAccuracy([2, 4, 3], series, { previous: series }),
      directionalAccuracy([2, 4, 3], [1, 2, 4], { previous: [1, 2, 4] }),
    ],
  ])('%s', (_name, ofSeries, ofNumbers) => expect(ofSeries).toBe(ofNumbers));
});

describe('mape', () => {
  it('is in percent', () => expect(mape([50], [51])).toBe(2));
  it('refuses a zero actual value, naming where it is and what to use', () => {
    expect(() => mape([1, 0], [1, 1])).toThrow(
      /^actual\[1\] must be .* \(smape and mase take zeros\), got 0\./,
    );
    expect(() => mape([-0], [1])).toThrow(NonFiniteValueError);
  });
  it('takes a zero forecast', () => expect(mape([2], [0])).toBe(100));
});

describe('smape', () => {
  it.each([
    ['both zero: nothing lost', [0], [0], 0],
    ['one zero: the worst', [0], [3], 200],
    ['opposite signs: the worst', [-2], [2], 200],
    ['symmetric in its arguments', [100], [300], 100],
  ])('%s', (_what, actual, forecast, expected) => {
    expect(smape(actual, forecast)).toBe(expected);
    expect(smape(forecast, actual)).toBe(expected);
  });
});

describe('mase', () => {
  it('is 1 for an error as large as the naive one in training', () => {
    expect(mase([10, 12], [9, 13], { insample: [1, 2, 1, 0] })).toBe(1);
  });
  it('scales by the change over a season', () => {
    expect(mase([10], [8], { insample: [1, 5, 2, 6, 3, 7], season: 2 })).toBe(2);
  });
  it.each([
    ['constant training data', [3, 3, 3], 1, 'mase has no scale: insample never changes over 1 step.'],
    [
      'training data that repeat each season',
      [1, 5, 1, 5],
      2,
      'mase has no scale: insample never changes over 2 steps.',
    ],
    [
      'training data as long as the season',
      [1, 2, 3],
      3,
      'mase with season=3 needs at least 4 observations, got 3.',
    ],
    ['no training data', [], 1, 'mase with season=1 needs at least 2 observations, got 0.'],
    ['a season of 0', [1, 2], 0, 'season must be an integer at least 1, got 0.'],
    ['a broken season', [1, 2], 1.5, 'season must be an integer at least 1, got 1.5.'],
    ['NaN in training', [1, Number.NaN], 1, 'insample[1] must be a finite number, got NaN.'],
  ])('refuses %s', (_what, training, season, message) => {
    expect(() => mase([1], [2], { insample: training, season })).toThrow(message);
  });
  it('refuses an option it does not know', () => {
    expect(() => mase([1], [2], { insample, seasons: 2 } as never)).toThrow('Did you mean "season"?');
    expect(() => mase([1], [2], undefined as never)).toThrow(InvalidArgumentError);
  });
});

describe('directionalAccuracy', () => {
  it.each([
    ['both up', [101], [105], 1],
    ['both down', [99], [95], 1],
    ['opposite', [101], [95], 0],
    ['a forecast of no change when the price moved', [101], [100], 0],
    ['a forecast of a move when the price stood', [100], [101], 0],
    ['a forecast of no change when the price stood', [100], [100], 1],
  ])('%s', (_what, actual, forecast, expected) => {
    expect(directionalAccuracy(actual, forecast, { previous: 100 })).toBe(expected);
  });
  it('looks from one value for each step when given as many', () => {
    expect(directionalAccuracy([2, 1], [3, 3], { previous: [1, 2] })).toBe(0.5);
  });
  it.each([
    ['as many values as steps', { previous: [1, 2, 3] }],
    ['a finite number', { previous: Number.NaN }],
    ['a value at all', {}],
    ['a known option', { previous: 1, prevous: 2 }],
  ])('asks for %s', (_what, options) => {
    expect(() => directionalAccuracy([1, 2], [2, 1], options as never)).toThrow(InvalidArgumentError);
  });
});

describe('coverage', () => {
  it('counts the ends as inside', () => {
    expect(coverage([1, 2, 3, 4], { lower: [1, 1, 1, 1], upper: [3, 3, 3, 3] })).toBe(0.75);
  });
  it('refuses an interval upside down', () => {
    expect(() => coverage([1, 1], { lower: [0, 2], upper: [2, 1] })).toThrow(
      'lower[1] must be at most upper[1], got 2.',
    );
  });
  it('refuses ends of another length', () => {
    expect(() => coverage([1], { lower: [0], upper: [2, 3] })).toThrow('upper.length must be 1');
    expect(() => coverage([1], { lower: [0, 0], upper: [2] })).toThrow('lower.length must be 1');
  });
});
