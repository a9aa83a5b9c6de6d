import { allocateArrays } from '../../math/index.js';
import { laggedProduct } from './lagFilters.js';
import { applyLags, divideByLags, type LagPolynomial } from './lagPolynomial.js';

/**
 * The Gauss-Newton approximation of the Hessian of the negative log-likelihood with respect to the coefficients
 * ar, ma, sar, sma in this order, row-major: the derivatives of the innovations a are lags of filtered series,
 * w Phi / m and w phi / m for the autoregressive factors, a / theta and a / Theta for the others, all with the
 * opposite sign, and their inner products depend, but for the ends, on the distance of the lags alone. It is
 * positive semidefinite. Cost: n times the number of coefficients.
 *
 * @internal
 */
export function gaussNewtonHessian(series: Float64Array, f: LagPolynomial, m: LagPolynomial): Float64Array {
  const n = series.length;
  const [y, a] = allocateArrays([n, n]) as [Float64Array, Float64Array];
  divideByLags(y, series, m, n);
  applyLags(a, y, f, n);
  const sources = [
    multiplied(y, { ...f, plain: one }, n),
    divided(a, { ...m, seasonal: one }, n),
    multiplied(y, { ...f, seasonal: one }, n),
    divided(a, { ...m, plain: one }, n),
  ];
  const columns = [f.plain, m.plain, f.seasonal, m.seasonal].flatMap((factor, source) =>
    Array.from({ length: factor.length - 1 }, (_, i) => ({
      source,
      lag: (i + 1) * (source < 2 ? 1 : f.period),
    })),
  );
  const size = columns.length;
  const weight = n / laggedProduct(a, a, 0, n);
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const [row, column] = [columns[i]!, columns[j]!];
      const distance = row.lag - column.lag;
      // Within a pair of factors the product depends on the distance of the lags alone.
      const isKnown =
        j > 0 &&
        columns[i - 1]!.source === row.source &&
        columns[j - 1]!.source === column.source &&
        columns[i - 1]!.lag - columns[j - 1]!.lag === distance;
      const value = isKnown
        ? hessian[(i - 1) * size + j - 1]!
        : weight * productAt(sources[row.source]!, sources[column.source]!, distance, n);
      hessian[i * size + j] = value;
      hessian[j * size + i] = value;
    }
  }
  return hessian;
}

/** The sum over t of x[t - distance] y[t]. */
function productAt(x: Float64Array, y: Float64Array, distance: number, n: number): number {
  return distance >= 0 ? laggedProduct(y, x, distance, n) : laggedProduct(x, y, -distance, n);
}

const one = Float64Array.of(1);

function multiplied(x: Float64Array, polynomial: LagPolynomial, n: number): Float64Array {
  if (polynomial.plain.length + polynomial.seasonal.length === 2) return x;
  const out = new Float64Array(n);
  applyLags(out, x, polynomial, n);
  return out;
}

function divided(x: Float64Array, polynomial: LagPolynomial, n: number): Float64Array {
  if (polynomial.plain.length + polynomial.seasonal.length === 2) return x;
  const out = new Float64Array(n);
  divideByLags(out, x, polynomial, n);
  return out;
}
