import { describe, expect, it } from 'vitest';
import {
  bias,
  coverage,
  crps,
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
  skillScore,
  smape,
  theilU,
  winkler,
} from '../../../src/evaluation/index.js';
import golden from '../../golden/evaluation/cases.json' with { type: 'json' };

// The file holds 15 digits; sums of up to 120 terms differ by a few units in the last place of a double.
const relativeTolerance = 1e-13;

function expectNear(value: number, expected: number, tolerance = relativeTolerance) {
  expect(Math.abs(value - expected), `${value} against ${expected}`).toBeLessThanOrEqual(
    tolerance * Math.abs(expected),
  );
}

describe.each(golden.cases)('$name', ({ insample, actual, forecast, lower, upper, season, expected }) => {
  const { level } = golden;
  const previous = insample.at(-1)!;
  const scale = { insample, season };
  it.each([
    ['mae', mae(actual, forecast)],
    ['rmse', rmse(actual, forecast)],
    ['mape', mape(actual, forecast)],
    ['smape', smape(actual, forecast)],
    ['mase', mase(actual, forecast, scale)],
    ['rmsse', rmsse(actual, forecast, scale)],
    ['directionalAccuracy', directionalAccuracy(actual, forecast, { previous })],
    ['coverage', coverage(actual, { lower, upper })],
    ['winkler', winkler(actual, { level, lower, upper })],
    ['msis', msis(actual, { level, lower, upper }, scale)],
    ['pinballLower', pinballLoss(actual, lower, { probability: (1 - level) / 2 })],
    ['pinballUpper', pinballLoss(actual, upper, { probability: (1 + level) / 2 })],
  ] as const)('%s equals the reference', (metric, value) => {
    expectNear(value, expected[metric]);
  });

  it('bias equals the reference', () => {
    // A mean of differences that cancel: relative to their size.
    expect(Math.abs(bias(actual, forecast) - expected.bias)).toBeLessThan(1e-13 * mae(actual, forecast));
  });

  it.runIf(expected.theilU !== null)("Theil's U equals the reference", () => {
    expectNear(theilU(actual, forecast), expected.theilU!);
  });

  it('gives the same numbers all at once', () => {
    const whole = {
      timestamps: Float64Array.from(actual, (_, i) => insample.length + i),
      mean: Float64Array.from(forecast),
      intervals: [{ level, lower: Float64Array.from(lower), upper: Float64Array.from(upper) }],
    };
    const naive = actual.map(() => previous);
    expect(evaluateForecast(whole, actual, scale)).toEqual({
      n: actual.length,
      mae: mae(actual, forecast),
      rmse: rmse(actual, forecast),
      bias: bias(actual, forecast),
      mape: mape(actual, forecast),
      smape: smape(actual, forecast),
      theilU: expected.theilU === null ? null : theilU(actual, forecast),
      crps: crps(actual, { intervals: whole.intervals, median: forecast }),
      mase: mase(actual, forecast, scale),
      rmsse: rmsse(actual, forecast, scale),
      directionalAccuracy: directionalAccuracy(actual, forecast, { previous }),
      skillScore: skillScore(mae(actual, forecast), mae(actual, naive)),
      intervals: [
        {
          level,
          coverage: coverage(actual, { lower, upper }),
          winkler: winkler(actual, { level, lower, upper }),
          pinballLower: pinballLoss(actual, lower, { probability: (1 - level) / 2 }),
          pinballUpper: pinballLoss(actual, upper, { probability: (1 + level) / 2 }),
          msis: msis(actual, { level, lower, upper }, scale),
        },
      ],
    });
  });
});

describe('crps', () => {
  it.each(golden.samples)('of sample paths equals its definition: $name', (sample) => {
    // The definition loses some digits to the difference of two expectations.
    expectNear(crps(sample.actual, { paths: sample.paths }), sample.crps, 1e-12);
  });

  const { actual, quantiles, probabilities, crps: exact, quantileScore } = golden.normal;
  const forecast = probabilities.map((probability, k) => ({
    probability,
    values: actual.map(() => quantiles[k]!),
  }));

  it('of quantiles is twice the mean quantile loss where each stands for as many probabilities', () => {
    expectNear(crps(actual, { quantiles: forecast }), quantileScore, 1e-12);
  });

  it('of many quantiles is near the closed form of the normal distribution', () => {
    // The error of the trapezoidal rule with 199 nodes.
    expectNear(crps(actual, { quantiles: forecast }), exact, 1e-4);
  });

  it('of central intervals and a median is that of their quantiles', () => {
    const column = (k: number) => forecast[k]!.values;
    const intervals = Array.from({ length: 99 }, (_, k) => ({
      level: 1 - 2 * probabilities[k]!,
      lower: column(k),
      upper: column(198 - k),
    }));
    expectNear(crps(actual, { intervals, median: column(99) }), quantileScore, 1e-12);
  });
});

describe('qlike', () => {
  const { realised, predicted, ratio, likelihood } = golden.variances;
  it('equals the reference in both forms', () => {
    expectNear(qlike(realised, predicted), ratio, 1e-12);
    expectNear(qlike(realised, predicted, { form: 'likelihood' }), likelihood);
  });
});
