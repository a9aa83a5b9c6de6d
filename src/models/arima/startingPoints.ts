import { multiplyPolynomials } from '../../math/index.js';
import type { ArmaFit } from './armaFit.js';
import type { ArmaOrders } from './armaOrders.js';
import type { ArmaCoefficients } from './armaParametrization.js';
import type { ArmaProblem } from './armaSearch.js';
import { type CommonFactor, scanComplexFactors, scanRealFactors } from './commonFactorScan.js';
import { hannanRissanen } from './hannanRissanen.js';
import { applySeasonal, divideBySeasonal } from './lagFilters.js';

/** Maxima of smaller models, from which a search may start. */
export interface SmallerFits {
  /** With one term fewer in both plain polynomials. */
  readonly oneFewer: ArmaFit | undefined;
  /** With two terms fewer in both. */
  readonly twoFewer: ArmaFit | undefined;
  /** With one term fewer in both seasonal polynomials. */
  readonly seasonalFewer: ArmaFit | undefined;
}

/** How many promising factors of each kind are tried. */
const peaks = 4;
/**
 * Seasonal coefficients to begin with: of a faint season, of one that changes, of one that stays nearly as it is,
 * and of one that has been differenced away although it was fixed.
 */
const seasons = [
  { sar: 0.2, sma: -0.1 },
  { sar: 0, sma: -0.7 },
  { sar: 0.9, sma: -0.6 },
  { sar: 0.97, sma: -0.9 },
  { sar: 0, sma: -0.97 },
] as const;

/**
 * Where to start the search for the maximum of an ARMA likelihood: at the estimates of Hannan and Rissanen, for
 * seasonal models after the removal of seasons of several kinds.
 *
 * @internal
 */
export function plainStarts({ series, orders }: ArmaProblem): ArmaCoefficients[] {
  return seasonsOf(orders).map(({ sar, sma }) => {
    const rest = withoutSeason(series, sar, sma, orders.period);
    return { ...hannanRissanen(rest, orders.p, orders.q), sar, sma };
  });
}

/**
 * Further starts, from the maxima of models with fewer terms in both polynomials, where a score test finds that a
 * common factor may grow into a difference.
 *
 * @internal
 */
export function grownStarts({ orders }: ArmaProblem, smaller: SmallerFits): ArmaCoefficients[] {
  const { oneFewer, twoFewer, seasonalFewer } = smaller;
  const starts: ArmaCoefficients[] = [];
  if (oneFewer !== undefined) {
    const { coefficients } = oneFewer;
    for (const { shared, moved } of scanRealFactors(innovationsOf(oneFewer), peaks)) {
      starts.push(plainGrowth(coefficients, moved, shared));
    }
  }
  if (twoFewer !== undefined) {
    const { coefficients } = twoFewer;
    for (const { shared, moved } of scanComplexFactors(innovationsOf(twoFewer), peaks)) {
      starts.push(plainGrowth(coefficients, moved, shared));
    }
  }
  if (seasonalFewer !== undefined) {
    const { coefficients } = seasonalFewer;
    for (const { shared, moved } of scanRealFactors(innovationsOf(seasonalFewer), peaks, orders.period)) {
      starts.push({
        ...coefficients,
        sar: withFactor(coefficients.sar, moved, -1),
        sma: withFactor(coefficients.sma, shared, 1),
      });
    }
  }
  return starts;
}

function seasonsOf({ seasonalP, seasonalQ }: ArmaOrders) {
  const padded = (first: number, length: number) =>
    Float64Array.from({ length }, (_, i) => (i === 0 ? first : 0));
  const seeds = seasons.map(({ sar, sma }) => ({
    sar: padded(sar, seasonalP),
    sma: padded(sma, seasonalQ),
  }));
  return seeds.filter(
    ({ sar, sma }, i) =>
      seeds.findIndex((other) => other.sar[0] === sar[0] && other.sma[0] === sma[0]) === i &&
      (i === 0 || sar.some((c) => c !== 0) || sma.some((c) => c !== 0)),
  );
}

function withoutSeason(
  series: Float64Array,
  sar: Float64Array,
  sma: Float64Array,
  period: number,
): Float64Array {
  if (sar.length + sma.length === 0) return series;
  const rest = series.slice();
  applySeasonal(rest, polynomialOf(sar, -1), period, rest.length);
  divideBySeasonal(rest, polynomialOf(sma, 1), period, rest.length);
  return rest;
}

/** The expected innovations at a fit; valid until its likelihood is evaluated again. @internal */
export function innovationsOf({ search, x }: ArmaFit): Float64Array {
  const { parametrization, likelihood } = search;
  likelihood.evaluate(parametrization.f, parametrization.m, parametrization.set(x));
  return likelihood.residuals();
}

function plainGrowth(
  coefficients: ArmaCoefficients,
  moved: readonly number[],
  shared: readonly number[],
): ArmaCoefficients {
  return {
    ...coefficients,
    ar: withFactor(coefficients.ar, moved, -1),
    ma: withFactor(coefficients.ma, shared, 1),
  };
}

/** The coefficients c of 1 + sign · (c[0] B + ...) after multiplication by 1 - factor[0] B - ... */
function withFactor(coefficients: Float64Array, factor: CommonFactor['shared'], sign: 1 | -1): Float64Array {
  const product = multiplyPolynomials(polynomialOf(coefficients, sign), [1, ...factor.map((c) => -c)]);
  return product.subarray(1).map((c) => sign * c);
}

function polynomialOf(coefficients: Float64Array, sign: 1 | -1): Float64Array {
  return Float64Array.from([1, ...coefficients.map((c) => sign * c)]);
}
