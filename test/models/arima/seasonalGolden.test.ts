import { describe, expect, it } from 'vitest';
import { choleskyInverse, multiplyPolynomials } from '../../../src/math/index.js';
import { arimaProcess } from '../../../src/models/arima/arimaProcess.js';
import { filterSeries } from '../../../src/models/arima/filterSeries.js';
import { psiWeights } from '../../../src/models/arima/psiWeights.js';
import golden from '../../golden/arima-seasonal/cases.json' with { type: 'json' };
import statsmodels from '../../golden/arima-statsmodels/cases.json' with { type: 'json' };
import { evaluateAt, likelihoodAt, type SeasonalCoefficients } from './likelihoodAt.js';

interface FixedCase extends Required<SeasonalCoefficients> {
  readonly values: readonly (number | null)[];
  /** Continued over the horizon of the forecasts. */
  readonly regressors: readonly (readonly number[])[];
  readonly beta: readonly number[];
  readonly betaIsGiven: boolean;
  readonly logLikelihood: number;
  readonly sigma2: number;
  readonly mean: readonly number[];
  readonly se: readonly number[];
  readonly psi: readonly number[];
  readonly residuals: readonly (number | null)[] | null;
}
type LevelsCase = Omit<FixedCase, 'regressors' | 'beta' | 'mean' | 'se' | 'psi'> & { d: number; D: number };

const orderOf = ({ ar, ma, sar, sma, period }: Required<SeasonalCoefficients>) =>
  `(${ar.length},${ma.length})(${sar.length},${sma.length})[${period}]`;
const fixed = (golden.fixed as unknown as FixedCase[]).map((case_, index) => {
  const gaps = case_.values.filter((value) => value === null).length;
  const beta = `${case_.beta.length} regressors${case_.betaIsGiven ? '' : ' concentrated out'}`;
  return { ...case_, name: `${index}: ${orderOf(case_)}, n ${case_.values.length}, ${gaps} gaps, ${beta}` };
});
const relative = (actual: number, expected: number, scale = Math.abs(expected)) =>
  Math.abs(actual - expected) / scale;

/** Both sides are exact: what is left is rounding in the filters of both, 1e-13 at most in all cases. */
const rounding = 1e-11;
const printedDigits = 1e-11;

function withoutRegression({ values, regressors, beta }: FixedCase) {
  return values.map((value, t) => (value === null ? null : value - regression({ regressors, beta }, t)));
}
function parametersOf({ ar, ma, sar, sma, period }: FixedCase) {
  const plain = { ar: Array.from(ar), ma: Array.from(ma), sar: Array.from(sar), sma: Array.from(sma) };
  const order = [ar.length, 0, ma.length] as const;
  return period === 1
    ? { order, ...plain }
    : { order, seasonal: { order: [sar.length, 0, sma.length] as const, period }, ...plain };
}
function regression({ regressors, beta }: Pick<FixedCase, 'regressors' | 'beta'>, t: number): number {
  return regressors.reduce((sum, column, i) => sum + beta[i]! * column[t]!, 0);
}
function atGivenParameters(case_: FixedCase) {
  if (case_.betaIsGiven) return likelihoodAt(case_, { values: withoutRegression(case_) });
  const regressors = case_.regressors.map((column) => column.slice(0, case_.values.length));
  return likelihoodAt(case_, { values: case_.values, regressors });
}

describe('at the fixed parameters of R arima()', () => {
  it('there are 60 models at least, of every kind', () => {
    expect(fixed.length).toBeGreaterThanOrEqual(60);
    expect(fixed.filter(({ values }) => values.includes(null)).length).toBeGreaterThan(15);
    expect(fixed.filter(({ beta, betaIsGiven }) => beta.length > 0 && betaIsGiven).length).toBeGreaterThan(8);
    expect(fixed.filter(({ betaIsGiven }) => !betaIsGiven).length).toBeGreaterThan(8);
  });

  it.each(fixed)('the likelihood is equal: $name', (case_) => {
    const { logLikelihood, sigma2, likelihood, missing } = atGivenParameters(case_);
    expect(relative(logLikelihood, case_.logLikelihood)).toBeLessThan(rounding);
    expect(relative(sigma2, case_.sigma2)).toBeLessThan(rounding);
    if (case_.betaIsGiven) return;
    const estimates = [...likelihood.point.beta.subarray(missing.length)];
    expect(estimates).toEqual(case_.beta.map((slope) => expect.closeTo(slope, 11)));
  });

  it.each(fixed)('values that are missing after the end are forecast: $name', (case_) => {
    const n = case_.values.length;
    const ahead = Array.from(case_.mean, () => null);
    const { likelihood, missing, sigma2 } = likelihoodAt(case_, {
      values: [...withoutRegression(case_), ...ahead],
    });
    const { beta, information } = likelihood.point;
    const covariance = choleskyInverse(information, missing.length);
    // The longest memory, of a seasonal root of 0.999, is the least certain: 1e-9 of a standard error.
    missing.forEach((t, i) => {
      if (t < n) return;
      const se = Math.sqrt(sigma2 * covariance[i * (missing.length + 1)]!);
      expect(relative(regression(case_, t) - beta[i]!, case_.mean[t - n]!, se)).toBeLessThan(1e-9);
      expect(relative(se, case_.se[t - n]!)).toBeLessThan(1e-9);
    });
  });

  it.each(fixed)('psi weights are equal: $name', (case_) => {
    const weights = psiWeights(arimaProcess(parametersOf(case_)), case_.psi.length);
    case_.psi.forEach((psi, i) => {
      expect(relative(weights[i]!, psi, 1 + Math.abs(psi))).toBeLessThan(printedDigits);
    });
  });

  const filterable = fixed.filter(({ values }) => values[0] !== null && values.at(-1) !== null);

  it.each(filterable)('the filter gives the likelihood, and the residuals: $name', (case_) => {
    const deviations = Float64Array.from(withoutRegression(case_), (value) => value ?? Number.NaN);
    const { residuals, sumOfSquares, logDeterminant } = filterSeries(parametersOf(case_), deviations);
    const n = deviations.filter((value) => !Number.isNaN(value)).length;
    const deviance = n * (1 + Math.log((2 * Math.PI * sumOfSquares) / n)) + logDeterminant;
    expect(relative(-deviance / 2, case_.logLikelihood)).toBeLessThan(rounding);
    const sigma = Math.sqrt(case_.sigma2);
    case_.residuals?.forEach((residual, t) => {
      // Printed with 8 digits.
      expect(relative(residuals[t]!, residual ?? 0, sigma + Math.abs(residual ?? 0))).toBeLessThan(6e-8);
    });
  });
});

describe('at the same parameters in statsmodels', () => {
  const cases = statsmodels.fixed.map((case_) => ({ ...case_, name: fixed[case_.case]!.name }));

  it.each(cases)('the likelihood is equal: $name', (expected) => {
    const { logLikelihood, sigma2 } = atGivenParameters(fixed[expected.case]!);
    expect(relative(logLikelihood, expected.logLikelihood)).toBeLessThan(rounding);
    expect(relative(sigma2, expected.sigma2)).toBeLessThan(rounding);
  });

  it.each(cases)('forecasts are those of R: $name', ({ case: index, mean, se }) => {
    const { mean: expected, se: expectedSe } = fixed[index]!;
    mean.forEach((value, i) => {
      expect(relative(value, expected[i]!, expectedSe[i])).toBeLessThan(printedDigits);
      expect(relative(se[i]!, expectedSe[i]!)).toBeLessThan(printedDigits);
    });
  });
});

describe('with values missing before differencing', () => {
  const cases = (golden.levels as unknown as LevelsCase[]).map((case_) => ({
    ...case_,
    name: `${orderOf(case_)}, d ${case_.d}, D ${case_.D}`,
  }));

  it.each(cases)('the likelihood is that of R with a diffuse prior: $name', (case_) => {
    const { values, d, D, period } = case_;
    const differences = differencingPolynomial(d, D, period);
    const difference = (x: readonly number[]) =>
      Float64Array.from({ length: x.length - differences.length + 1 }, (_, t) =>
        differences.reduce((sum, c, i) => sum + c * x[t + differences.length - 1 - i]!, 0),
      );
    const missing = values.flatMap((value, t) => (value === null ? [t] : []));
    const { logLikelihood, sigma2 } = evaluateAt(
      case_,
      difference(values.map((value) => value ?? 0)),
      missing.map((gap) => difference(values.map((_, t) => Number(t === gap)))),
      missing,
    );
    // The variance of R's prior is 1e9, not infinite.
    expect(relative(logLikelihood, case_.logLikelihood)).toBeLessThan(1e-7);
    expect(relative(sigma2, case_.sigma2)).toBeLessThan(1e-7);
  });
});

function differencingPolynomial(d: number, D: number, period: number): Float64Array {
  let polynomial = Float64Array.of(1);
  for (let i = 0; i < d; i++) polynomial = multiplyPolynomials(polynomial, [1, -1]) as typeof polynomial;
  const seasonal = Array.from({ length: period + 1 }, (_, i) => (i === 0 ? 1 : i === period ? -1 : 0));
  for (let i = 0; i < D; i++) polynomial = multiplyPolynomials(polynomial, seasonal) as typeof polynomial;
  return polynomial;
}
