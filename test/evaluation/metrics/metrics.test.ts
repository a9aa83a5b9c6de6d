import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  isCoincastError,
  NonFiniteValueError,
} from '../../../src/errors/index.js';
import {
  bias,
  coverage,
  crps,
  directionalAccuracy,
  mae,
  mape,
  mase,
  msis,
  pinballLoss,
  qlike,
  rmse,
  rmsse,
  skillScore,
  smape,
  theilU,
  winkler,
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
  bias,
  rmsse: (actual: number[], forecast: number[]) => rmsse(actual, forecast, { insample }),
  winkler: (actual: number[], forecast: number[]) =>
    winkler(actual, { level: 0.5, lower: forecast, upper: forecast }),
  msis: (actual: number[], forecast: number[]) =>
    msis(actual, { level: 0.5, lower: forecast, upper: forecast }, { insample }),
  pinballLoss: (actual: number[], forecast: number[]) => pinballLoss(actual, forecast, { probability: 0.9 }),
  'crps of paths': (actual: number[], forecast: number[]) => crps(actual, { paths: [forecast, forecast] }),
  'crps of quantiles': (actual: number[], forecast: number[]) =>
    crps(actual, { quantiles: [{ probability: 0.5, values: forecast }] }),
  'crps of intervals': (actual: number[], forecast: number[]) =>
    crps(actual, { intervals: [{ level: 0.5, lower: forecast, upper: forecast }] }),
  theilU,
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
        expect(isCoincastError(error), String(error)).toBe(true);
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

describe('bias', () => {
  it('is positive where forecasts are too high', () => expect(bias([1, 2], [3, 3])).toBe(1.5));
});

describe('rmsse and msis', () => {
  const interval = { level: 0.5, lower: [8, 8], upper: [12, 12] };
  it('are scaled by what a naive forecast lost in training', () => {
    expect(rmsse([10, 12], [9, 13], { insample: [1, 2, 1, 0] })).toBe(1);
    expect(msis([10, 11], interval, { insample: [1, 3, 1, 3] })).toBe(2);
    expect(msis([10, 11], interval, { insample: [1, 5, 2, 6], season: 2 })).toBe(4);
  });
  it.each([
    ['rmsse', () => rmsse([1], [2], { insample: [3, 3] }), 'rmsse has no scale: insample never changes'],
    ['msis', () => msis([1, 1], interval, { insample: [3, 3] }), 'msis has no scale'],
    ['rmsse', () => rmsse([1], [2], { insample: [3, 4], season: 2 }), 'rmsse with season=2 needs at least 3'],
    ['msis', () => msis([1, 1], interval, { insample: [1, 2], season: 0 }), 'season must be an integer'],
    ['msis', () => msis([1, 1], interval, { insample, sesn: 2 } as never), 'Did you mean "season"?'],
  ])('%s refuses a scale that does not exist', (_name, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('theilU', () => {
  it('is 1 for the forecast of the value before', () => {
    expect(theilU([100, 110, 99, 104], [0, 100, 110, 99])).toBe(1);
  });
  it('does not count the first step, which has no value before it', () => {
    expect(theilU([2, 3], [7, 3])).toBe(0);
  });
  it('takes an actual value of 0 at the end, and refuses one elsewhere', () => {
    expect(theilU([1, 0], [1, 1])).toBe(1);
    expect(() => theilU([0, 1], [1, 1])).toThrow(
      'actual[0] must be a number other than 0 for theilU (mase and rmsse take zeros), got 0.',
    );
  });
  it('refuses actual values that never change, and a single one', () => {
    expect(() => theilU([3, 3], [1, 2])).toThrow(DegenerateSeriesError);
    expect(() => theilU([3], [1])).toThrow('theilU needs at least 2 observations, got 1.');
  });
});

describe('pinballLoss', () => {
  it.each([
    ['below the quantile', [1], [3], 0.9, 0.2],
    ['above it', [3], [1], 0.9, 1.8],
    ['at it', [3], [3], 0.9, 0],
  ])('weighs a value %s', (_what, actual, forecast, probability, expected) => {
    expect(pinballLoss(actual, forecast, { probability })).toBeCloseTo(expected, 14);
  });
  it.each([0, 1, -0.1, Number.NaN, undefined])('refuses the probability %s', (probability) => {
    expect(() => pinballLoss([1], [1], { probability } as never)).toThrow(
      'probability must be a number above 0',
    );
  });
});

describe('winkler', () => {
  const interval = { level: 0.8, lower: [10, 10, 10], upper: [14, 14, 14] };
  it('is the width plus 2 / (1 - level) times the distance of what lies outside', () => {
    expect(winkler([10, 14, 12], interval)).toBe(4);
    expect(winkler([9, 15, 12], interval)).toBeCloseTo(4 + 20 / 3, 12);
  });
  it('refuses a level out of bounds and keys it does not know', () => {
    expect(() => winkler([1, 1, 1], { ...interval, level: 1 })).toThrow(
      'level must be a number above 0 and below 1',
    );
    expect(() => winkler([1, 1, 1], { ...interval, uper: [] } as never)).toThrow('Did you mean "upper"?');
    expect(() => winkler([1, 1, 1], { ...interval, lower: [1, 15, 1] })).toThrow(
      'lower[1] must be at most upper[1]',
    );
  });
});

describe('crps', () => {
  it('of a distribution that is a point is the absolute error', () => {
    expect(crps([5], { paths: [[3], [3], [3]] })).toBe(2);
    expect(
      crps([5], { quantiles: [0.1, 0.5, 0.9].map((probability) => ({ probability, values: [3] })) }),
    ).toBe(2);
    expect(crps([5], { intervals: [{ level: 0.8, lower: [3], upper: [3] }] })).toBeCloseTo(2, 14);
  });
  it('does not depend on the order of paths or quantiles', () => {
    expect(crps([1], { paths: [[0], [4], [2]] })).toBe(crps([1], { paths: [[4], [2], [0]] }));
    const quantile = (probability: number, value: number) => ({ probability, values: [value] });
    expect(crps([1], { quantiles: [quantile(0.9, 3), quantile(0.2, 0)] })).toBe(
      crps([1], { quantiles: [quantile(0.2, 0), quantile(0.9, 3)] }),
    );
  });
  it.each([
    ['no way at all', {}, 'distribution must be an object with one of paths, quantiles and intervals'],
    ['two ways', { paths: [[1]], quantiles: [] }, 'distribution must be an object with one of'],
    ['a median without intervals', { paths: [[1]], median: [1] }, 'with or without median'],
    ['no path', { paths: [] }, 'paths must be an array of at least one'],
    ['no quantile', { quantiles: [] }, 'quantiles must be an array of at least one'],
    ['no interval', { intervals: [] }, 'intervals must be an array of at least one'],
    ['a path of another length', { paths: [[1, 2]] }, 'paths[0].length must be 1'],
    ['NaN in a path', { paths: [[Number.NaN]] }, 'paths[0][0] must be a finite number'],
    ['a probability of 1', { quantiles: [{ probability: 1, values: [1] }] }, 'quantiles[0].probability'],
    [
      'a probability given twice',
      { quantiles: [0.5, 0.5].map((probability) => ({ probability, values: [1] })) },
      'probability must be given once, got 0.5.',
    ],
    [
      'an interval upside down',
      { intervals: [{ level: 0.5, lower: [2], upper: [1] }] },
      'lower[0] must be at most',
    ],
    ['an unknown key', { path: [[1]] }, 'Did you mean "paths"?'],
  ])('refuses %s', (_what, distribution, message) => {
    expect(() => crps([1], distribution as never)).toThrow(message);
  });
});

describe('skillScore', () => {
  it.each([
    [1, 2, 0.5],
    [2, 1, -1],
    [0, 3, 1],
    [0, 0, 0],
    [5, 5, 0],
  ])('of %d against %d is %d', (loss, reference, expected) => {
    expect(skillScore(loss, reference)).toBe(expected);
  });
  it('refuses a perfect reference that is not met, and what is no loss', () => {
    expect(() => skillScore(1, 0)).toThrow('reference must be a loss the other can be divided by, got 0.');
    expect(() => skillScore(1, 5e-324)).toThrow(InvalidArgumentError);
    expect(() => skillScore(-1, 1)).toThrow('loss must be a number at least 0, got -1.');
    expect(() => skillScore(1, Number.NaN)).toThrow(InvalidArgumentError);
  });
});

describe('qlike', () => {
  it('is 0 for a perfect forecast and punishes one that is too low more', () => {
    expect(qlike([2, 3], [2, 3])).toBe(0);
    expect(qlike([1], [0.5])).toBeGreaterThan(qlike([1], [2]));
  });
  it('is finite at the ends of a double', () => {
    expect(qlike([1e-300], [1e300])).toBeCloseTo(600 * Math.LN10 - 1, 9);
  });
  it.each([
    ['a forecast of 0', [1], [0], undefined, 'forecast[0] must be a variance above 0, got 0.'],
    ['a realised variance of 0', [0], [1], undefined, 'form "likelihood" takes 0'],
    ['a negative realised variance', [-1], [1], 'likelihood', 'actual[0] must be a variance, at least 0'],
    ['another form', [1], [1], 'log', 'form must be one of "ratio", "likelihood"'],
  ])('refuses %s', (_what, realised, forecast, form, message) => {
    expect(() => qlike(realised, forecast, { form } as never)).toThrow(message);
  });
  it('takes a realised variance of 0 as a likelihood', () => {
    expect(qlike([0], [1], { form: 'likelihood' })).toBe(0);
  });
});
