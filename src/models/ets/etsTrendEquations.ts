import { type EtsParametrization, smoothingAt, smoothingSlopes } from './etsParametrization.js';
import type { EtsRun } from './etsRecursion.js';

/**
 * The normal equations of a form with an additive trend and no season, see `etsNormalEquations`, in one pass.
 *
 * @internal
 */
export function trendEquations(
  x: Float64Array,
  run: EtsRun,
  parametrization: EtsParametrization,
  matrix: Float64Array,
  slope: Float64Array,
): void {
  const { codes, slopes, fitted, errors } = run;
  const { relativeErrors } = codes;
  const n = errors.length;
  const { alpha, beta, phi } = smoothingAt(x, parametrization);
  const kept = 1 - alpha;
  // Derivatives of level and slope by alpha, beta, phi, the first level and the first slope.
  let la = 0;
  let lb = 0;
  let lp = 0;
  let ll = 1;
  let ls = 0;
  let sa = 0;
  let sb = 0;
  let sp = 0;
  let sl = 0;
  let ss = 1;
  let aa = 0;
  let ba = 0;
  let bb = 0;
  let pa = 0;
  let pb = 0;
  let pp = 0;
  let va = 0;
  let vb = 0;
  let vp = 0;
  let vv = 0;
  let wa = 0;
  let wb = 0;
  let wp = 0;
  let wv = 0;
  let ww = 0;
  let ae = 0;
  let be = 0;
  let pe = 0;
  let ve = 0;
  let we = 0;
  let ee = 0;
  let ma = 0;
  let mb = 0;
  let mp = 0;
  let mv = 0;
  let mw = 0;
  for (let t = 0; t < n; t++) {
    const e = errors[t]!;
    const before = slopes[t]!;
    const da = phi * sa;
    const db = phi * sb;
    const dp = phi * sp + before;
    const dl = phi * sl;
    const ds = phi * ss;
    const qa = la + da;
    const qb = lb + db;
    const qp = lp + dp;
    const ql = ll + dl;
    const qs = ls + ds;
    let a = qa;
    let b = qb;
    let p = qp;
    let v = ql;
    let w = qs;
    let d = e;
    if (relativeErrors) {
      const forecast = fitted[t]!;
      const inverse = 1 / forecast;
      d = e * forecast;
      ma += qa * inverse;
      mb += qb * inverse;
      mp += qp * inverse;
      mv += ql * inverse;
      mw += qs * inverse;
      const weight = (1 + e) * inverse;
      a *= weight;
      b *= weight;
      p *= weight;
      v *= weight;
      w *= weight;
    }
    aa += a * a;
    ba += b * a;
    bb += b * b;
    pa += p * a;
    pb += p * b;
    pp += p * p;
    va += v * a;
    vb += v * b;
    vp += v * p;
    vv += v * v;
    wa += w * a;
    wb += w * b;
    wp += w * p;
    wv += w * v;
    ww += w * w;
    ae += a * e;
    be += b * e;
    pe += p * e;
    ve += v * e;
    we += w * e;
    ee += e * e;
    la = kept * qa + d;
    lb = kept * qb;
    lp = kept * qp;
    ll = kept * ql;
    ls = kept * qs;
    sa = da - beta * qa;
    sb = db - beta * qb + d;
    sp = dp - beta * qp;
    sl = dl - beta * ql;
    ss = ds - beta * qs;
  }
  const products = [aa, ba, bb, pa, pb, pp, va, vb, vp, vv, wa, wb, wp, wv, ww];
  const withErrors = [ae, be, pe, ve, we];
  const means = [ma / n, mb / n, mp / n, mv / n, mw / n];
  const gradient = withErrors.map((sum, i) => means[i]! * ee - sum);
  const product = (i: number, j: number) =>
    products[i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i]! -
    means[i]! * withErrors[j]! -
    means[j]! * withErrors[i]! +
    means[i]! * means[j]! * ee;
  // The parameters of the search, in those above: alpha moves beta as well.
  const columns = smoothingSlopes(x, parametrization).map(({ alpha, beta, phi }) => [alpha, beta, phi, 0, 0]);
  columns.push([0, 0, 0, 1, 0], [0, 0, 0, 0, 1]);
  const size = columns.length;
  for (let i = 0; i < size; i++) {
    slope[i] = 0;
    for (let k = 0; k < 5; k++) slope[i] = slope[i]! + columns[i]![k]! * gradient[k]!;
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < 5; k++) {
        if (columns[i]![k] === 0) continue;
        for (let l = 0; l < 5; l++) {
          if (columns[j]![l] !== 0) sum += columns[i]![k]! * columns[j]![l]! * product(k, l);
        }
      }
      matrix[i * size + j] = sum;
    }
  }
}
