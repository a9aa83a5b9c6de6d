import type { MinimizeBfgsResult } from '../../math/index.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import type { ArmaSearch } from './armaSearch.js';

/** A maximum of the likelihood of an ARMA process with regression. */
export interface ArmaFit {
  readonly coefficients: ArmaCoefficients;
  /** The estimates of the regression, those of missing values first. */
  readonly beta: Float64Array;
  /** The variance of the innovations, S over the number of observations. */
  readonly sigma2: number;
  readonly logLikelihood: number;
  /** Where the maximum lies in the coordinates of the search. */
  readonly x: Float64Array;
  readonly search: ArmaSearch;
  readonly reason: MinimizeBfgsResult['reason'];
}

/** What was found where a search ended. @internal */
export function armaFit(search: ArmaSearch, { x, reason }: MinimizeBfgsResult): ArmaFit {
  const value = search.valueAt(x);
  const { sumOfSquares, beta, observed } = search.likelihood.point;
  return {
    coefficients: search.parametrization.coefficients(),
    beta: beta.slice(),
    sigma2: sumOfSquares / observed,
    logLikelihood: -value - (observed / 2) * (1 + Math.log(2 * Math.PI)),
    x,
    search,
    reason,
  };
}
