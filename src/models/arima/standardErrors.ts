import { choleskyFactor, choleskyInverse } from '../../math/index.js';
import type { ArmaFit } from './armaFit.js';
import type { ArmaSearch } from './armaSearch.js';

const step = 1e-4;

/**
 * Standard errors of the coefficients (ar, ma, sar, sma, then the regression without missing values) from the
 * observed information: the Hessian of the concentrated likelihood, by central differences of its exact
 * gradient, carried over to the coefficients by the delta method.
 *
 * `null` stands where there is none: for all coefficients of a factor on the edge of the stationary or
 * invertible region, where the estimate is not asymptotically normal, and for all where the Hessian is not
 * positive definite.
 *
 * @internal
 */
export function standardErrors(fit: ArmaFit, missing = 0): (number | null)[] {
  const { x, search } = fit;
  const { parametrization, likelihood, valueAt } = search;
  const { size } = parametrization;
  parametrization.set(x);
  const jacobian = parametrization.jacobian();
  const edges = parametrization.edges();
  const free = edges.coordinates.flatMap((onEdge, i) => (onEdge ? [] : [i]));
  const { hessian, betaSlopes } = curvature(search, x, free);
  valueAt(x);
  const beta = likelihood.point.beta;
  const betaInverse = choleskyInverse(likelihood.point.information, beta.length);
  const terms = edges.coefficients.length;
  if (!choleskyFactor(hessian, free.length)) return new Array(terms + beta.length - missing).fill(null);
  const covariance = choleskyInverse(hessian, free.length);
  const errors = edges.coefficients.map((onEdge, i) => {
    const row = free.map((column) => jacobian[i * size + column]!);
    return onEdge ? null : Math.sqrt(quadraticForm(covariance, row));
  });
  betaSlopes.forEach((slopes, i) => {
    if (i < missing) return;
    const own = fit.sigma2 * betaInverse[i * beta.length + i]!;
    errors.push(Math.sqrt(own + quadraticForm(covariance, slopes)));
  });
  return errors;
}

function curvature(
  { valueAt, gradientThere, likelihood }: ArmaSearch,
  x: Float64Array,
  free: readonly number[],
) {
  const count = free.length;
  const hessian = new Float64Array(count * count);
  const betaSlopes = Array.from(likelihood.point.beta, () => new Array<number>(count).fill(0));
  const above = new Float64Array(x.length);
  const below = new Float64Array(x.length);
  free.forEach((coordinate, column) => {
    const moved = x.slice();
    moved[coordinate] = x[coordinate]! + step;
    valueAt(moved);
    gradientThere(above);
    const betaAbove = likelihood.point.beta.slice();
    moved[coordinate] = x[coordinate]! - step;
    valueAt(moved);
    gradientThere(below);
    free.forEach((other, row) => {
      const second = (above[other]! - below[other]!) / (2 * step);
      hessian[row * count + column] = hessian[row * count + column]! + second / 2;
      hessian[column * count + row] = hessian[column * count + row]! + second / 2;
    });
    betaSlopes.forEach((slopes, i) => {
      slopes[column] = (betaAbove[i]! - likelihood.point.beta[i]!) / (2 * step);
    });
  });
  return { hessian, betaSlopes };
}

function quadraticForm(matrix: Float64Array, vector: readonly number[]): number {
  const size = vector.length;
  let sum = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) sum += vector[i]! * matrix[i * size + j]! * vector[j]!;
  return sum;
}
