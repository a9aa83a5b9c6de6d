import { type ArmaOrders, arDegree, countTerms, maDegree } from './armaOrders.js';
import { type CrossDeterminant, crossDeterminant } from './crossDeterminant.js';
import { createLagPolynomial, expand, type LagPolynomial, pullBackFactors } from './lagPolynomial.js';
import { coefficientsFromPartials, insidePartials, pullBackPartials } from './partialAutocorrelations.js';

/** The partial autocorrelations of an autoregression stay this far from the unit circle. */
const margin = 1e-8;
/** A search starts with partial autocorrelations below this: beyond it the slopes vanish. */
const startBound = 0.99;

/** Coefficients as they are written: w[t] = ar[0] w[t-1] + ... + a[t] + ma[0] a[t-1] + ... */
export interface ArmaCoefficients {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
  /** Those at whole multiples of the period, of factors of their own. */
  readonly sar: Float64Array;
  readonly sma: Float64Array;
}

/** Which parts of an estimate are not asymptotically normal. */
export interface Edges {
  /** Coordinates on the edge of the region: roots are on the unit circle but for what a search leaves undecided. */
  readonly coordinates: readonly boolean[];
  /** Coefficients whose factor has such a coordinate, or which are not estimated at all. */
  readonly coefficients: readonly boolean[];
}

/** Coordinates of the processes that a search may reach: ar, ma, sar, sma in this order. */
export interface ArmaParametrization {
  readonly orders: ArmaOrders;
  /** The number of coordinates. */
  readonly size: number;
  /** The polynomials at the point last set, rewritten by the next `set`; both expanded to the larger degree. */
  readonly f: LagPolynomial;
  readonly m: LagPolynomial;
  /**
   * Moves to the point `x`. Returns the log determinant of the covariance of as many successive values of the pure
   * autoregression 1/f as its degree, in units of the innovations' variance; `Infinity` outside the region.
   */
  set(x: Float64Array): number;
  /**
   * The derivatives with respect to x, into `out`, of an objective that has the derivatives `fBar` and `mBar`
   * with respect to the expanded polynomials and, with respect to the log determinant, `logDeterminantBar`.
   */
  pullBack(fBar: Float64Array, mBar: Float64Array, logDeterminantBar: number, out: Float64Array): void;
  /** The derivatives of the coefficients with respect to x, row-major, a row for each coefficient. */
  jacobian(): Float64Array;
  /** Where no standard errors can be had at the point last set. */
  edges(): Edges;
  /** The coefficients at the point last set. */
  coefficients(): ArmaCoefficients;
  /** The coordinates of coefficients, moved into the region when they are not well inside it. */
  locate(coefficients: ArmaCoefficients): Float64Array;
}

/**
 * Coordinates in which every point is a stationary and invertible process: the partial autocorrelations of each
 * autoregressive factor are tanh x (short of 1 by 1e-8), those of each moving average factor sin x, so that a
 * moving average with a root on the unit circle, where the likelihood often has its top, lies at a finite x with
 * a vanishing gradient.
 *
 * Source: Barndorff-Nielsen & Schou (1973); Monahan (1984); Jones (1980).
 *
 * @internal
 */
export function armaParametrization(orders: ArmaOrders): ArmaParametrization {
  const { p, q, seasonalP, seasonalQ, period } = orders;
  const size = countTerms(orders);
  const g = Math.max(arDegree(orders), maDegree(orders));
  const f = createLagPolynomial(p, seasonalP, period, g + 1);
  const m = createLagPolynomial(q, seasonalQ, period, g + 1);
  const ar = autoregressiveFactor(f.plain, 0);
  const ma = movingAverageFactor(m.plain, p);
  const sar = autoregressiveFactor(f.seasonal, p + q);
  const sma = movingAverageFactor(m.seasonal, p + q + seasonalP);
  const factors = [ar, ma, sar, sma];
  let cross: CrossDeterminant | undefined;

  function set(x: Float64Array): number {
    for (const factor of factors) factor.set(x);
    expand(f);
    expand(m);
    const own = ar.logDeterminant() + period * sar.logDeterminant();
    if (p === 0 || seasonalP === 0) return own;
    cross = crossDeterminant(ar.coefficients(), sar.coefficients(), period);
    return own - 2 * cross.logDeterminant;
  }

  function pullBack(
    fBar: Float64Array,
    mBar: Float64Array,
    logDeterminantBar: number,
    out: Float64Array,
  ): void {
    pullBackFactors(f, fBar, ar.bar, sar.bar);
    pullBackFactors(m, mBar, ma.bar, sma.bar);
    if (cross !== undefined) {
      for (let i = 0; i < p; i++) {
        ar.bar[i + 1] = ar.bar[i + 1]! + 2 * logDeterminantBar * cross.arBar[i]!;
      }
      for (let j = 0; j < seasonalP; j++) {
        sar.bar[j + 1] = sar.bar[j + 1]! + 2 * logDeterminantBar * cross.seasonalBar[j]!;
      }
    }
    ar.pullBack(logDeterminantBar, out);
    ma.pullBack(0, out);
    sar.pullBack(period * logDeterminantBar, out);
    sma.pullBack(0, out);
  }

  function jacobian(): Float64Array {
    const rows = new Float64Array(size * size);
    for (const factor of factors) {
      for (let i = 0; i < factor.order; i++) {
        factor.bar.fill(0);
        factor.bar[i + 1] = factor.sign;
        const row = factor.offset + i;
        factor.pullBack(0, rows.subarray(row * size, (row + 1) * size));
      }
    }
    return rows;
  }

  function locate(coefficients: ArmaCoefficients): Float64Array {
    const x = new Float64Array(size);
    ar.locate(coefficients.ar, x);
    ma.locate(coefficients.ma, x);
    sar.locate(coefficients.sar, x);
    sma.locate(coefficients.sma, x);
    return x;
  }

  return {
    orders,
    size,
    f,
    m,
    set,
    pullBack,
    jacobian,
    edges: () => ({
      coordinates: factors.flatMap((factor) => factor.onEdge()),
      coefficients: factors.flatMap((factor) => {
        const edges = factor.onEdge();
        return edges.map(() => edges.includes(true));
      }),
    }),
    coefficients: () => ({
      ar: ar.coefficients(),
      ma: ma.coefficients(),
      sar: sar.coefficients(),
      sma: sma.coefficients(),
    }),
    locate,
  };
}

/** One factor of a polynomial and the coordinates that move it. */
interface Factor {
  readonly order: number;
  /** Where its coordinates begin. */
  readonly offset: number;
  /** The sign of its coefficients, as they are written, in the polynomial. */
  readonly sign: 1 | -1;
  /** The derivatives with respect to the polynomial; overwritten by `pullBack`. */
  readonly bar: Float64Array;
  set(x: Float64Array): void;
  /** Of as many successive values as there are terms. */
  logDeterminant(): number;
  pullBack(logDeterminantBar: number, out: Float64Array): void;
  onEdge(): boolean[];
  coefficients(): Float64Array;
  locate(coefficients: Float64Array, x: Float64Array): void;
}

function autoregressiveFactor(polynomial: Float64Array, offset: number): Factor {
  const order = polynomial.length - 1;
  const squash = (value: number) => {
    const tanh = Math.tanh(value);
    return { partial: (1 - margin) * tanh, slope: (1 - margin) * (1 - tanh * tanh) };
  };
  return createFactor({ polynomial, offset, order, sign: -1, squash, stretch: Math.atanh, edge: 1e-6 });
}

function movingAverageFactor(polynomial: Float64Array, offset: number): Factor {
  const order = polynomial.length - 1;
  const squash = (value: number) => ({ partial: Math.sin(value), slope: Math.cos(value) });
  return createFactor({ polynomial, offset, order, sign: 1, squash, stretch: Math.asin, edge: 5e-5 });
}

function createFactor({
  polynomial,
  offset,
  order,
  sign,
  squash,
  stretch,
  edge,
}: {
  readonly polynomial: Float64Array;
  readonly offset: number;
  readonly order: number;
  readonly sign: 1 | -1;
  readonly squash: (value: number) => { readonly partial: number; readonly slope: number };
  readonly stretch: (partial: number) => number;
  readonly edge: number;
}): Factor {
  const partials = new Float64Array(order);
  const slopes = new Float64Array(order);
  const stages = new Float64Array(order * order);
  const bar = new Float64Array(order + 1);
  const pulled = new Float64Array(order);
  return {
    order,
    offset,
    sign,
    bar,
    set(x) {
      for (let k = 0; k < order; k++) {
        const { partial, slope } = squash(x[offset + k]!);
        partials[k] = partial;
        slopes[k] = slope;
      }
      coefficientsFromPartials(partials, stages);
      for (let i = 0; i < order; i++) polynomial[i + 1] = -stages[(order - 1) * order + i]!;
    },
    logDeterminant() {
      let sum = 0;
      for (let k = 0; k < order; k++) sum -= (k + 1) * Math.log1p(-partials[k]! * partials[k]!);
      return sum;
    },
    pullBack(logDeterminantBar, out) {
      for (let i = 0; i < order; i++) pulled[i] = -bar[i + 1]!;
      pullBackPartials(partials, stages, pulled);
      for (let k = 0; k < order; k++) {
        const partial = partials[k]!;
        const fromDeterminant =
          logDeterminantBar === 0 ? 0 : (logDeterminantBar * 2 * (k + 1) * partial) / (1 - partial * partial);
        out[offset + k] = slopes[k]! * (pulled[k]! + fromDeterminant);
      }
    },
    onEdge: () => Array.from(partials, (partial) => 1 - Math.abs(partial) < edge),
    coefficients: () => polynomial.slice(1).map((c) => sign * c),
    locate(coefficients, x) {
      const inside = insidePartials(
        coefficients.map((c) => -sign * c),
        startBound,
      );
      for (let k = 0; k < order; k++) x[offset + k] = stretch(inside[k]!);
    },
  };
}
