import { multiplyPolynomials } from '../../math/index.js';
import type { ArmaFit } from './armaFit.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import type { ArmaProblem } from './armaSearch.js';
import { type CommonFactor, scanComplexFactors, scanRealFactors } from './commonFactorScan.js';
import { exactInnovations } from './exactInnovations.js';
import { hannanRissanen } from './hannanRissanen.js';

/** How many promising factors of each kind are tried. */
const peaks = 4;

/**
 * Where to start the search for the maximum of an ARMA likelihood: at the estimate of Hannan and Rissanen, and,
 * from the maxima of the models with one and two terms fewer in both polynomials (`smaller`, the largest last),
 * where a score test finds that a common factor may grow into a difference.
 *
 * @internal
 */
export function startingPoints(problem: ArmaProblem, smaller: readonly ArmaFit[]): ArmaCoefficients[] {
  const { series, p, q } = problem;
  const starts = [hannanRissanen(series, p, q)];
  const oneFewer = smaller.at(-1);
  const twoFewer = smaller.at(-2);
  if (oneFewer !== undefined) starts.push(...grown(problem, oneFewer, scanRealFactors));
  if (twoFewer !== undefined) starts.push(...grown(problem, twoFewer, scanComplexFactors));
  return starts;
}

function grown(
  { series, regressors }: ArmaProblem,
  { coefficients, beta }: ArmaFit,
  scan: (innovations: Float64Array, count: number) => CommonFactor[],
): ArmaCoefficients[] {
  const deviations = series.map((value, t) =>
    regressors.reduce((rest, column, i) => rest - beta[i]! * column[t]!, value),
  );
  const { errors } = exactInnovations(deviations, coefficients.ar, coefficients.ma);
  return scan(errors, peaks).map(({ shared, moved }) => ({
    ar: withFactor(coefficients.ar, moved, -1),
    ma: withFactor(coefficients.ma, shared, 1),
  }));
}

/** The coefficients c of 1 + sign · (c[0] B + ...) after multiplication by 1 - factor[0] B - ... */
function withFactor(coefficients: Float64Array, factor: readonly number[], sign: number): Float64Array {
  const polynomial = [1, ...coefficients.map((c) => sign * c)];
  const product = multiplyPolynomials(polynomial, [1, ...factor.map((c) => -c)]);
  return product.subarray(1).map((c) => sign * c);
}
