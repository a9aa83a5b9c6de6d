import { dotProduct } from '../../math/index.js';
import { armaPolynomials } from './armaPolynomials.js';
import { isNegligible } from './innovationFilter.js';
import { applyPolynomial, divideByPolynomial } from './lagFilters.js';
import { bezoutian } from './presample.js';
import { StateEstimate } from './StateEstimate.js';
import { stationaryRoot } from './stationaryRoot.js';

/** The innovations of a series under an ARMA process that began in the infinite past. */
export interface ExactInnovations {
  /** The errors of the best one-step predictions from the sample's own past. */
  readonly errors: Float64Array;
  /** The variances of the first errors, in units of sigma²; those after them have variance 1. */
  readonly variances: readonly number[];
  /** The expected values of the last q innovations given the sample, the latest first. */
  readonly last: Float64Array;
  /** The covariance of those q, row-major, in units of sigma²; absent where it is negligible. */
  readonly lastCovariance: Float64Array | undefined;
}

const negligible = 1e-15;

/**
 * Exact one-step prediction errors of a stationary process, by recursive least squares for the state before the
 * sample: each observation tells something about it until its influence has died out, from when on the errors
 * are those of the plain recursion. The series has at least g = max(p, q) entries. Linear in n, and quadratic in
 * g while the state matters.
 *
 * @internal
 */
export function exactInnovations(series: Float64Array, ar: Float64Array, ma: Float64Array): ExactInnovations {
  const n = series.length;
  const q = ma.length;
  const { f, m } = armaPolynomials(ar, ma);
  const g = f.length - 1;
  const errors = new Float64Array(n);
  applyPolynomial(errors, series, f, ar.length, n);
  divideByPolynomial(errors, errors, m, q, n);
  const variances: number[] = [];
  const last = Float64Array.from({ length: q }, (_, j) => errors[n - 1 - j]!);
  const map = new Float64Array(g * g);
  bezoutian(map, f, m, g);
  const estimate = new StateEstimate(stationaryRoot(ar, g), g);
  const rows = Array.from({ length: Math.max(q, 1) }, () => new Float64Array(g));
  let t = 0;
  for (; t < n && (t < g || rows.some((row) => !isSmall(row))); t++) {
    const row = t < g ? map.slice(t * g, (t + 1) * g) : new Float64Array(g);
    for (let j = 1; j <= q; j++) {
      for (let i = 0; i < g; i++) row[i] = row[i]! - m[j]! * rows[j - 1]![i]!;
    }
    errors[t] = errors[t]! + dotProduct(row, estimate.mean, g);
    variances.push(estimate.observe(row, errors[t]!));
    rows.pop();
    rows.unshift(row);
  }
  if (t < n || q === 0) return { errors, variances, last, lastCovariance: undefined };
  for (let j = 0; j < q; j++) last[j] = last[j]! + dotProduct(rows[j]!, estimate.mean, g);
  const covariance = estimate.covarianceOf(rows);
  return { errors, variances, last, lastCovariance: isNegligible(covariance) ? undefined : covariance };
}

function isSmall(row: Float64Array): boolean {
  return row.every((entry) => Math.abs(entry) < negligible);
}
