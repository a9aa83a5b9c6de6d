import { describe, expect, it } from 'vitest';
import {
  type GarchParameters,
  realizedVariances,
  trainEwmaVolatility,
  trainGarch,
  trainHar,
} from '../../../src/models/index.js';
import { GarchLikelihood } from '../../../src/models/volatility/GarchLikelihood.js';
import { persistenceOf } from '../../../src/models/volatility/garchState.js';
import golden from '../../golden/garch/cases.json' with { type: 'json' };
import { garchAt } from './garchAt.js';

const worst = (actual: ArrayLike<number>, expected: readonly number[]) => {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((max, value, i) => Math.max(max, Math.abs(actual[i]! / value - 1)), 0);
};
const meanSquare = (returns: readonly number[], mu = 0) =>
  returns.reduce((sum, r) => sum + (r - mu) ** 2 / returns.length, 0);
const likelihoodAt = (parameters: GarchParameters, returns: readonly number[], presample?: number) => {
  const { mu = 0, omega, alpha, gamma = 0, beta, nu } = parameters;
  const theta = Float64Array.of(mu, omega, alpha, alpha + gamma, beta, nu ?? 0);
  const data = {
    returns: Float64Array.from(returns),
    isStudent: nu !== undefined,
    presampleVariance: presample,
  };
  return new GarchLikelihood(data).evaluate(theta, new Float64Array(6));
};

/** fGarch's names; alpha and gamma of aparch with delta = 2 as those of GJR. */
const parametersOf = (coefficients: Readonly<Record<string, number>>): GarchParameters => {
  const { mu, omega, alpha1, gamma1, beta1, shape } = coefficients;
  return {
    ...(mu === undefined ? {} : { mu }),
    omega: omega!,
    alpha: gamma1 === undefined ? alpha1! : alpha1! * (1 - gamma1) ** 2,
    ...(gamma1 === undefined ? {} : { gamma: 4 * alpha1! * gamma1 }),
    beta: beta1!,
    ...(shape === undefined ? {} : { nu: shape }),
  };
};
const nameOf = (i: number, { student, constant }: { student: boolean; constant: boolean }) =>
  `series ${i}, ${student ? 'Student-t' : 'normal'}, ${constant ? 'constant' : 'zero'} mean`;
const garchCases = golden.cases.flatMap(({ returns, garch }, i) =>
  garch.map((fit) => ({ ...fit, returns, name: nameOf(i, fit) })),
);
const gjrCases = golden.cases.flatMap(({ returns, gjr }, i) =>
  gjr.map((fit) => ({ ...fit, returns, name: nameOf(i, fit) })),
);
const optionsOf = ({ student, constant }: { student: boolean; constant: boolean }) =>
  ({
    input: 'returns',
    distribution: student ? 'student-t' : 'normal',
    mean: constant ? 'constant' : 'zero',
  }) as const;

describe('at the parameters of fGarch', () => {
  it.each(garchCases)('likelihood, variances and forecasts of GARCH are equal: $name', (case_) => {
    const { returns, firstVariances, lastVariances } = case_;
    const parameters = parametersOf(case_.coefficients);
    // 15 printed digits of the likelihood, a sum of hundreds of logarithms.
    expect(worst([likelihoodAt(parameters, returns)], [case_.logLikelihood])).toBeLessThan(1e-11);
    const presampleVariance = meanSquare(returns, parameters.mu);
    const model = garchAt(parameters, returns, { input: 'returns', presampleVariance });
    const variances = model.conditionalVariances(returns);
    // 15 printed digits of the parameters, whose errors a persistent recursion adds up.
    expect(worst(variances.slice(0, 3), firstVariances)).toBeLessThan(1e-12);
    expect(worst(variances.slice(-3), lastVariances)).toBeLessThan(1e-12);
    expect(worst(model.forecast({ horizon: 12 }).variance, case_.forecast)).toBeLessThan(1e-12);
  });

  it.each(gjrCases)('those of aparch with delta = 2 are, but for its very first variance: $name', (case_) => {
    const { returns, aparch } = case_;
    const parameters = parametersOf(aparch.coefficients);
    const { alpha1, beta1 } = aparch.coefficients as Record<string, number>;
    const presampleVariance =
      (meanSquare(returns, parameters.mu) * (alpha1! + beta1!)) / persistenceOf(parameters);
    expect(
      worst([likelihoodAt(parameters, returns, presampleVariance)], [aparch.logLikelihood]),
    ).toBeLessThan(1e-11);
    const model = garchAt(parameters, returns, { input: 'returns', presampleVariance });
    expect(worst(model.conditionalVariances(returns).slice(-3), aparch.lastVariances)).toBeLessThan(1e-12);
    // predict() of fGarch integrates the expected reaction numerically, for fat tails to 2e-8.
    expect(worst(model.forecast({ horizon: 12 }).variance, aparch.forecast)).toBeLessThan(1e-7);
  });
});

describe('at the parameters of a literal GJR recursion', () => {
  it.each(gjrCases)('likelihood, variances and forecasts are equal: $name', (case_) => {
    const { returns, parameters, firstVariances, lastVariances } = case_;
    expect(worst([likelihoodAt(parameters, returns)], [case_.logLikelihood])).toBeLessThan(1e-11);
    const presampleVariance = meanSquare(returns, parameters.mu);
    const model = garchAt(parameters, returns, { input: 'returns', presampleVariance });
    const variances = model.conditionalVariances(returns);
    expect(worst(variances.slice(0, 3), firstVariances)).toBeLessThan(1e-12);
    expect(worst(variances.slice(-3), lastVariances)).toBeLessThan(1e-12);
    expect(worst(model.forecast({ horizon: 12 }).variance, case_.forecast)).toBeLessThan(1e-12);
  });
});

describe('fitted', () => {
  it.each(garchCases)('no likelihood of garchFit is higher: $name', (case_) => {
    const stationary = persistenceOf(parametersOf(case_.coefficients)) <= 1;
    const model = trainGarch(case_.returns, { ...optionsOf(case_), stationary });
    expect(model.logLikelihood - case_.logLikelihood).toBeGreaterThan(-1e-6);
  });

  it.each(gjrCases)("no likelihood that R's optimiser finds for GJR is higher: $name", (case_) => {
    const stationary = persistenceOf(case_.parameters) <= 1;
    const model = trainGarch(case_.returns, { ...optionsOf(case_), model: 'gjr', stationary });
    expect(model.logLikelihood - case_.logLikelihood).toBeGreaterThan(-1e-6);
  });

  it('where garchFit finds the same maximum, estimates and both standard errors are the same', () => {
    let compared = 0;
    for (const case_ of garchCases) {
      const model = trainGarch(case_.returns, optionsOf(case_));
      const errors = Object.values(model.standardErrors);
      if (Math.abs(model.logLikelihood - case_.logLikelihood) > 1e-5 || errors.includes(null)) continue;
      compared++;
      const expected = Object.values(parametersOf(case_.coefficients));
      Object.values(model.coefficients).forEach((value, i) => {
        // A deficit of 1e-5 in the log-likelihood leaves an estimate within 5e-3 of its standard error.
        expect(Math.abs(value - expected[i]!) / errors[i]!).toBeLessThan(5e-3);
      });
      // fGarch takes second differences of values, which are 7% off where the likelihood is nearly flat; those of
      // the exact derivatives agree with ours, see GarchLikelihood.test.ts.
      expect(worst(errors as number[], case_.standardErrors as number[])).toBeLessThan(8e-2);
      const robust: number[] = case_.robustStandardErrors;
      if (robust.length === 0) continue;
      // They enter here twice.
      expect(worst(Object.values(model.robustStandardErrors) as number[], robust)).toBeLessThan(0.16);
    }
    expect(compared).toBeGreaterThan(40);
  });
});

describe('EWMA', () => {
  it.each(golden.ewma)(
    'follows the literal recursion, and its estimate is as likely: series $series',
    (case_) => {
      const { returns } = golden.cases[case_.series]!;
      const nextOf = (lambda: number) =>
        trainEwmaVolatility(returns, { input: 'returns', lambda }).forecast({ horizon: 1 }).variance[0]!;
      expect(worst([nextOf(0.94), nextOf(0.8)], [case_.next_94, case_.next_80])).toBeLessThan(1e-13);
      const { lambda } = trainEwmaVolatility(returns, { input: 'returns', lambda: 'auto' });
      expect(devianceOf(returns, lambda)).toBeLessThan(case_.deviance + 1e-9);
    },
  );

  const devianceOf = (returns: readonly number[], lambda: number) => {
    let variance = meanSquare(returns);
    return returns.reduce((sum, r) => {
      const term = Math.log(variance) + r ** 2 / variance;
      variance = lambda * variance + (1 - lambda) * r ** 2;
      return sum + term;
    }, 0);
  };
});

describe('HAR agrees with lm of R', () => {
  const fits = [
    ...golden.har.variances.map(({ series, fit }) => ({
      fit,
      lags: [fit.lags].flat(),
      train: () => trainHar(series, { lags: [fit.lags].flat(), input: 'variances' }),
      perDay: 1,
    })),
    {
      fit: golden.har.prices.fit,
      lags: golden.har.prices.fit.lags,
      train: () => trainHar(golden.har.prices.series, { period: golden.har.prices.period }),
      perDay: golden.har.prices.period,
    },
  ];

  it.each(fits)('in regression and forecasts: lags $lags, $perDay a day', ({ fit, train, perDay }) => {
    const model = train();
    expect(worst(Object.values(model.coefficients), fit.coefficients)).toBeLessThan(1e-9);
    expect(worst(Object.values(model.standardErrors), fit.standardErrors)).toBeLessThan(1e-10);
    expect(worst([model.sigma, model.rSquared], [fit.sigma, fit.rSquared])).toBeLessThan(1e-11);
    const { variance } = model.forecast({ horizon: 40 * perDay });
    const expected = fit.forecast.flatMap((day) => new Array<number>(perDay).fill(day / perDay));
    expect(worst(variance, expected)).toBeLessThan(1e-9);
  });

  it('in the days of prices', () => {
    const { series, period, realized } = golden.har.prices;
    expect(worst(realizedVariances(series, { period }), realized)).toBeLessThan(1e-10);
  });
});
