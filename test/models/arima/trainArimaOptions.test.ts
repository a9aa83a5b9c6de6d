import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../src/errors/index.js';
import {
  hasConstant,
  isToBeChosen,
  resolveArimaOptions,
  type TrainArimaOptions,
} from '../../../src/models/arima/TrainArimaOptions.js';
import { trainArima } from '../../../src/models/index.js';
import { samplePrices } from '../../contracts/modelContract.js';

describe('the options of trainArima', () => {
  it('have defaults', () => {
    const resolved = resolveArimaOptions({});
    expect(resolved).toEqual({
      order: undefined,
      seasonal: undefined,
      constant: undefined,
      regressors: {},
      transform: undefined,
      fixed: {},
      method: 'ml',
      effort: 'thorough',
      search: {
        maxP: 5,
        maxQ: 5,
        maxD: 2,
        maxSeasonalP: 2,
        maxSeasonalQ: 2,
        maxSeasonalD: 1,
        criterion: 'aicc',
        holdout: undefined,
        leastRoot: 1.001,
        leastRootDistance: 0.01,
        parsimony: true,
        budgetMs: Number.POSITIVE_INFINITY,
      },
      onProgress: undefined,
    });
    expect(isToBeChosen(resolved)).toBe(true);
  });

  it.each<[string, TrainArimaOptions, object]>([
    [
      'a season without terms is none',
      { order: [1, 0, 0], seasonal: { order: [0, 0, 0], period: 7 } },
      { seasonal: undefined },
    ],
    ['false is no season', { order: [1, 0, 0], seasonal: false }, { seasonal: undefined }],
    ['lambda 1 is no transformation', { transform: { boxCox: 1 } }, { transform: undefined }],
    ['lambda 0 is the logarithm', { transform: 'log' }, { transform: { lambda: 0 } }],
    [
      'undefined is left out',
      { order: undefined, search: undefined, onProgress: undefined },
      { order: undefined },
    ],
    ['a method may be named where an order is chosen', { method: 'ml' }, { method: 'ml' }],
  ])('mean what they say: %s', (_, options, expected) => {
    expect(resolveArimaOptions(options)).toMatchObject(expected);
  });

  it('leave an order to be chosen where any part of it is open', () => {
    const isOpen = (options: TrainArimaOptions) => isToBeChosen(resolveArimaOptions(options));
    expect(isOpen({ order: [1, 0, 0] })).toBe(false);
    expect(isOpen({ order: [1, 0, 0], seasonal: { order: [1, 0, 0], period: 4 } })).toBe(false);
    expect(isOpen({ order: [1, 0, 0], seasonal: { period: 4 } })).toBe(true);
    expect(isOpen({ order: [1, 0, 0], seasonal: 'auto' })).toBe(true);
    expect(isOpen({ order: 'auto', seasonal: { order: [1, 0, 0], period: 4 } })).toBe(true);
  });

  const given = { order: [1, 0, 0] };
  it.each<[string, object, RegExp]>([
    ['an order of two', { order: [1, 0] }, /order/],
    ['a season that is a number', { seasonal: 12 }, /seasonal.*\{ period, order \}/],
    ['a season that is true', { seasonal: true }, /seasonal/],
    ['no season', { seasonal: null }, /seasonal/],
    ['a season without a period', { seasonal: {} }, /seasonal\.period/],
    ['a period of 1', { seasonal: { period: 1 } }, /seasonal\.period.*2/],
    ['half a period', { seasonal: { period: 2.5 } }, /seasonal\.period/],
    ['a period beyond 1000', { seasonal: { period: 1001 } }, /seasonal\.period/],
    ['eleven seasonal terms', { seasonal: { period: 4, order: [11, 0, 0] } }, /seasonal\.order\[0\]/],
    ['an unknown key of a season', { seasonal: { periodd: 12, period: 12 } }, /"period"/],
    ['a constant in words', { constant: 'yes' }, /constant/],
    ['an unknown transformation', { transform: 'sqrt' }, /transform/],
    ['a lambda beyond 2', { transform: { boxCox: 3 } }, /transform\.boxCox/],
    ['a transformation without a lambda', { transform: {} }, /transform\.boxCox/],
    ['an unknown key of a transformation', { transform: { boxcox: 0 } }, /"boxCox"/],
    ['regressors in an array', { regressors: [[1, 2]] }, /regressors/],
    ['no regressors', { regressors: null }, /regressors/],
    ['a regressor without a name', { regressors: { '': [1] } }, /regressors/],
    ['a regressor called ar1', { regressors: { ar1: [1] } }, /Rename/],
    ['a regressor called sma12', { regressors: { sma12: [1] } }, /Rename/],
    ['a regressor called drift', { regressors: { drift: [1] } }, /Rename/],
    ['an unknown method', { method: 'cssml', ...given }, /"css-ml"/],
    ['an unknown effort', { effort: 'thorogh', ...given }, /"thorough"/],
    ['an unknown option', { seasonl: false }, /"seasonal"/],
    ['fixed coefficients with an order to be chosen', { fixed: { ar1: 0 } }, /name the whole order/],
    ['a method with an order to be chosen', { method: 'css' }, /name the whole order/],
    ['an effort with an order to be chosen', { effort: 'fast', seasonal: { period: 12 } }, /name the whole/],
    ['a search with an order given', { ...given, search: {} }, /search.*left out/],
    ['progress with an order given', { ...given, onProgress: () => {} }, /onProgress.*left out/],
    ['progress to no function', { onProgress: 'log' }, /onProgress.*function/],
    ['a constant with two differences', { order: [1, 2, 0], constant: true }, /two differences/],
    [
      'a constant with one difference of either kind',
      { order: [0, 1, 0], seasonal: { order: [0, 1, 0], period: 4 }, constant: true },
      /two differences/,
    ],
    [
      'a constant with two differences and a season to be chosen',
      { order: [1, 2, 0], seasonal: { period: 4 }, constant: true },
      /two differences/,
    ],
    [
      'a constant with two seasonal differences and an order to be chosen',
      { seasonal: { order: [0, 2, 0], period: 4 }, constant: true },
      /two differences/,
    ],
    ['a fixed coefficient the model has not', { ...given, fixed: { ar2: 0.5 } }, /"ar1"/],
    ['a fixed drift for a mean', { ...given, fixed: { drift: 0.5 } }, /fixed/],
    ['fixed coefficients that are no numbers', { ...given, fixed: { ar1: '0.5' } }, /fixed\.ar1/],
    ['fixed coefficients that are infinite', { ...given, fixed: { ar1: Infinity } }, /fixed\.ar1/],
    ['no fixed coefficients', { ...given, fixed: null }, /fixed/],
    ['fixed coefficients in an array', { ...given, fixed: [0.5] }, /fixed/],
    ['no search', { search: null }, /search/],
    ['an unknown key of the search', { search: { maxp: 3 } }, /"maxP"/],
    ['a negative limit', { search: { maxP: -1 } }, /search\.maxP/],
    ['a limit beyond 20', { search: { maxQ: 21 } }, /search\.maxQ/],
    ['three differences', { search: { maxD: 3 } }, /search\.maxD/],
    ['two seasonal differences', { search: { maxSeasonalD: 2 } }, /search\.maxSeasonalD/],
    ['six seasonal terms', { search: { maxSeasonalP: 6 } }, /search\.maxSeasonalP/],
    ['an unknown criterion', { search: { criterion: 'aic' } }, /search\.criterion.*"aicc"/],
    ['nothing held out', { search: { criterion: 'holdout', holdout: 0 } }, /search\.holdout/],
    ['values held out for nothing', { search: { holdout: 5 } }, /search\.holdout.*criterion/],
    ['roots inside the unit circle', { search: { leastRoot: 0.9 } }, /search\.leastRoot/],
    ['a root distance beyond 1', { search: { leastRootDistance: 2 } }, /search\.leastRootDistance/],
    ['parsimony in words', { search: { parsimony: 'no' } }, /search\.parsimony/],
    ['a negative budget', { search: { budgetMs: -1 } }, /search\.budgetMs/],
    ['a budget of two days', { search: { budgetMs: 2e8 } }, /search\.budgetMs/],
  ])('are refused: %s', (_, options, message) => {
    const train = () => trainArima(samplePrices, options as TrainArimaOptions);
    expect(train).toThrow(InvalidArgumentError);
    expect(train).toThrow(message);
  });

  it('are refused where more values are held out than can be missed', () => {
    const train = (holdout: number) =>
      trainArima(samplePrices.slice(0, 30), {
        search: { criterion: 'holdout', holdout, maxP: 1, maxQ: 0, maxD: 1 },
      });
    expect(() => train(23)).toThrow(/search\.holdout.*at most 22 of 30/);
    expect(train(22).search?.criterion).toBe('holdout');
  });

  it('say whether there is a constant', () => {
    expect(hasConstant(undefined, [1, 0, 0], undefined)).toBe(true);
    expect(hasConstant(undefined, [1, 1, 0], undefined)).toBe(false);
    expect(hasConstant(true, [1, 1, 0], undefined)).toBe(true);
    expect(hasConstant(undefined, [1, 0, 0], { order: [0, 1, 0], period: 4 })).toBe(false);
    expect(hasConstant(false, [1, 2, 0], undefined)).toBe(false);
  });
});
