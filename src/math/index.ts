/** Numerical kernels without knowledge of prices: distributions, linear algebra, optimisers. Internal. */

export { allocateArrays } from './allocateArrays.js';
export { chiSquareUpperTail } from './chiSquareDistribution.js';
export { choleskyFactor, choleskyInverse, choleskyLogDeterminant, choleskySolve } from './cholesky.js';
export { deviationsFromMean } from './deviationsFromMean.js';
export { type LeastSquaresFit, leastSquares } from './leastSquares.js';
export { type MinimizeBfgsResult, minimizeBfgs } from './minimizeBfgs.js';
export { multiplyPolynomials } from './multiplyPolynomials.js';
export { normalCdf, normalQuantile } from './normalDistribution.js';
export { rootMeanSquare } from './rootMeanSquare.js';
export { scaledToUnit } from './scaledToUnit.js';
export {
  dotProduct,
  multiplySquare,
  multiplySquareTransposed,
  multiplySquareVector,
} from './squareMatrix.js';
