import { describe, expect, it } from 'vitest';
import {
  coverage,
  directionalAccuracy,
  evaluateForecast,
  mae,
  mape,
  mase,
  rmse,
  smape,
} from '../../../src/evaluation/index.js';
import golden from '../../golden/evaluation/cases.json' with { type: 'json' };

// The file holds 15 digits; sums of up to 120 terms differ by a few units in the last place of a double.
const relativeTolerance = 1e-13;

describe.each(golden.cases)('$name', ({ insample, actual, forecast, lower, upper, season, expected }) => {
  const previous = insample.at(-1)!;
  it.each([
    ['mae', mae(actual, forecast)],
    ['rmse', rmse(actual, forecast)],
    ['mape', mape(actual, forecast)],
    ['smape', smape(actual, forecast)],
    ['mase', mase(actual, forecast, { insample, season })],
    ['directionalAccuracy', directionalAccuracy(actual, forecast, { previous })],
    ['coverage', coverage(actual, { lower, upper })],
  ] as const)('%s equals the reference', (metric, value) => {
    expect(Math.abs(value - expected[metric])).toBeLessThanOrEqual(relativeTolerance * expected[metric]);
  });

  it('gives the same numbers all at once', () => {
    expect(evaluateForecast(forecast, actual, { insample, season })).toEqual({
      n: actual.length,
      mae: mae(actual, forecast),
      rmse: rmse(actual, forecast),
      mape: mape(actual, forecast),
      smape: smape(actual, forecast),
      mase: mase(actual, forecast, { insample, season }),
      directionalAccuracy: directionalAccuracy(actual, forecast, { previous }),
      intervals: [],
    });
  });
});
