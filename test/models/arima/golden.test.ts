import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/math/index.js';
import { arimaProcess } from '../../../src/models/arima/arimaProcess.js';
import { differenced } from '../../../src/models/arima/differencing.js';
import { filterSeries } from '../../../src/models/arima/filterSeries.js';
import { psiWeights } from '../../../src/models/arima/psiWeights.js';
import { type ArimaOrder, trainArima, trainDrift, trainNaive } from '../../../src/models/index.js';
import golden from '../../golden/arima/cases.json' with { type: 'json' };
import { likelihoodAt } from './likelihoodAt.js';
import { modelAt } from './modelAt.js';

const relative = (actual: number, expected: number, scale = Math.abs(expected)) =>
  Math.abs(actual - expected) / scale;
const worst = (actual: ArrayLike<number>, expected: readonly number[], scale?: (i: number) => number) => {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((max, value, i) => Math.max(max, relative(actual[i]!, value, scale?.(i))), 0);
};
const standardDeviations = (forecast: ReturnType<ReturnType<typeof trainArima>['forecast']>) => {
  const { level, lower, upper } = forecast.intervals[0]!;
  const z = normalQuantile((1 + level) / 2);
  return upper.map((value, i) => (value - lower[i]!) / (2 * z));
};

const fixed = golden.fixed.map((case_) => {
  const ar = Float64Array.from(case_.ar);
  const ma = Float64Array.from(case_.ma);
  const constant: number | null = case_.constant === null ? null : (case_.constant as number[])[0]!;
  const values = Float64Array.from(case_.values);
  const deviations = differenced(values, { d: case_.order[1]!, seasonalD: 0, period: 1 }).map(
    (value) => value - (constant ?? 0),
  );
  return {
    ...case_,
    name: `ARIMA(${case_.order}), n=${values.length}`,
    ar,
    ma,
    parameters: {
      order: case_.order as unknown as ArimaOrder,
      ar: [...ar],
      ma: [...ma],
      ...(constant === null ? {} : { constant }),
      sigma2: case_.sigma2[0]!,
    },
    values,
    deviations,
  };
});

describe('at the fixed parameters of R arima()', () => {
  it.each(fixed)('the likelihood is equal: $name', ({ ar, ma, deviations, logLikelihood, sigma2 }) => {
    const at = likelihoodAt({ ar, ma }, { values: deviations });
    // Both are exact; what is left is rounding in R's filter and in 15 printed digits.
    expect(relative(at.logLikelihood, logLikelihood[0]!)).toBeLessThan(1e-9);
    expect(relative(at.sigma2, sigma2[0]!)).toBeLessThan(1e-9);
  });

  it.each(fixed)('residuals are equal: $name', ({ parameters, values, residuals, sigma2 }) => {
    const sigma = Math.sqrt(sigma2[0]!);
    expect(worst(filterSeries(parameters, values).residuals, residuals, () => sigma)).toBeLessThan(1e-8);
  });

  it.each(fixed)('psi weights are equal: $name', ({ parameters, psi }) => {
    expect(worst(psiWeights(arimaProcess(parameters), 12), psi, (i) => 1 + Math.abs(psi[i]!))).toBeLessThan(
      1e-12,
    );
  });

  it.each(fixed)('forecasts are equal: $name', (case_) => {
    const model = modelAt(case_.parameters, [...case_.values]);
    const forecast = model.forecast({ horizon: 12 });
    const sd = standardDeviations(forecast);
    expect(worst(forecast.mean, case_.mean, (i) => sd[i]!)).toBeLessThan(1e-6);
    const stationarySe = case_.stationarySe as number[] | null;
    if (stationarySe !== null) expect(worst(sd, stationarySe)).toBeLessThan(1e-8);
    else if (model.toJSON().steps === undefined) expect(worst(sd, case_.asymptoticSe)).toBeLessThan(1e-11);
    else expect(sd.every((value, i) => value >= case_.asymptoticSe[i]! * (1 - 1e-12))).toBe(true);
  });
});

const fits = golden.fits.map((fit) => ({
  ...fit,
  series: fit.series[0]!,
  name: `ARIMA(${fit.order}) of ${fit.series}`,
}));
const seriesOf = (name: string) => golden.series[name as keyof typeof golden.series];

describe('fitted by R arima(method = "ML")', () => {
  it.each(fits)('no likelihood is higher, and at the same maximum all is equal: $name', (fit) => {
    const order = fit.order as unknown as ArimaOrder;
    const model = trainArima(seriesOf(fit.series), { order, constant: fit.constant[0]! });
    const gain = model.logLikelihood - fit.logLikelihood[0]!;
    expect(gain).toBeGreaterThan(-1e-6);
    if (gain > 1e-5) return;
    const errors = Object.values(model.standardErrors);
    const coefficients = Object.values(model.coefficients);
    // A deficit of 1e-5 in the log-likelihood leaves an estimate within 5e-3 of its standard error.
    expect(worst(coefficients, fit.estimates, (i) => fit.se[i]!)).toBeLessThan(5e-3);
    // R takes second differences with steps of 1e-3; on the edge, where the bound differs, we give none.
    const without = Object.keys(model.standardErrors).filter((_, i) => errors[i] === null);
    expect(without.filter((name) => !name.startsWith('ma'))).toEqual([]);
    expect(
      worst(
        errors.map((error, i) => error ?? fit.se[i]!),
        fit.se,
      ),
    ).toBeLessThan(3e-3);
    expect(relative(model.sigma2, fit.sigma2[0]!)).toBeLessThan(1e-4);
    expect(relative(model.aic, fit.aic[0]!)).toBeLessThan(1e-6);
    expect(relative(model.aicc, fit.aicc[0]!)).toBeLessThan(1e-6);
    expect(relative(model.bic, fit.bic[0]!)).toBeLessThan(1e-6);
    const forecast = model.forecast({ horizon: 10 });
    expect(worst(forecast.mean, fit.mean, (i) => fit.asymptoticSe[i]!)).toBeLessThan(2e-2);
    expect(worst(standardDeviations(forecast), fit.asymptoticSe)).toBeLessThan(2e-2);
  });

  it('finds the same maximum as R in most, and a higher one in some', () => {
    const gains = fits.map((fit) => {
      const order = fit.order as unknown as ArimaOrder;
      const model = trainArima(seriesOf(fit.series), { order, constant: fit.constant[0]! });
      return model.logLikelihood - fit.logLikelihood[0]!;
    });
    expect(gains.filter((gain) => gain < 1e-5).length).toBeGreaterThan(fits.length / 2);
  });
});

describe('the benchmarks of R forecast', () => {
  it.each(golden.benchmarks)('naive and drift are equal: $series', ({ series: [name], naive, drift }) => {
    const series = seriesOf(name!);
    for (const [trainer, expected] of [
      [trainNaive, naive],
      [trainDrift, drift],
    ] as const) {
      const { mean, intervals } = trainer(series).forecast({ horizon: 8 });
      expect(worst(mean, expected.mean)).toBeLessThan(1e-12);
      // rwf() goes through the least squares of lm(), which rounds differently.
      expect(worst(intervals[1]!.lower, expected.lower, (i) => Math.abs(expected.upper[i]!))).toBeLessThan(
        1e-11,
      );
      expect(worst(intervals[1]!.upper, expected.upper)).toBeLessThan(1e-11);
    }
  });
});
