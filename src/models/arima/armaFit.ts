import type { MinimizeBfgsResult } from '../../math/index.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import type { ArmaSearch } from './armaSearch.js';

/** A maximum of the likelihood of an ARMA process with regression. */
export interface ArmaFit {
  readonly coefficients: ArmaCoefficients;
  /** The estimates of the regression. */
  readonly beta: Float64Array;
  /** The variance of the innovations, S / n. */
  readonly sigma2: number;
  readonly logLikelihood: number;
  /** Where the maximum lies in the coordinates of the search. */
  readonly x: Float64Array;
  readonly search: ArmaSearch;
  readonly reason: MinimizeBfgsResult['reason'];
}

/** What was found where a search ended. @internal */
export function armaFit(search: ArmaSearch, { x, gradient, reason }: MinimizeBfgsResult): ArmaFit {
  const value = search.objective(x, gradient);
  const { sumOfSquares, beta } = search.likelihood.point;
  const n = search.length;
  return {
    coefficients: search.parametrization.coefficients(),
    beta: beta.slice(),
    sigma2: sumOfSquares / n,
    logLikelihood: -value - (n / 2) * (1 + Math.log(2 * Math.PI)),
    x,
    search,
    reason,
  };
}
