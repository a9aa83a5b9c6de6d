import { luFactor, luSolve } from '../../math/index.js';
import { type ArmaOrders, arDegree, countTerms, maDegree } from './armaOrders.js';
import type { ArmaCoefficients, ArmaParametrization } from './armaParametrization.js';
import { type CrossDeterminant, crossDeterminant } from './crossDeterminant.js';
import { createLagPolynomial, expand, pullBackFactors } from './lagPolynomial.js';
import {
  coefficientsFromPartials,
  partialsFromCoefficients,
  pullBackPartials,
} from './partialAutocorrelations.js';

/**
 * Coordinates for processes of which some coefficients are given: the other coefficients themselves. Points that
 * are not stationary and invertible have an infinite determinant, so that a search stays inside.
 *
 * `given` has an entry for each of ar, ma, sar, sma in this order: the value, or NaN where the coefficient is free.
 *
 * @internal
 */
export function fixedParametrization(orders: ArmaOrders, given: Float64Array): ArmaParametrization {
  const { p, q, seasonalP, seasonalQ, period } = orders;
  const terms = countTerms(orders);
  const free = Array.from(given.keys()).filter((i) => Number.isNaN(given[i]!));
  const g = Math.max(arDegree(orders), maDegree(orders));
  const f = createLagPolynomial(p, seasonalP, period, g + 1);
  const m = createLagPolynomial(q, seasonalQ, period, g + 1);
  const factors = [
    { polynomial: f.plain, offset: 0, sign: -1, bar: new Float64Array(p + 1) },
    { polynomial: m.plain, offset: p, sign: 1, bar: new Float64Array(q + 1) },
    { polynomial: f.seasonal, offset: p + q, sign: -1, bar: new Float64Array(seasonalP + 1) },
    { polynomial: m.seasonal, offset: p + q + seasonalP, sign: 1, bar: new Float64Array(seasonalQ + 1) },
  ] as const;
  const [ar, ma, sar, sma] = factors;
  const coefficients = given.slice();
  let determinants: { own: Determinant; seasonal: Determinant; cross: CrossDeterminant | undefined };

  function set(x: Float64Array): number {
    free.forEach((at, i) => {
      coefficients[at] = x[i]!;
    });
    for (const { polynomial, offset, sign } of factors) {
      for (let i = 1; i < polynomial.length; i++) polynomial[i] = sign * coefficients[offset + i - 1]!;
    }
    expand(f);
    expand(m);
    const own = determinantOf(written(ar));
    const seasonal = determinantOf(written(sar));
    const isInvertible = [ma, sma].every((factor) => isOnCircleAtMost(written(factor).map((c) => -c)));
    if (own === undefined || seasonal === undefined || !isInvertible) return Number.POSITIVE_INFINITY;
    const cross =
      p === 0 || seasonalP === 0 ? undefined : crossDeterminant(written(ar), written(sar), period);
    determinants = { own, seasonal, cross };
    return own.log + period * seasonal.log - 2 * (cross?.logDeterminant ?? 0);
  }

  function pullBack(
    fBar: Float64Array,
    mBar: Float64Array,
    logDeterminantBar: number,
    out: Float64Array,
  ): void {
    pullBackFactors(f, fBar, ar.bar, sar.bar);
    pullBackFactors(m, mBar, ma.bar, sma.bar);
    const bars = new Float64Array(terms);
    for (const { polynomial, offset, sign, bar } of factors) {
      for (let i = 1; i < polynomial.length; i++) bars[offset + i - 1] = sign * bar[i]!;
    }
    const { own, seasonal, cross } = determinants;
    for (let i = 0; i < p; i++) {
      const slope = own.slopes[i]! - 2 * (cross?.arBar[i] ?? 0);
      bars[i] = bars[i]! + logDeterminantBar * slope;
    }
    for (let j = 0; j < seasonalP; j++) {
      const slope = period * seasonal.slopes[j]! - 2 * (cross?.seasonalBar[j] ?? 0);
      bars[sar.offset + j] = bars[sar.offset + j]! + logDeterminantBar * slope;
    }
    free.forEach((at, i) => {
      out[i] = bars[at]!;
    });
  }

  function jacobian(): Float64Array {
    const rows = new Float64Array(terms * free.length);
    free.forEach((at, i) => {
      rows[at * free.length + i] = 1;
    });
    return rows;
  }

  /** Drawn towards zero until it is inside; the origin where the given coefficients leave nothing else. */
  function locate(start: ArmaCoefficients): Float64Array {
    const wanted = [...start.ar, ...start.ma, ...start.sar, ...start.sma];
    for (let share = 1; share > 1e-3; share /= 2) {
      const x = Float64Array.from(free, (at) => share * wanted[at]!);
      if (set(x) < Number.POSITIVE_INFINITY) return x;
    }
    return new Float64Array(free.length);
  }

  return {
    orders,
    size: free.length,
    f,
    m,
    set,
    pullBack,
    jacobian,
    edges: () => ({
      coordinates: free.map(() => false),
      coefficients: Array.from(given, (value) => !Number.isNaN(value)),
    }),
    coefficients: () => ({ ar: written(ar), ma: written(ma), sar: written(sar), sma: written(sma) }),
    locate,
  };
}

/** The coefficients of a factor in the signs in which they are written. */
function written({
  polynomial,
  sign,
}: {
  readonly polynomial: Float64Array;
  readonly sign: number;
}): Float64Array {
  return polynomial.slice(1).map((c) => sign * c);
}

interface Determinant {
  readonly log: number;
  readonly slopes: Float64Array;
}

/** The log determinant of the covariance of an autoregression, and its derivatives; none if it is not stationary. */
function determinantOf(coefficients: Float64Array): Determinant | undefined {
  const partials = partialsFromCoefficients(coefficients);
  if (partials === undefined) return undefined;
  const order = partials.length;
  const stages = new Float64Array(order * order);
  coefficientsFromPartials(partials, stages);
  const transposed = new Float64Array(order * order);
  for (let i = 0; i < order; i++) {
    const bar = new Float64Array(order);
    bar[i] = 1;
    pullBackPartials(partials, stages, bar);
    for (let k = 0; k < order; k++) transposed[k * order + i] = bar[k]!;
  }
  const slopes = partials.map((r, k) => (2 * (k + 1) * r) / (1 - r * r));
  luSolve(luFactor(transposed, order), order, slopes);
  return { log: partials.reduce((sum, r, k) => sum - (k + 1) * Math.log1p(-r * r), 0), slopes };
}

function isOnCircleAtMost(coefficients: Float64Array): boolean {
  const drawnIn = coefficients.map((c, i) => c * (1 - 1e-9) ** (i + 1));
  return partialsFromCoefficients(drawnIn) !== undefined;
}
