import { dotProduct } from '../../math/index.js';

/**
 * A Gaussian estimate of an unknown vector x, sharpened by observations of row · x plus noise of variance 1. It carries a square root of the covariance, which no rounding makes indefinite.
 *
 * Source: Potter (1963), in Bierman, Factorization Methods for Discrete Sequential Estimation, chapter II.
 *
 * @internal
 */
export class StateEstimate {
  /** The expected value of x; zero before the first observation. */
  readonly mean: Float64Array;
  readonly #root: Float64Array;
  readonly #size: number;
  readonly #projection: Float64Array;

  /** `root` is a square root of the covariance of x, row-major; it is overwritten. */
  constructor(root: Float64Array, size: number) {
    this.mean = new Float64Array(size);
    this.#root = root;
    this.#size = size;
    this.#projection = new Float64Array(size);
  }

  /**
   * Takes in that row · x, plus noise of variance 1, came out `error` below its expected value.
   * Returns the variance that this error had.
   */
  observe(row: Float64Array, error: number): number {
    const size = this.#size;
    const root = this.#root;
    const projection = this.#project(row, this.#projection);
    const variance = 1 + dotProduct(projection, projection, size);
    const shrink = 1 / (variance + Math.sqrt(variance));
    for (let i = 0; i < size; i++) {
      let gain = 0;
      for (let j = 0; j < size; j++) gain += root[i * size + j]! * projection[j]!;
      this.mean[i] = this.mean[i]! - (gain * error) / variance;
      for (let j = 0; j < size; j++)
        root[i * size + j] = root[i * size + j]! - gain * shrink * projection[j]!;
    }
    return variance;
  }

  /** The covariance of the products of `rows` with x, row-major. */
  covarianceOf(rows: readonly Float64Array[]): Float64Array {
    const projections = rows.map((row) => this.#project(row, new Float64Array(this.#size)));
    return Float64Array.from(
      projections.flatMap((a) => projections.map((b) => dotProduct(a, b, this.#size))),
    );
  }

  #project(row: Float64Array, out: Float64Array): Float64Array {
    const size = this.#size;
    out.fill(0);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) out[j] = out[j]! + this.#root[i * size + j]! * row[i]!;
    }
    return out;
  }
}
