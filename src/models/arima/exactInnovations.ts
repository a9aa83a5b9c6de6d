import { choleskyFactor, choleskyInverse, dotProduct, multiplySquareVector } from '../../math/index.js';
import { isNegligible } from './innovationFilter.js';
import { applyPolynomial, divideByPolynomial } from './lagFilters.js';
import { bezoutian, inverseAutocovariance } from './presample.js';

/** The innovations of a series under an ARMA process that began in the infinite past. */
export interface ExactInnovations {
  /** The errors of the best one-step predictions from the sample's own past. */
  readonly errors: Float64Array;
  /** The variance of each error in units of sigma²: 1 once the past is long. */
  readonly variances: Float64Array;
  /** The expected values of the last q innovations given the sample, the latest first. */
  readonly last: Float64Array;
  /** The covariance of those q, row-major, in units of sigma²; absent where it is negligible. */
  readonly lastCovariance: Float64Array | undefined;
}

const negligible = 1e-15;

/**
 * Exact one-step prediction errors, by recursive least squares for the state before the sample: each
 * observation tells something about it until its influence has died out, from when on the errors are those of
 * the plain recursion. Linear in n, and quadratic in g = max(p, q) while the state matters.
 *
 * Polynomials have g + 1 entries, the first being 1.
 *
 * @internal
 */
export function exactInnovations(
  series: Float64Array,
  f: Float64Array,
  m: Float64Array,
  p: number,
  q: number,
): ExactInnovations {
  const n = series.length;
  const g = Math.max(p, q);
  const errors = new Float64Array(n);
  applyPolynomial(errors, series, f, p, n);
  divideByPolynomial(errors, errors, m, q, n);
  const plain = errors.slice();
  const variances = new Float64Array(n).fill(1);
  const { covariance, map } = priorState(f, m, g);
  const state = new Float64Array(g);
  const gain = new Float64Array(g);
  const rows = new RecentRows(g, q);
  let t = 0;
  for (; t < n && (t < g || rows.size() > negligible); t++) {
    const row = rows.push(t < g ? map.subarray(t * g, (t + 1) * g) : undefined, m);
    multiplySquareVector(gain, covariance, row, g);
    const error = plain[t]! + dotProduct(row, state, g);
    const variance = 1 + dotProduct(row, gain, g);
    errors[t] = error;
    variances[t] = variance;
    for (let i = 0; i < g; i++) {
      state[i] = state[i]! - (gain[i]! * error) / variance;
      for (let j = 0; j < g; j++)
        covariance[i * g + j] = covariance[i * g + j]! - (gain[i]! * gain[j]!) / variance;
    }
  }
  const last = Float64Array.from({ length: Math.min(q, n) }, (_, j) => plain[n - 1 - j]!);
  if (t < n || q === 0) return { errors, variances, last, lastCovariance: undefined };
  rows.latest.forEach((row, j) => {
    last[j] = last[j]! + dotProduct(row, state, g);
  });
  const lastCovariance = covarianceOf(rows.latest, covariance, g);
  return {
    errors,
    variances,
    last,
    lastCovariance: isNegligible(lastCovariance) ? undefined : lastCovariance,
  };
}

function priorState(f: Float64Array, m: Float64Array, g: number) {
  const map = new Float64Array(g * g);
  const inverse = new Float64Array(g * g);
  bezoutian(map, f, m, g);
  inverseAutocovariance(inverse, f, g);
  choleskyFactor(inverse, g);
  return { map, covariance: choleskyInverse(inverse, g) };
}

/** The rows of 1/m(B) · H: how each innovation depends on the state before the sample, the last q of them kept. */
class RecentRows {
  /** The latest first. */
  readonly latest: Float64Array[];
  readonly #width: number;

  constructor(width: number, q: number) {
    this.#width = width;
    this.latest = Array.from({ length: q }, () => new Float64Array(width));
  }

  push(start: Float64Array | undefined, m: Float64Array): Float64Array {
    const row = start?.slice() ?? new Float64Array(this.#width);
    this.latest.forEach((earlier, j) => {
      for (let i = 0; i < row.length; i++) row[i] = row[i]! - m[j + 1]! * earlier[i]!;
    });
    if (this.latest.length > 0) {
      this.latest.pop();
      this.latest.unshift(row);
    }
    return row;
  }

  size(): number {
    let largest = 0;
    for (const row of this.latest) for (const entry of row) largest = Math.max(largest, Math.abs(entry));
    return largest;
  }
}

function covarianceOf(rows: readonly Float64Array[], covariance: Float64Array, g: number): Float64Array {
  const product = new Float64Array(g);
  const result = new Float64Array(rows.length ** 2);
  rows.forEach((row, i) => {
    multiplySquareVector(product, covariance, row, g);
    rows.forEach((other, j) => {
      result[i * rows.length + j] = dotProduct(other, product, g);
    });
  });
  return result;
}
