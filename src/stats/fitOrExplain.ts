import { DegenerateSeriesError, SingularMatrixError } from '../errors/index.js';
import { type LeastSquaresFit, leastSquares } from '../math/index.js';

/** Least squares whose failure on collinear columns is told as what is wrong with the series. */
export function fitOrExplain(
  operation: string,
  columns: readonly Float64Array[],
  response: Float64Array,
  advice = 'Use fewer lags.',
): LeastSquaresFit {
  try {
    return leastSquares(columns, response);
  } catch (error) {
    if (!(error instanceof SingularMatrixError)) throw error;
    throw new DegenerateSeriesError(
      {
        message: `${operation} cannot tell its regressors apart: the series follows an exact rule. ${advice}`,
        reason: 'collinear',
      },
      { cause: error },
    );
  }
}
