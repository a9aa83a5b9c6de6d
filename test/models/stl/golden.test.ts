import { describe, expect, it } from 'vitest';
import { createEtsModel } from '../../../src/models/ets/EtsModel.js';
import { trainDrift, trainEts, trainStl } from '../../../src/models/index.js';
import golden from '../../golden/theta/cases.json' with { type: 'json' };

const seriesOf = (name: string) => golden.series[name as keyof typeof golden.series];
const worst = (actual: ArrayLike<number>, expected: readonly number[], scale: number) => {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((max, value, i) => Math.max(max, Math.abs(actual[i]! - value) / scale), 0);
};
const form = { error: 'additive', trend: 'additive', damped: false, seasonal: 'none' } as const;

describe('seasonal adjustment, as R forecast::stlf', () => {
  it.each(golden.adjusted)('is equal with the drift method: $series', ({ series, drift }) => {
    const { values, period } = seriesOf(series);
    const { mean, intervals } = trainStl(values, { period, trainer: trainDrift }).forecast({
      horizon: 15,
      levels: [0.95],
    });
    const size = Math.max(...values);
    // The decompositions agree to rounding, magnified by their passes.
    expect(worst(mean, drift.mean, size)).toBeLessThan(1e-9);
    expect(worst(intervals[0]!.upper, drift.upper, size)).toBeLessThan(1e-9);
  });

  it.each(golden.adjusted)(
    "is equal with Holt's method at the same parameters, and fits no worse: $series",
    (case_) => {
      const { values, period } = seriesOf(case_.series);
      const { alpha, beta, initial, last, sigma2, logLikelihood, mean, upper } = case_.smooth;
      const own = trainStl(values, { period, trainer: (rest) => trainEts(rest, { model: 'holt' }) });
      const size = Math.max(...values);
      const given = trainStl(values, {
        period,
        trainer: (rest) => {
          const state = trainEts(rest, { model: 'holt' }).toJSON();
          return createEtsModel({ ...state, form, alpha, beta, initial, last, sigma2 });
        },
      });
      const forecast = given.forecast({ horizon: 15, levels: [0.95] });
      expect(worst(forecast.mean, mean, size)).toBeLessThan(1e-9);
      expect(worst(forecast.intervals[0]!.upper, upper, size)).toBeLessThan(1e-9);
      expect((own.model as ReturnType<typeof trainEts>).logLikelihood).toBeGreaterThan(logLikelihood - 1e-3);
    },
  );
});
