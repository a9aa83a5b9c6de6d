import { type GarchData, GarchLikelihood, parameterCount } from './GarchLikelihood.js';
import type { GarchParametrization } from './GarchParametrization.js';

/**
 * Minus the log-likelihood as a function of the free coordinates of a parametrisation.
 *
 * @internal
 */
export class GarchObjective {
  readonly #slopes = new Float64Array(parameterCount);
  readonly #likelihood: GarchLikelihood;

  constructor(
    readonly parametrization: GarchParametrization,
    data: GarchData,
  ) {
    this.#likelihood = new GarchLikelihood(data);
  }

  /** The value at x; `gradient` takes the derivatives. Infinity where there is no likelihood. */
  evaluate(x: Float64Array, gradient: Float64Array): number {
    const { parametrization } = this;
    parametrization.set(x);
    const { size, theta, jacobian } = parametrization;
    const value = this.#likelihood.evaluate(theta, this.#slopes);
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let p = 0; p < parameterCount; p++) sum += this.#slopes[p]! * jacobian[p * size + i]!;
      gradient[i] = -sum;
      if (!Number.isFinite(sum)) return Number.POSITIVE_INFINITY;
    }
    return -value;
  }

  /** The sum over all returns of the outer products of the derivatives of their terms, row-major. */
  outerProduct(x: Float64Array): Float64Array {
    const { parametrization } = this;
    parametrization.set(x);
    const { size, theta, jacobian } = parametrization;
    return transformed(sumOfProducts(this.#likelihood.scores(theta)), jacobian, size);
  }

  /** The second derivatives at x by the coordinates in `free`, by central differences of the exact gradient. */
  hessian(x: Float64Array, free: readonly number[]): Float64Array {
    const count = free.length;
    const hessian = new Float64Array(count * count);
    const above = new Float64Array(x.length);
    const below = new Float64Array(x.length);
    free.forEach((coordinate, column) => {
      const moved = x.slice();
      const step = this.parametrization.stepAt(x, coordinate);
      moved[coordinate] = x[coordinate]! + step;
      this.evaluate(moved, above);
      moved[coordinate] = x[coordinate]! - step;
      this.evaluate(moved, below);
      free.forEach((other, row) => {
        const half = (above[other]! - below[other]!) / (4 * step);
        hessian[row * count + column] = hessian[row * count + column]! + half;
        hessian[column * count + row] = hessian[column * count + row]! + half;
      });
    });
    return hessian;
  }
}

/** The sum over all returns of the outer products of their rows, six by six. */
function sumOfProducts(rows: Float64Array): Float64Array {
  const sums = new Float64Array(parameterCount * parameterCount);
  for (let at = 0; at < rows.length; at += parameterCount) {
    for (let i = 0; i < parameterCount; i++) {
      const own = rows[at + i]!;
      for (let j = 0; j <= i; j++) {
        const cell = i * parameterCount + j;
        sums[cell] = sums[cell]! + own * rows[at + j]!;
      }
    }
  }
  for (let i = 0; i < parameterCount; i++) {
    for (let j = 0; j < i; j++) sums[j * parameterCount + i] = sums[i * parameterCount + j]!;
  }
  return sums;
}

/** J' A J for a jacobian J of six rows and `size` columns. */
function transformed(matrix: Float64Array, jacobian: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let p = 0; p < parameterCount; p++) {
    for (let q = 0; q < parameterCount; q++) {
      const cell = matrix[p * parameterCount + q]!;
      for (let i = 0; i < size; i++) {
        const part = cell * jacobian[p * size + i]!;
        for (let j = 0; j < size; j++) {
          product[i * size + j] = product[i * size + j]! + part * jacobian[q * size + j]!;
        }
      }
    }
  }
  return product;
}
