/** Numerical kernels without knowledge of prices: distributions, linear algebra, optimisers. Internal. */

export { allocateArrays } from './allocateArrays.js';
export { boxCoxInverse, boxCoxTransform } from './boxCoxTransform.js';
export { chiSquareUpperTail } from './chiSquareDistribution.js';
export {
  choleskyFactor,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
  solveLower,
} from './cholesky.js';
export { deviationsFromMean } from './deviationsFromMean.js';
export { differenced, integrated } from './differencing.js';
export { digamma } from './digamma.js';
export { evaluatePolynomial } from './evaluatePolynomial.js';
export { fUpperTail } from './fDistribution.js';
export { fourierTransform } from './fourierTransform.js';
export {
  createGridLoess,
  fitOnGrid,
  type GridLoessSettings,
  smoothOnGrid,
} from './gridLoess.js';
export { type LeastSquaresFit, leastSquares } from './leastSquares.js';
export { logGamma } from './logGamma.js';
export { logRatio } from './logRatio.js';
export { luFactor, luSolve } from './lu.js';
export { meanOf } from './meanOf.js';
export { medianInPlace } from './medianInPlace.js';
export { midranks } from './midranks.js';
export { type MinimizeBfgsResult, minimizeBfgs } from './minimizeBfgs.js';
export { minimizeOnInterval } from './minimizeOnInterval.js';
export { type BoundedMinimum, minimizeWithinBounds } from './minimizeWithinBounds.js';
export { multiplyPolynomials } from './multiplyPolynomials.js';
export { normalCdf, normalQuantile } from './normalDistribution.js';
export { orthonormalBasis, withoutProjection } from './orthonormalBasis.js';
export { polynomialRoots } from './polynomialRoots.js';
export { createRandomStream, type RandomStream } from './randomStream.js';
export { rootMeanSquare } from './rootMeanSquare.js';
export { sampleQuantile } from './sampleQuantile.js';
export { scaledToUnit, unitScale } from './scaledToUnit.js';
export { solveLasso } from './solveLasso.js';
export {
  compress,
  createSparseSquare,
  type SparseSquare,
  sparseTimes,
  sparseTimesLower,
  sparseTimesVector,
} from './sparseSquare.js';
export {
  dotProduct,
  dotProductAt,
  mirrorLower,
  multiplySquareVector,
  transpose,
} from './squareMatrix.js';
export { studentQuantile, studentUpperTail } from './studentDistribution.js';
export { studentVariate } from './studentVariate.js';
export { wilsonInterval } from './wilsonInterval.js';
