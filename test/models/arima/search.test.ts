import { describe, expect, it } from 'vitest';
import { createArmaSearch } from '../../../src/models/arima/armaSearch.js';
import { scanComplexFactors, scanRealFactors } from '../../../src/models/arima/commonFactorScan.js';
import { fitArma } from '../../../src/models/arima/fitArma.js';
import { gaussNewtonHessian } from '../../../src/models/arima/gaussNewtonHessian.js';
import { hannanRissanen } from '../../../src/models/arima/hannanRissanen.js';
import { applyPolynomial, divideByPolynomial } from '../../../src/models/arima/lagFilters.js';
import { standardErrors } from '../../../src/models/arima/standardErrors.js';
import { gaussian, sumOfProducts } from './bruteForce.js';
import { likelihoodAt, polynomialsOf, type SeasonalCoefficients } from './likelihoodAt.js';

function simulate(seed: number, n: number, f: number[], m: number[]): Float64Array {
  const draw = gaussian(seed);
  const w = new Float64Array(n + 300);
  const shocks = Float64Array.from(w, draw);
  applyPolynomial(w, shocks, Float64Array.from(m), m.length - 1, n + 300);
  divideByPolynomial(w, w, Float64Array.from(f), f.length - 1, n + 300);
  return w.slice(300);
}
const problem = (series: Float64Array, p: number, q: number, season = noSeason) => ({
  series,
  regressors: [],
  orders: { p, q, ...season },
  signal: undefined,
});
const noSeason = { seasonalP: 0, seasonalQ: 0, period: 1 };
const none = new Float64Array(0);
const withoutSeason = (plain: { ar: Float64Array; ma: Float64Array }) => ({ ...plain, sar: none, sma: none });

describe('fitArma', () => {
  const cases = [
    {
      name: 'near-cancelling complex roots',
      series: simulate(11, 700, [1, -1.2, 0.9], [1, -1.15, 0.85]),
      p: 2,
      q: 2,
    },
    { name: 'noise', series: simulate(12, 300, [1], [1]), p: 2, q: 2 },
    { name: 'noise, one of each', series: simulate(13, 400, [1], [1]), p: 1, q: 1 },
    { name: 'over-differenced noise', series: simulate(14, 200, [1], [1, -1]), p: 1, q: 1 },
    { name: 'a long memory', series: simulate(15, 500, [1, -0.98], [1, -0.9]), p: 1, q: 2 },
  ];
  it.each(cases)('finds the highest of 40 random starts: $name', ({ series, p, q }) => {
    const fit = fitArma(problem(series, p, q));
    const search = createArmaSearch(problem(series, p, q));
    const draw = gaussian(99);
    let best = Number.POSITIVE_INFINITY;
    for (let start = 0; start < 40; start++) {
      best = Math.min(best, search.climb(Float64Array.from({ length: p + q }, draw)).value);
    }
    const logLikelihood = -best - (series.length / 2) * (1 + Math.log(2 * Math.PI));
    expect(fit.logLikelihood).toBeGreaterThan(logLikelihood - 1e-4);
  });

  it('is where one start from Hannan and Rissanen is not enough', () => {
    const misses = Array.from({ length: 12 }, (_, i) => {
      const series = simulate(200 + i, 400, [1], [1]);
      const search = createArmaSearch(problem(series, 2, 2));
      const single = search.climb(
        search.parametrization.locate(withoutSeason(hannanRissanen(series, 2, 2))),
      ).value;
      const fit = fitArma(problem(series, 2, 2));
      return fit.logLikelihood + single + 200 * (1 + Math.log(2 * Math.PI));
    });
    expect(Math.min(...misses)).toBeGreaterThan(-1e-5);
    expect(Math.max(...misses)).toBeGreaterThan(0.5);
  });

  it('climbs once more from the unit circle when a moving average has come near it', () => {
    const series = simulate(152, 100, [1], [1, -0.95]);
    const search = createArmaSearch(problem(series, 0, 1));
    const single = search.climb(
      search.parametrization.locate(withoutSeason(hannanRissanen(series, 0, 1))),
    ).value;
    const fit = fitArma(problem(series, 0, 1));
    expect(fit.logLikelihood + single + 50 * (1 + Math.log(2 * Math.PI))).toBeGreaterThan(0.5);
  });

  it('recovers the coefficients of a long series within its standard errors', () => {
    const series = simulate(16, 20_000, [1, -0.6, 0.3], [1, 0.5]);
    const fit = fitArma(problem(series, 2, 1));
    const errors = standardErrors(fit);
    const { ar, ma } = fit.coefficients;
    [ar[0]! - 0.6, ar[1]! + 0.3, ma[0]! - 0.5].forEach((miss, i) => {
      expect(Math.abs(miss)).toBeLessThan(4 * errors[i]!);
    });
    expect(fit.sigma2).toBeCloseTo(1, 1);
  });

  it('evaluates by filters where sums of products would blur', () => {
    const walk = simulate(17, 300, [1, -0.9], [1]).map((value) => 1 + 1e-7 * value);
    const fit = fitArma(problem(walk, 1, 0));
    expect(fit.coefficients.ar[0]).toBeGreaterThan(0.99);
    expect(fit.search.likelihood).not.toHaveProperty('roundingError');
  });

  it('takes an autoregression as long as half the series', () => {
    const fit = fitArma(problem(simulate(18, 12, [1], [1]), 6, 0));
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
  });
});

describe('fitArma of seasonal models', () => {
  const airline = { seasonalP: 0, seasonalQ: 1, period: 12 };
  const seasonal = (seed: number, n: number, coefficients: SeasonalCoefficients) => {
    const { f, m } = polynomialsOf(coefficients);
    return simulate(seed, n, [...f.expanded], [...m.expanded]);
  };
  const cases = [
    {
      name: 'an airline model',
      series: seasonal(61, 200, { ma: [-0.4], sma: [-0.6], period: 12 }),
      ...{ p: 0, q: 1, season: airline },
    },
    {
      name: 'a season that stays nearly as it is',
      series: seasonal(62, 240, { ar: [0.5], sar: [0.95], sma: [-0.8], period: 12 }),
      ...{ p: 1, q: 0, season: { seasonalP: 1, seasonalQ: 1, period: 12 } },
    },
    {
      name: 'noise',
      series: seasonal(63, 150, {}),
      ...{ p: 1, q: 1, season: { seasonalP: 1, seasonalQ: 1, period: 4 } },
    },
    {
      name: 'a season over-differenced',
      series: seasonal(64, 120, { sma: [-1], period: 4 }),
      ...{ p: 0, q: 0, season: { seasonalP: 1, seasonalQ: 1, period: 4 } },
    },
  ];
  it.each(cases)('finds the highest of 25 random starts: $name', ({ series, p, q, season }) => {
    const fit = fitArma(problem(series, p, q, season));
    const search = createArmaSearch(problem(series, p, q, season));
    const draw = gaussian(98);
    let best = Number.POSITIVE_INFINITY;
    for (let start = 0; start < 25; start++) {
      best = Math.min(
        best,
        search.climb(Float64Array.from({ length: search.parametrization.size }, draw)).value,
      );
    }
    const logLikelihood = -best - (series.length / 2) * (1 + Math.log(2 * Math.PI));
    expect(fit.logLikelihood).toBeGreaterThan(logLikelihood - 1e-4);
  });

  it('recovers the coefficients of a long series within its standard errors', () => {
    const truth = { ar: [0.6], ma: [0.3], sar: [0.5], sma: [-0.3], period: 7 };
    const season = { seasonalP: 1, seasonalQ: 1, period: 7 };
    const fit = fitArma(problem(seasonal(65, 6000, truth), 1, 1, season));
    const errors = standardErrors(fit);
    const { ar, ma, sar, sma } = fit.coefficients;
    [ar[0]! - 0.6, ma[0]! - 0.3, sar[0]! - 0.5, sma[0]! + 0.3].forEach((miss, i) => {
      expect(Math.abs(miss)).toBeLessThan(4 * errors[i]!);
      expect(errors[i]!).toBeLessThan(0.1);
    });
  });

  it('is not better for one start than for many', () => {
    for (const { series, p, q, season } of cases) {
      const fast = fitArma(problem(series, p, q, season), { effort: 'fast' }).logLikelihood;
      expect(fitArma(problem(series, p, q, season)).logLikelihood).toBeGreaterThan(fast - 1e-6);
    }
  });

  it('marginalises missing values', () => {
    const series = seasonal(66, 160, { ar: [0.5], sma: [-0.6], period: 4 });
    const gaps = [10, 50, 51, 120];
    const regressors = gaps.map((gap) => Float64Array.from(series, (_, t) => Number(t === gap)));
    const orders = { p: 1, q: 0, seasonalP: 0, seasonalQ: 1, period: 4 };
    const fit = fitArma({ series, regressors, missing: 4, orders, signal: undefined });
    const { ar, sma } = fit.coefficients;
    const observed = Array.from(series, (value, t) => (gaps.includes(t) ? null : value));
    const height = (a: number, b: number) =>
      likelihoodAt({ ar: [a], sma: [b], period: 4 }, { values: observed }).logLikelihood;
    expect(height(ar[0]!, sma[0]!)).toBeCloseTo(fit.logLikelihood, 8);
    for (const [a, b] of [
      [1e-3, 0],
      [-1e-3, 0],
      [0, 1e-3],
      [0, -1e-3],
    ] as const) {
      expect(height(ar[0]! + a, sma[0]! + b)).toBeLessThan(fit.logLikelihood);
    }
    expect(standardErrors(fit, 4).length).toBe(2);
  });
});

describe('standard errors', () => {
  it('are those of asymptotic theory', () => {
    const series = simulate(21, 5000, [1, -0.7], [1]);
    const fit = fitArma(problem(series, 1, 0));
    const ar = fit.coefficients.ar[0]!;
    expect(standardErrors(fit)[0]! / Math.sqrt((1 - ar * ar) / 5000)).toBeCloseTo(1, 2);
  });

  it('are absent on the edge', () => {
    const fit = fitArma(problem(simulate(22, 150, [1], [1, -1]), 0, 1));
    expect(fit.coefficients.ma[0]).toBeCloseTo(-1, 4);
    expect(standardErrors(fit)).toEqual([null]);
  });
});

describe('the Gauss-Newton Hessian', () => {
  it('is near the Hessian of the likelihood at the maximum', () => {
    const series = simulate(31, 8000, [1, -0.5], [1, 0.4]);
    const fit = fitArma(problem(series, 1, 1));
    const { f, m } = fit.search.parametrization;
    const hessian = gaussNewtonHessian(series, f, m);
    const determinant = hessian[0]! * hessian[3]! - hessian[1]! * hessian[2]!;
    const errors = standardErrors(fit);
    expect(Math.sqrt(hessian[3]! / determinant) / errors[0]!).toBeCloseTo(1, 1);
    expect(Math.sqrt(hessian[0]! / determinant) / errors[1]!).toBeCloseTo(1, 1);
  });
});

describe('the Gauss-Newton Hessian of a seasonal model', () => {
  it.each([
    { ar: [0.5], ma: [0.4], sar: [0.6], sma: [-0.3], period: 4 },
    { ar: [0.5, -0.3], ma: [], sar: [], sma: [-0.6, 0.2], period: 5 },
    { ar: [], ma: [0.3, 0.2], sar: [0.4, 0.3], sma: [], period: 3 },
    { ar: [0.3, 0.1, 0.2], ma: [0.5], sar: [-0.4], sma: [], period: 2 },
  ])('is the product of the slopes of the innovations: %j', (coefficients) => {
    const n = 400;
    const { f, m } = polynomialsOf(coefficients);
    const series = simulate(51, n, [...f.expanded], [...m.expanded]);
    const { period } = coefficients;
    const parts = [coefficients.ar, coefficients.ma, coefficients.sar, coefficients.sma];
    const innovations = (at: Float64Array) => {
      const [ar, ma, sar, sma] = parts.map((part, i) => {
        const from = parts.slice(0, i).reduce((sum, { length }) => sum + length, 0);
        return at.subarray(from, from + part.length);
      });
      const moved = polynomialsOf({ ar: ar!, ma: ma!, sar: sar!, sma: sma!, period });
      const a = new Float64Array(n);
      applyPolynomial(a, series, moved.f.expanded, moved.f.degree, n);
      divideByPolynomial(a, a, moved.m.expanded, moved.m.degree, n);
      return a;
    };
    const at = Float64Array.from(parts.flat());
    const slopes = Array.from(at, (value, i) => {
      const step = 1e-5;
      const above = at.slice();
      const below = at.slice();
      above[i] = value + step;
      below[i] = value - step;
      const lower = innovations(below);
      return innovations(above).map((a, t) => (a - lower[t]!) / (2 * step));
    });
    const a = innovations(at);
    const weight = n / sumOfProducts(a, a);
    const hessian = gaussNewtonHessian(series, f, m);
    slopes.forEach((row, i) => {
      slopes.forEach((column, j) => {
        const scale = weight * Math.sqrt(sumOfProducts(row, row) * sumOfProducts(column, column));
        const entry = hessian[i * at.length + j]!;
        // The products of lags leave out the ends, of the order of period / n of the whole.
        expect(Math.abs(entry - weight * sumOfProducts(row, column)) / scale).toBeLessThan(0.05);
        expect(entry).toBe(hessian[j * at.length + i]);
      });
    });
  });
});

describe('the scan for common factors', () => {
  it('points at a seasonal root that one polynomial has and the other nearly', () => {
    const f = polynomialsOf({ sar: [0.9], period: 12 }).f.expanded;
    const m = polynomialsOf({ sma: [-0.75], period: 12 }).m.expanded;
    const series = simulate(43, 3000, [...f], [...m]);
    const [best] = scanRealFactors(series, 3, 12);
    expect(best!.shared[0]).toBeGreaterThan(0.6);
    expect(best!.moved[0]! - best!.shared[0]!).toBeGreaterThan(0);
    expect(best!.gain).toBeGreaterThan(10);
    // At another lag there is nothing of the kind.
    expect(scanRealFactors(series, 1, 7)[0]!.gain).toBeLessThan(best!.gain / 4);
    expect(scanRealFactors(new Float64Array(20), 2, 4).every(({ gain }) => !(gain > 0))).toBe(true);
  });

  it('points at a real root that one polynomial has and the other nearly', () => {
    const series = simulate(41, 4000, [1, -0.9], [1, -0.8]);
    const [best] = scanRealFactors(series, 3);
    expect(best!.shared[0]).toBeGreaterThan(0.6);
    expect(best!.moved[0]! - best!.shared[0]!).toBeGreaterThan(0);
    expect(best!.gain).toBeGreaterThan(10);
  });

  it('points at the frequency of a pair of complex roots', () => {
    const radius = 0.97;
    const angle = 0.8;
    const f = [1, -2 * radius * Math.cos(angle), radius * radius];
    const m = [1, -2 * 0.9 * Math.cos(angle), 0.81];
    const [best] = scanComplexFactors(simulate(42, 4000, f, m), 3);
    const [c1, c2] = best!.shared;
    expect(Math.acos(c1! / (2 * Math.sqrt(-c2!)))).toBeCloseTo(angle, 1);
    expect(best!.gain).toBeGreaterThan(10);
  });

  it('finds nothing to gain in a series of zeros', () => {
    expect(scanRealFactors(new Float64Array(20), 2).every(({ gain }) => !(gain > 0))).toBe(true);
    expect(scanComplexFactors(new Float64Array(20), 2).every(({ gain }) => gain === 0)).toBe(true);
  });
});
