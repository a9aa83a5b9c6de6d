import { choleskyFactor, choleskySolve } from '../../math/index.js';
import { burg } from './burg.js';
import { coefficientsFromPartials } from './partialAutocorrelations.js';

/**
 * Starting values for ARMA(p, q): the innovations are estimated by a long autoregression, then w[t] is
 * regressed on p past values and q past innovations. Without a moving average this is Burg's estimate. The
 * result may lie outside the region of stationary and invertible processes. Cost: n · (p + q)².
 *
 * Source: Hannan & Rissanen (1982), Biometrika 69, 81-94, their first two stages.
 *
 * @internal
 */
export function hannanRissanen(
  series: Float64Array,
  p: number,
  q: number,
): { ar: Float64Array; ma: Float64Array } {
  const n = series.length;
  if (q === 0) return { ar: coefficientsFromPartials(burg(series, p).partials), ma: new Float64Array(0) };
  const long = longOrder(n, p, q);
  const { residuals } = burg(series, long);
  const solution = regressOnLags(series, residuals, p, q, Math.max(p, Math.min(long + q, n - 1)));
  return { ar: solution.slice(0, p), ma: solution.slice(p) };
}

function longOrder(n: number, p: number, q: number): number {
  return Math.min(Math.max(p + q, Math.round(Math.log(n) ** 1.5)), n >> 2);
}

function regressOnLags(
  series: Float64Array,
  innovations: Float64Array,
  p: number,
  q: number,
  from: number,
): Float64Array {
  const size = p + q;
  const columns = Array.from({ length: size }, (_, i) =>
    i < p ? { source: series, lag: i + 1 } : { source: innovations, lag: i - p + 1 },
  );
  const normal = new Float64Array(size * size);
  const solution = new Float64Array(size);
  columns.forEach((a, i) => {
    solution[i] = productFrom(from, a.source, a.lag, series, 0);
    for (let j = 0; j <= i; j++) {
      const b = columns[j]!;
      normal[i * size + j] = productFrom(from, a.source, a.lag, b.source, b.lag);
    }
    normal[i * size + i] = normal[i * size + i]! * (1 + 1e-8);
  });
  if (!choleskyFactor(normal, size)) return solution.fill(0);
  choleskySolve(normal, size, solution);
  return solution;
}

/** The sum over t from `from` on of a[t - lagA] · b[t - lagB]. */
function productFrom(from: number, a: Float64Array, lagA: number, b: Float64Array, lagB: number): number {
  let sum = 0;
  for (let t = from; t < a.length; t++) sum += a[t - lagA]! * b[t - lagB]!;
  return sum;
}
