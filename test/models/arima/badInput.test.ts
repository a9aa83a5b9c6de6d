import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../../src/errors/index.js';
import { createRandomStream } from '../../../src/math/index.js';
import {
  type ArimaModel,
  restoreArima,
  type TrainArimaOptions,
  trainArima,
} from '../../../src/models/index.js';

const { normal } = createRandomStream(11);
const noise = Array.from({ length: 100 }, () => normal());
let level = 100;
const walk = noise.map((value) => (level += value));
const counted = (length: number, value: (t: number) => number) => Array.from({ length }, (_, t) => value(t));
const gap = Number.NaN;

/** Every number a model gives, of its forecasts and of its search. */
function numbersOf(model: ArimaModel, options: TrainArimaOptions): number[] {
  const regressors = Object.keys(options.regressors ?? {});
  const forecast = restoreArima(JSON.parse(JSON.stringify(model))).forecast({
    horizon: 4,
    ...(regressors.length === 0
      ? {}
      : { regressors: Object.fromEntries(regressors.map((name, i) => [name, [i, 2, 3, 4]])) }),
  });
  return [
    ...forecast.mean,
    ...forecast.intervals.flatMap(({ lower, upper }) => [...lower, ...upper]),
    ...model.residuals(),
    ...model.fitted(),
    ...Object.values(model.coefficients),
    ...Object.values(model.standardErrors).map((error) => error ?? 0),
    ...[model.sigma2, model.logLikelihood, model.aic, model.aicc, model.bic],
    ...(model.search?.tried ?? []).flatMap(({ aicc, bic, logLikelihood, holdoutError = 0 }) => [
      aicc,
      bic,
      logLikelihood,
      holdoutError,
    ]),
  ];
}

/** The name of the error, or `model` for a model of finite numbers only. */
function outcomeOf(values: readonly number[], options: TrainArimaOptions): string {
  try {
    const model = trainArima(values, options);
    expect(numbersOf(model, options).filter((value) => !Number.isFinite(value))).toEqual([]);
    return 'model';
  } catch (error) {
    if (error instanceof CoincastError) return error.name;
    throw error;
  }
}

const ar1 = { order: [1, 0, 0] } as const;
const few = { search: { maxP: 2, maxQ: 2 } } as const;
const short = [1, 3, 2, 5, 4, 6, 9, 7, 8, 4, 6, 5];

describe('bad input', () => {
  it.each<[string, readonly number[], TrainArimaOptions, string]>([
    ['a constant', new Array<number>(50).fill(3), ar1, 'DegenerateSeriesError'],
    ['a constant, order chosen', new Array<number>(50).fill(3), few, 'DegenerateSeriesError'],
    ['nothing', [], ar1, 'InsufficientDataError'],
    ['three points', [1, 3, 2], ar1, 'InsufficientDataError'],
    ['three points, order chosen', [1, 3, 2], few, 'InsufficientDataError'],
    ['eight points, order chosen', short.slice(0, 8), {}, 'model'],
    ['nine points, order chosen', short.slice(0, 9), {}, 'model'],
    ['twelve points, order chosen', short, {}, 'model'],
    ['twelve points with a season', short, { seasonal: { period: 4 } }, 'model'],
    ['nothing at the start', [gap, ...noise], ar1, 'NonFiniteValueError'],
    ['nothing at the end', [...noise, gap], few, 'NonFiniteValueError'],
    ['an infinite value', [...noise, Infinity, 1], ar1, 'NonFiniteValueError'],
    ['an infinite value, order chosen', [-Infinity, ...noise], few, 'NonFiniteValueError'],
    ['all missing but two', [1, ...new Array<number>(30).fill(gap), 2], few, 'InsufficientDataError'],
    [
      'all missing but two, order given',
      [1, ...new Array<number>(30).fill(gap), 2],
      ar1,
      'InsufficientDataError',
    ],
    [
      'every other value missing',
      noise.map((value, t) => (t % 2 === 1 ? gap : value)).slice(0, 99),
      few,
      'model',
    ],
    ['more terms than values', noise.slice(0, 20), { order: [12, 0, 12] }, 'InsufficientDataError'],
    [
      'more seasons than values',
      noise,
      { order: [0, 1, 1], seasonal: { order: [0, 1, 1], period: 60 } },
      'InsufficientDataError',
    ],
    ['a period longer than the series, order chosen', noise, { seasonal: { period: 300 }, ...few }, 'model'],
    [
      'a period of half the series, order chosen',
      noise.slice(0, 40),
      { seasonal: { period: 20 }, ...few },
      'model',
    ],
    ['a line, order chosen', counted(60, (t) => 100 + 2 * t), few, 'DegenerateSeriesError'],
    ['a line of decimals, order chosen', counted(60, (t) => 100 + 0.1 * t), few, 'DegenerateSeriesError'],
    [
      'a line with gaps, order chosen',
      counted(40, (t) => (t % 7 === 3 ? gap : 2 * t)),
      few,
      'DegenerateSeriesError',
    ],
    ['powers of two, order chosen', counted(60, (t) => 2 ** t), few, 'model'],
    ['powers of two by an autoregression', counted(60, (t) => 2 ** t), ar1, 'model'],
    [
      'logarithms of powers of two',
      counted(60, (t) => 2 ** t),
      { order: [0, 1, 0], constant: true, transform: 'log' },
      'DegenerateSeriesError',
    ],
    ['alternating values, order chosen', counted(60, (t) => t % 2), few, 'model'],
    ['one value that differs', [...new Array<number>(40).fill(1), 2], few, 'model'],
    [
      'one value that differs, held out',
      [...new Array<number>(40).fill(1), 2],
      { search: { ...few.search, criterion: 'holdout' } },
      'model',
    ],
    ['a giant outlier', noise.map((value, t) => (t === 50 ? 1e9 : value)), few, 'model'],
    ['prices of 1e-9', walk.map((value) => value * 1e-11), few, 'model'],
    ['prices of 1e9', walk.map((value) => value * 1e7), few, 'model'],
    ['values of 1e-140', walk.map((value) => value * 1e-141), few, 'model'],
    ['values of 1e140', walk.map((value) => value * 1e137), few, 'model'],
    ['values beyond 1e140', walk.map((value) => value * 1e140), few, 'InvalidArgumentError'],
    ['an autoregression of a random walk', walk, ar1, 'model'],
    ['an autoregression of a random walk far from zero', walk.map((value) => value + 1e9), ar1, 'model'],
    ['negative values to be logarithms', noise, { ...ar1, transform: 'log' }, 'NonFiniteValueError'],
    [
      'negative values to be transformed',
      noise,
      { ...ar1, transform: { boxCox: 'auto' } },
      'NonFiniteValueError',
    ],
    [
      'regressors that depend on each other',
      noise,
      { ...ar1, regressors: { x: walk, y: walk.map((value) => 2 - value) } },
      'InvalidArgumentError',
    ],
    [
      'a regressor that is constant',
      noise,
      { ...ar1, regressors: { x: noise.map(() => 5) } },
      'InvalidArgumentError',
    ],
    [
      'a regressor that is constant once differenced',
      walk,
      { order: [0, 1, 1], constant: true, regressors: { x: walk.map((_, t) => t) } },
      'InvalidArgumentError',
    ],
    [
      'a regressor that is nothing once differenced',
      walk,
      { order: [0, 1, 1], regressors: { x: noise.map(() => 5) } },
      'InvalidArgumentError',
    ],
    [
      'a regressor that is the series',
      noise,
      { order: [0, 0, 0], regressors: { x: noise } },
      'DegenerateSeriesError',
    ],
    ['a regressor too short', noise, { ...ar1, regressors: { x: [1, 2, 3] } }, 'InvalidArgumentError'],
    [
      'a regressor with a gap',
      noise,
      { ...ar1, regressors: { x: [gap, ...walk.slice(1)] } },
      'NonFiniteValueError',
    ],
    [
      'a regressor that is text',
      noise,
      { ...ar1, regressors: { x: 'volume' as never } },
      'InvalidArgumentError',
    ],
    [
      'more regressors than values',
      noise.slice(0, 10),
      {
        order: [0, 0, 0],
        regressors: Object.fromEntries(counted(12, (i) => i).map((i) => [`x${i}`, noise.slice(i, i + 10)])),
      },
      'InsufficientDataError',
    ],
    [
      'an autoregression fixed outside the region',
      noise,
      { ...ar1, fixed: { ar1: 1.5 } },
      'ConvergenceError',
    ],
    ['an autoregression fixed on the circle', noise, { ...ar1, fixed: { ar1: 1 } }, 'ConvergenceError'],
    ['a moving average fixed outside', noise, { order: [1, 0, 1], fixed: { ma1: 3 } }, 'ConvergenceError'],
    ['a moving average fixed on the circle', noise, { order: [0, 0, 1], fixed: { ma1: -1 } }, 'model'],
    [
      'coefficients that leave no room for the others',
      noise,
      { order: [2, 0, 0], fixed: { ar2: -1 } },
      'ConvergenceError',
    ],
    ['all coefficients fixed', noise, { order: [2, 0, 0], fixed: { ar1: 1.2, ar2: -0.5, mean: 0 } }, 'model'],
    ['a fixed mean beyond all reason', noise, { ...ar1, fixed: { mean: 1e300 } }, 'DegenerateSeriesError'],
    [
      'impossible coefficients by css',
      noise,
      { order: [1, 0, 1], fixed: { ar1: 1.5 }, method: 'css' },
      'ConvergenceError',
    ],
    ['gaps by css', [1, gap, ...noise], { ...ar1, method: 'css' }, 'InvalidArgumentError'],
    ['a sine, order chosen', counted(120, (t) => Math.sin(t / 5)), few, 'model'],
    [
      'a sine with a season to be found',
      counted(60, (t) => Math.sin((2 * Math.PI * t) / 6)),
      { seasonal: 'auto', ...few },
      'DegenerateSeriesError',
    ],
  ])('gives what is expected: %s', (_, values, options, expected) => {
    expect(outcomeOf(values, options)).toBe(expected);
  });

  it.each<[string, readonly number[]]>([
    ['a line', counted(40, (t) => 3 * t)],
    ['alternating values', counted(40, (t) => t % 2)],
    ['a sine', counted(60, (t) => Math.sin(t))],
    ['powers of two', counted(40, (t) => 2 ** t)],
    ['a spike', counted(40, (t) => Number(t === 20))],
    ['a step', counted(40, (t) => Number(t < 20))],
    ['a season', counted(40, (t) => [1, 5, 2, 8][t % 4]!)],
    ['a season on a line', counted(40, (t) => [1, 5, 2, 8][t % 4]! + t)],
    ['ripples of rounding', counted(40, (t) => 1e5 + 1e-11 * ((t * 7919) % 13))],
    ['a gap of six tenths', counted(36, (t) => (t > 7 && t < 29 ? gap : noise[t]!))],
    ['twelve points', short],
  ])('gives a model of finite numbers or a typed error for any options: %s', (_, values) => {
    for (const options of [
      few,
      { ...few, constant: true },
      { search: { ...few.search, criterion: 'holdout' } },
      { search: { ...few.search, parsimony: false }, seasonal: { period: 4 } },
      { order: [1, 0, 1], seasonal: { order: [1, 0, 1], period: 4 } },
      { order: [0, 1, 1], seasonal: { order: [0, 1, 1], period: 4 } },
      { order: [2, 1, 2], effort: 'fast' },
      { order: [2, 0, 1], method: 'css' },
      { order: [1, 0, 1], method: 'css-ml', fixed: { ma1: 0.3 } },
      { order: [1, 1, 1], constant: true, fixed: { drift: 0 } },
      { order: [1, 0, 0], regressors: { x: counted(values.length, (t) => Math.cos(t * t)) } },
    ] satisfies TrainArimaOptions[]) {
      expect(outcomeOf(values, options as TrainArimaOptions)).toMatch(/^model$|Error$/);
    }
  });

  it('needs regressors of the right names and lengths for a forecast', () => {
    const model = trainArima(noise, { ...ar1, regressors: { volume: walk } });
    const forecast = (regressors?: Record<string, number[]>) => () =>
      model.forecast({ horizon: 2, ...(regressors === undefined ? {} : { regressors }) });
    expect(forecast()).toThrow(/Missing: volume/);
    expect(forecast({ volume: [1] })).toThrow(/volume\.length/);
    expect(forecast({ volume: [1, gap] })).toThrow(/volume/);
    expect(forecast({ volume: [1, 2], volum: [1, 2] })).toThrow(/"volume"/);
  });
});
