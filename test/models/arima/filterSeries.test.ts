import { describe, expect, it } from 'vitest';
import { DegenerateSeriesError, InsufficientDataError } from '../../../src/errors/index.js';
import type { ProcessParameters } from '../../../src/models/arima/arimaProcess.js';
import { arDegree, armaOrders, maDegree } from '../../../src/models/arima/armaOrders.js';
import { armaParametrization } from '../../../src/models/arima/armaParametrization.js';
import { differenced } from '../../../src/models/arima/differencing.js';
import { createExactLikelihood } from '../../../src/models/arima/exactLikelihood.js';
import { filterSeries } from '../../../src/models/arima/filterSeries.js';
import { cholesky, covarianceMatrix, gaussian, whiten } from './bruteForce.js';
import { polynomialsOf } from './likelihoodAt.js';
import { integratedNoise, modelAt } from './modelAt.js';

type Shape = Pick<ProcessParameters, 'order' | 'seasonal'> & {
  readonly n: number;
  readonly missing: readonly number[];
  /** How far from zero the coordinates of the coefficients are; 2 brings roots near the unit circle. */
  readonly spread?: number;
};

const shapes: Shape[] = [
  { order: [1, 0, 0], n: 30, missing: [] },
  { order: [0, 0, 1], n: 30, missing: [] },
  { order: [2, 0, 2], n: 60, missing: [] },
  { order: [2, 0, 2], n: 60, missing: [5, 6, 20], spread: 2 },
  { order: [0, 0, 0], n: 20, missing: [3] },
  { order: [0, 0, 3], n: 40, missing: [1, 2, 3, 37, 38] },
  { order: [0, 1, 0], n: 20, missing: [3, 4] },
  { order: [1, 1, 1], n: 60, missing: [5, 6, 20, 57] },
  { order: [1, 2, 1], n: 40, missing: [1, 9, 10, 11] },
  { order: [3, 0, 0], n: 120, missing: Array.from({ length: 50 }, (_, i) => 2 * i + 1) },
  { order: [1, 1, 1], seasonal: { order: [1, 0, 1], period: 12 }, n: 100, missing: [5, 50, 51, 98] },
  { order: [1, 1, 1], seasonal: { order: [1, 1, 1], period: 12 }, n: 150, missing: [3, 5, 50, 51, 148] },
  { order: [0, 1, 1], seasonal: { order: [0, 1, 1], period: 4 }, n: 60, missing: [1, 2, 3, 30] },
  { order: [2, 1, 1], seasonal: { order: [1, 2, 1], period: 4 }, n: 80, missing: [1, 2, 3, 6, 30] },
  { order: [1, 0, 0], seasonal: { order: [2, 0, 2], period: 24 }, n: 150, missing: [], spread: 2 },
];
const cases = shapes.map((shape, seed) => {
  const { order, seasonal, n, missing, spread = 0.7 } = shape;
  const orders = armaOrders(order, seasonal);
  const parametrization = armaParametrization(orders);
  const draw = gaussian(100 + seed);
  const logDeterminant = parametrization.set(
    Float64Array.from({ length: parametrization.size }, () => spread * draw()),
  );
  const { ar, ma, sar, sma } = parametrization.coefficients();
  const differencing = { d: order[1], seasonalD: seasonal?.order[1] ?? 0, period: orders.period };
  const full = integratedNoise(n, { ...differencing, seed });
  const eta = Float64Array.from(full, (value, t) => (missing.includes(t) ? Number.NaN : value));
  const parameters: ProcessParameters = {
    order,
    ...(seasonal === undefined ? {} : { seasonal }),
    ar: [...ar],
    ma: [...ma],
    sar: [...sar],
    sma: [...sma],
  };
  const name = `(${order})(${seasonal?.order ?? ''}), n ${n}, ${missing.length} missing`;
  return { ...shape, name, orders, parametrization, logDeterminant, differencing, full, eta, parameters };
});

/** Brute force sums 5000 weights, too few for seasonal roots near the unit circle, and starts from observations. */
const conditionable = cases.filter(({ missing, differencing: { d, seasonalD, period }, n }) => {
  const start = d + seasonalD * period;
  return n < 150 && missing.every((gap) => gap >= start);
});

describe('filterSeries', () => {
  it.each(cases)('has the exact likelihood of $name', (case_) => {
    const { orders, parametrization, logDeterminant, differencing, full, eta, parameters, missing } = case_;
    const likelihood = createExactLikelihood({
      series: differenced(Float64Array.from(full), differencing).slice(),
      regressors: missing.map((gap) => {
        const impulse = new Float64Array(eta.length);
        impulse[gap] = 1;
        return differenced(impulse, differencing).slice();
      }),
      missing: missing.length,
      orders,
    });
    const value = likelihood.evaluate(parametrization.f, parametrization.m, logDeterminant);
    const { sumOfSquares, observed } = likelihood.point;
    const filtered = filterSeries(parameters, eta);
    expect(filtered.residuals.length - filtered.without.length).toBe(observed);
    expect(Math.abs(filtered.sumOfSquares / sumOfSquares - 1)).toBeLessThan(1e-11);
    const own = (observed * Math.log(filtered.sumOfSquares / observed) + filtered.logDeterminant) / 2;
    // Roots near the unit circle leave the determinant of the state fewer digits.
    expect(Math.abs(own - value)).toBeLessThan(1e-9);
  });

  it.each(conditionable)(
    'predicts as conditioning on the past does: $name',
    ({ eta, parameters, differencing, order, seasonal }) => {
      const { d, seasonalD, period } = differencing;
      const start = d + seasonalD * period;
      const count = eta.length - start;
      const { ar, ma, sar = [], sma = [] } = parameters;
      const { f, m } = polynomialsOf({ ar, ma, sar, sma, period });
      const covariance = covarianceMatrix(f.expanded, m.expanded, count);
      const sums = integratingMatrix(count, differencing);
      const ofLevels = product(product(sums, covariance), transposed(sums));
      // What the levels would be without innovations, from the observations at the start.
      const still = continued(eta, start, differencing);
      const observed = Array.from({ length: count }, (_, t) => t).filter(
        (t) => !Number.isNaN(eta[start + t]!),
      );
      const factor = cholesky(observed.map((i) => observed.map((j) => ofLevels[i]![j]!)));
      const white = whiten(
        factor,
        observed.map((t) => eta[start + t]! - still[start + t]!),
      );
      const { residuals, fitted } = filterSeries(parameters, eta);
      const nearCircle = order[0] > 1 || seasonal !== undefined ? 1e-6 : 1e-8;
      observed.forEach((t, i) => {
        expect(Math.abs(residuals[t]! - white[i]!)).toBeLessThan(nearCircle);
        const error = white[i]! * factor[i]![i]!;
        expect(Math.abs(eta[start + t]! - fitted[t]! - error)).toBeLessThan(
          nearCircle * (1 + factor[i]![i]!),
        );
      });
    },
  );

  it.each(cases)(
    'goes on from any point as from the start: $name',
    ({ eta, parameters, orders, differencing }) => {
      const start = differencing.d + differencing.seasonalD * orders.period;
      const earliest = start + Math.max(arDegree(orders), maDegree(orders)) + 2;
      const whole = modelAt(parameters, [...eta]);
      const cuts = [0.5, 0.8, 1].map((share) => Math.max(earliest, Math.floor(share * (eta.length - 2))));
      for (const at of cuts) {
        let cut = at;
        while (Number.isNaN(eta[cut - 1]!)) cut += 1;
        let oneByOne = modelAt(parameters, [...eta.subarray(0, cut)]);
        const atOnce = oneByOne.append(eta.slice(cut));
        for (const value of eta.subarray(cut)) {
          // A wrong value first, then the true one in its place, once more after a journey through JSON.
          const wrong = oneByOne.append([Number.isNaN(value) ? 3 : value + 7]);
          oneByOne = wrong.append([55], { replaceLast: true }).append([value], { replaceLast: true });
        }
        expect(oneByOne.training).toEqual(atOnce.training);
        expect(JSON.stringify(oneByOne)).toBe(JSON.stringify(oneByOne.append([])));
        for (const model of [oneByOne, atOnce]) {
          const actual = model.forecast({ horizon: 30 });
          const expected = whole.forecast({ horizon: 30 });
          const size = expected.intervals[0]!.upper[0]! - expected.mean[0]!;
          const scale = (h: number) => size + Math.abs(expected.mean[h]!);
          for (let h = 0; h < 30; h++) {
            expect(Math.abs(actual.mean[h]! - expected.mean[h]!) / scale(h)).toBeLessThan(1e-12);
            const [a, b] = [actual.intervals[1]!.upper[h]!, expected.intervals[1]!.upper[h]!];
            expect(Math.abs(a - b) / (scale(h) + Math.abs(b))).toBeLessThan(1e-12);
          }
        }
      }
    },
  );

  it('is as exact at once as step by step where nothing is unknown any more', () => {
    const parameters = { order: [1, 1, 1], ar: [0.4], ma: [-0.97] } as const;
    const values = integratedNoise(3000, { d: 1, seed: 8 });
    const atOnce = filterSeries(parameters, Float64Array.from(values));
    // A value missing near the end keeps the filter stepping until then.
    const stepwise = filterSeries(
      parameters,
      Float64Array.from(values, (value, t) => (t === 2990 ? Number.NaN : value)),
    );
    for (let t = 0; t < 2989; t++)
      expect(Math.abs(atOnce.residuals[t]! - stepwise.residuals[t]!)).toBeLessThan(1e-12);
  });

  it('takes a moving average with its roots on the unit circle', () => {
    for (const [ma, order] of [
      [[-1], [0, 0, 1]],
      [
        [0, 1],
        [1, 0, 2],
      ],
    ] as const) {
      const ar = order[0] === 1 ? [0.5] : [];
      const values = integratedNoise(50, { seed: 4 });
      const { f, m } = polynomialsOf({ ar, ma });
      const white = whiten(cholesky(covarianceMatrix(f.expanded, m.expanded, 50)), values);
      const { residuals, end } = filterSeries({ order, ar, ma }, Float64Array.from(values));
      residuals.forEach((residual, t) => {
        expect(Math.abs(residual - white[t]!)).toBeLessThan(1e-9);
      });
      expect(end.steps).toBe(49);
    }
  });

  it('forgets what is not known, and keeps nothing of it in the state, once the past is long enough', () => {
    const parameters = { order: [1, 0, 1], ar: [0.5], ma: [0.4] } as const;
    const { end } = filterSeries(parameters, Float64Array.from(integratedNoise(200, { seed: 5 })));
    expect(end.uncertainty).toBeUndefined();
    const gapped = integratedNoise(200, { seed: 5 }).map((value, t) => (t === 197 ? Number.NaN : value));
    const afterGap = filterSeries(parameters, Float64Array.from(gapped)).end;
    expect(afterGap.uncertainty?.length).toBe(1);
  });

  it('says that a series is too short, or that its start cannot be told', () => {
    const parameters = { order: [2, 1, 0], ar: [0.1, 0.1], ma: [] } as const;
    expect(() => filterSeries(parameters, Float64Array.of(1, 2, 3))).toThrow(InsufficientDataError);
    const seasonal = { order: [0, 1, 0], period: 4 } as const;
    const never = Float64Array.from({ length: 21 }, (_, t) => (t % 4 === 1 ? Number.NaN : t));
    expect(() => filterSeries({ order: [0, 0, 0], seasonal, ar: [], ma: [] }, never)).toThrow(
      DegenerateSeriesError,
    );
  });
});

/** The levels that differences of 1 at one time lead to. */
function integratingMatrix(count: number, { d, seasonalD, period }: (typeof cases)[number]['differencing']) {
  const column = Array.from({ length: count }, (_, t) => Number(t === 0));
  for (let order = 0; order < d; order++)
    for (let t = 1; t < count; t++) column[t] = column[t]! + column[t - 1]!;
  for (let order = 0; order < seasonalD; order++) {
    for (let t = period; t < count; t++) column[t] = column[t]! + column[t - period]!;
  }
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: count }, (__, j) => (j > i ? 0 : column[i - j]!)),
  );
}

/** The first `start` values and what follows them when all differences are zero. */
function continued(eta: Float64Array, start: number, differencing: (typeof cases)[number]['differencing']) {
  const result = eta.slice();
  for (let t = start; t < eta.length; t++) {
    result[t] = 0;
    result[t] = -differenced(result.slice(0, t + 1), differencing).at(-1)!;
  }
  return result;
}

function product(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

function transposed(a: readonly (readonly number[])[]): number[][] {
  return a[0]!.map((_, j) => a.map((row) => row[j]!));
}
