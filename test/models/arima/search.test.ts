import { describe, expect, it } from 'vitest';
import { createArmaSearch } from '../../../src/models/arima/armaSearch.js';
import { scanComplexFactors, scanRealFactors } from '../../../src/models/arima/commonFactorScan.js';
import { fitArma } from '../../../src/models/arima/fitArma.js';
import { gaussNewtonHessian } from '../../../src/models/arima/gaussNewtonHessian.js';
import { hannanRissanen } from '../../../src/models/arima/hannanRissanen.js';
import { applyPolynomial, divideByPolynomial } from '../../../src/models/arima/lagFilters.js';
import { standardErrors } from '../../../src/models/arima/standardErrors.js';
import { gaussian } from './bruteForce.js';

function simulate(seed: number, n: number, f: number[], m: number[]): Float64Array {
  const draw = gaussian(seed);
  const w = new Float64Array(n + 300);
  const shocks = Float64Array.from(w, draw);
  applyPolynomial(w, shocks, Float64Array.from(m), m.length - 1, n + 300);
  divideByPolynomial(w, w, Float64Array.from(f), f.length - 1, n + 300);
  return w.slice(300);
}
const problem = (series: Float64Array, p: number, q: number) => ({
  series,
  regressors: [],
  p,
  q,
  signal: undefined,
});

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
      const single = search.climb(search.parametrization.locate(hannanRissanen(series, 2, 2))).value;
      const fit = fitArma(problem(series, 2, 2));
      return fit.logLikelihood + single + 200 * (1 + Math.log(2 * Math.PI));
    });
    expect(Math.min(...misses)).toBeGreaterThan(-1e-5);
    expect(Math.max(...misses)).toBeGreaterThan(0.5);
  });

  it('climbs once more from the unit circle when a moving average has come near it', () => {
    const series = simulate(152, 100, [1], [1, -0.95]);
    const search = createArmaSearch(problem(series, 0, 1));
    const single = search.climb(search.parametrization.locate(hannanRissanen(series, 0, 1))).value;
    const fit = fitArma(problem(series, 0, 1));
    expect(fit.logLikelihood + single + 50 * (1 + Math.log(2 * Math.PI))).toBeGreaterThan(0.5);
  });

  it('recovers the coefficients of a long series within its standard errors', () => {
    const series = simulate(16, 20_000, [1, -0.6, 0.3], [1, 0.5]);
    const fit = fitArma(problem(series, 2, 1));
    const errors = standardErrors(fit, 2, 1);
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

describe('standard errors', () => {
  it('are those of asymptotic theory', () => {
    const series = simulate(21, 5000, [1, -0.7], [1]);
    const fit = fitArma(problem(series, 1, 0));
    const ar = fit.coefficients.ar[0]!;
    expect(standardErrors(fit, 1, 0)[0]! / Math.sqrt((1 - ar * ar) / 5000)).toBeCloseTo(1, 2);
  });

  it('are absent on the edge', () => {
    const fit = fitArma(problem(simulate(22, 150, [1], [1, -1]), 0, 1));
    expect(fit.coefficients.ma[0]).toBeCloseTo(-1, 4);
    expect(standardErrors(fit, 0, 1)).toEqual([null]);
  });
});

describe('the Gauss-Newton Hessian', () => {
  it('is near the Hessian of the likelihood at the maximum', () => {
    const series = simulate(31, 8000, [1, -0.5], [1, 0.4]);
    const fit = fitArma(problem(series, 1, 1));
    const { f, m } = fit.search.parametrization;
    const hessian = gaussNewtonHessian(series, f, m, 1, 1);
    const determinant = hessian[0]! * hessian[3]! - hessian[1]! * hessian[2]!;
    const errors = standardErrors(fit, 1, 1);
    expect(Math.sqrt(hessian[3]! / determinant) / errors[0]!).toBeCloseTo(1, 1);
    expect(Math.sqrt(hessian[0]! / determinant) / errors[1]!).toBeCloseTo(1, 1);
  });
});

describe('the scan for common factors', () => {
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
