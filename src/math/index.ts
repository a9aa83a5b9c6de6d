/** Numerical kernels without knowledge of prices: distributions, linear algebra, optimisers. Internal. */

export { chiSquareUpperTail } from './chiSquareDistribution.js';
export { deviationsFromMean } from './deviationsFromMean.js';
export { type LeastSquaresFit, leastSquares } from './leastSquares.js';
export { normalCdf, normalQuantile } from './normalDistribution.js';
export { scaledToUnit } from './scaledToUnit.js';
