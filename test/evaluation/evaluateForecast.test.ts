import { describe, expect, it } from 'vitest';
import { DegenerateSeriesError, InvalidArgumentError } from '../../src/errors/index.js';
import { crps, evaluateForecast } from '../../src/evaluation/index.js';
import { trainArima } from '../../src/models/index.js';
import { createPriceSeries } from '../../src/series/index.js';

const hour = 3_600_000;
const priceSeries = (from: number, prices: number[]) =>
  createPriceSeries({ timestamps: prices.map((_, i) => (from + i) * hour), prices, stepMs: hour });
const insample = priceSeries(0, [100, 102, 101]);
const forecast = {
  timestamps: Float64Array.of(3 * hour, 4 * hour),
  mean: Float64Array.of(103, 104),
  intervals: [
    { level: 0.8, lower: Float64Array.of(102, 103), upper: Float64Array.of(104, 105) },
    { level: 0.95, lower: Float64Array.of(101, 102), upper: Float64Array.of(105, 108) },
  ],
};
const actual = priceSeries(3, [102, 107]);

describe('evaluateForecast', () => {
  it('measures a forecast by every metric and its intervals level by level', () => {
    const metrics = evaluateForecast(forecast, actual, { insample });
    expect(metrics).toMatchObject({ n: 2, mae: 2, bias: -1, mase: 2 / 1.5, directionalAccuracy: 1 });
    expect(metrics.skillScore).toBeCloseTo(1 - 2 / 3.5, 14);
    expect(metrics.intervals).toMatchObject([
      { level: 0.8, coverage: 0.5, winkler: expect.closeTo(12, 9), msis: expect.closeTo(8, 9) },
      { level: 0.95, coverage: 1, winkler: 5 },
    ]);
  });

  it('leaves out what needs training data when there are none', () => {
    const metrics = evaluateForecast([1, 2], [2, 2]);
    expect(Object.keys(metrics)).toEqual('n mae rmse bias mape smape theilU crps intervals'.split(' '));
  });

  it('says null where mape does not exist, and measures the rest', () => {
    expect(evaluateForecast([1, 1], [0, 2])).toMatchObject({ mape: null, theilU: null, mae: 1, rmse: 1 });
  });

  it('says null where the actual values give no scale, and measures the rest', () => {
    expect(evaluateForecast([1], [2])).toMatchObject({ theilU: null, crps: null, mae: 1 });
    expect(evaluateForecast([1, 1], [2, 2], { insample: [1, 2] })).toMatchObject({
      theilU: null,
      skillScore: null,
    });
    expect(evaluateForecast([2, 2], [2, 2], { insample: [1, 2] })).toMatchObject({ skillScore: 0 });
  });

  it('scores the sample paths of a forecast that has some', () => {
    const model = trainArima([100, 102, 101, 103, 102, 105, 104, 106], { order: [0, 1, 0] });
    const sampled = model.forecast({ horizon: 2, method: 'paths', paths: 50, seed: 1 });
    expect(evaluateForecast(sampled, [107, 105]).crps).toBe(crps([107, 105], { paths: sampled.paths! }));
  });

  it('is plain data that JSON keeps', () => {
    const metrics = evaluateForecast(forecast, actual, { insample });
    expect(JSON.parse(JSON.stringify(metrics))).toEqual(metrics);
  });

  it('compares bare numbers by position, whatever the timestamps', () => {
    expect(evaluateForecast(forecast, [102, 107], { insample: [100, 102, 101] })).toEqual(
      evaluateForecast(forecast, actual, { insample }),
    );
  });

  it('refuses actual prices of other times than those forecast', () => {
    expect(() => evaluateForecast(forecast, priceSeries(4, [102, 107]))).toThrow(
      "actual.timestamps[0] must be 1970-01-01T03:00:00.000Z, the time of the forecast's step 1",
    );
    expect(() => evaluateForecast(actual, priceSeries(4, [102, 107]))).toThrow(InvalidArgumentError);
  });

  it('refuses training data that reach into the forecast', () => {
    expect(() => evaluateForecast(forecast, actual, { insample: priceSeries(0, [1, 2, 3, 4]) })).toThrow(
      'insample must be data before 1970-01-01T03:00:00.000Z',
    );
  });

  it.each([
    ['another length', forecast, [102], undefined, 'forecast.length must be 1, the length of actual, got 2.'],
    ['more actual prices', forecast, priceSeries(3, [1, 2, 3]), undefined, 'forecast.length must be 3'],
    ['no actual value', [], [], undefined, 'evaluateForecast needs at least 1 observations, got 0.'],
    ['something that is no forecast', { mean: 1 }, [1], undefined, 'forecast must be a PriceSeries'],
    ['a number', 5, [1], undefined, 'forecast must be a PriceSeries'],
    ['null', null, [1], undefined, 'forecast must be a PriceSeries'],
    ['an unknown option', [1], [1], { insmple: [1] }, 'Did you mean "insample"?'],
    [
      'a season of 0, also without training data',
      [1],
      [1],
      { season: 0 },
      'season must be an integer at least 1',
    ],
    ['NaN in the actual values', [1], [Number.NaN], undefined, 'actual[0] must be a finite number'],
    ['NaN in the forecast', [Number.NaN], [1], undefined, 'forecast[0] must be a finite number'],
  ])('refuses %s', (_what, given, happened, options, message) => {
    expect(() => evaluateForecast(given as never, happened as never, options as never)).toThrow(message);
  });

  it('refuses constant training data, which set no scale', () => {
    expect(() => evaluateForecast([1], [1], { insample: [5, 5, 5] })).toThrow(DegenerateSeriesError);
  });
});
