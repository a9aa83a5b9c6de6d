import { coefficientsFromPartials, insidePartials, pullBackPartials } from './partialAutocorrelations.js';

/** The partial autocorrelations of the autoregression stay this far from the unit circle. */
const margin = 1e-8;
/** A search starts with partial autocorrelations below this: beyond it the slopes vanish. */
const startBound = 0.99;

/** Coefficients as they are written: w[t] = ar[0] w[t-1] + ... + a[t] + ma[0] a[t-1] + ... */
export interface ArmaCoefficients {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
}

/** Coordinates in which every point is a stationary and invertible process. */
export interface ArmaParametrization {
  /** The number of coordinates. */
  readonly size: number;
  /** f and m at the point last set, padded to max(p, q) + 1 entries; rewritten by the next `set`. */
  readonly f: Float64Array;
  readonly m: Float64Array;
  /**
   * Moves to the point `x`. Returns the log determinant of the covariance of max(p, q) successive values of the
   * pure autoregression 1/f, in units of the innovations' variance.
   */
  set(x: Float64Array): number;
  /**
   * The derivatives with respect to x, into `out`, of an objective that has the derivatives `fBar` and `mBar`
   * and, with respect to the log determinant, `logDeterminantBar`.
   */
  pullBack(fBar: Float64Array, mBar: Float64Array, logDeterminantBar: number, out: Float64Array): void;
  /** The derivatives of the coefficients (the autoregressive ones first) with respect to x, row-major. */
  jacobian(): Float64Array;
  /**
   * Which coordinates lie on the edge at the point last set, where an estimate is not asymptotically normal: the
   * roots of their polynomial are on the unit circle but for what a search leaves undecided.
   */
  onEdge(): boolean[];
  /** The coefficients at the point last set. */
  coefficients(): ArmaCoefficients;
  /** The coordinates of coefficients, moved into the region when they are not well inside it. */
  locate(coefficients: ArmaCoefficients): Float64Array;
}

/**
 * Coordinates for ARMA(p, q): the partial autocorrelations of the autoregression are tanh x (short of 1 by
 * 1e-8), those of the moving average sin x, so that a moving average with a root on the unit circle, where
 * the likelihood often has its top, lies at a finite x with a vanishing gradient.
 *
 * Source: Barndorff-Nielsen & Schou (1973); Monahan (1984); Jones (1980).
 *
 * @internal
 */
export function armaParametrization(p: number, q: number): ArmaParametrization {
  const g = Math.max(p, q);
  const f = new Float64Array(g + 1);
  const m = new Float64Array(g + 1);
  f[0] = 1;
  m[0] = 1;
  const arPartials = new Float64Array(p);
  const maPartials = new Float64Array(q);
  const arSlopes = new Float64Array(p);
  const maSlopes = new Float64Array(q);
  const arStages = new Float64Array(p * p);
  const maStages = new Float64Array(q * q);
  const arBar = new Float64Array(p);
  const maBar = new Float64Array(q);

  function set(x: Float64Array): number {
    let logDeterminant = 0;
    for (let k = 0; k < p; k++) {
      const tanh = Math.tanh(x[k]!);
      const partial = (1 - margin) * tanh;
      arPartials[k] = partial;
      arSlopes[k] = (1 - margin) * (1 - tanh * tanh);
      logDeterminant -= (k + 1) * Math.log1p(-partial * partial);
    }
    for (let k = 0; k < q; k++) {
      maPartials[k] = Math.sin(x[p + k]!);
      maSlopes[k] = Math.cos(x[p + k]!);
    }
    coefficientsFromPartials(arPartials, arStages);
    coefficientsFromPartials(maPartials, maStages);
    for (let i = 0; i < p; i++) f[i + 1] = -arStages[(p - 1) * p + i]!;
    for (let j = 0; j < q; j++) m[j + 1] = -maStages[(q - 1) * q + j]!;
    return logDeterminant;
  }

  function pullBack(
    fBar: Float64Array,
    mBar: Float64Array,
    logDeterminantBar: number,
    out: Float64Array,
  ): void {
    for (let i = 0; i < p; i++) arBar[i] = -fBar[i + 1]!;
    for (let j = 0; j < q; j++) maBar[j] = -mBar[j + 1]!;
    pullBackPartials(arPartials, arStages, arBar);
    pullBackPartials(maPartials, maStages, maBar);
    for (let k = 0; k < p; k++) {
      const partial = arPartials[k]!;
      const stretch = (2 * (k + 1) * partial) / (1 - partial * partial);
      out[k] = arSlopes[k]! * (arBar[k]! + logDeterminantBar * stretch);
    }
    for (let k = 0; k < q; k++) out[p + k] = maSlopes[k]! * maBar[k]!;
  }

  function jacobian(): Float64Array {
    const size = p + q;
    const rows = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      const fBar = new Float64Array(g + 1);
      const mBar = new Float64Array(g + 1);
      if (i < p) fBar[i + 1] = -1;
      else mBar[i - p + 1] = 1;
      pullBack(fBar, mBar, 0, rows.subarray(i * size, (i + 1) * size));
    }
    return rows;
  }

  function locate({ ar, ma }: ArmaCoefficients): Float64Array {
    const arInside = insidePartials(ar, startBound);
    const maInside = insidePartials(
      ma.map((value) => -value),
      startBound,
    );
    const x = new Float64Array(p + q);
    for (let k = 0; k < p; k++) x[k] = Math.atanh(arInside[k]!);
    for (let k = 0; k < q; k++) x[p + k] = Math.asin(maInside[k]!);
    return x;
  }

  return {
    size: p + q,
    f,
    m,
    set,
    pullBack,
    jacobian,
    onEdge: () => [
      ...Array.from(arPartials, (partial) => 1 - Math.abs(partial) < 1e-6),
      ...Array.from(maPartials, (partial) => 1 - Math.abs(partial) < 5e-5),
    ],
    coefficients: () => ({ ar: f.slice(1, p + 1).map((c) => -c), ma: m.slice(1, q + 1) }),
    locate,
  };
}
