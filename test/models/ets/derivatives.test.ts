import { describe, expect, it } from 'vitest';
import { createRandomStream, polynomialRoots } from '../../../src/math/index.js';
import { describeEts, type EtsForm, isStableForm } from '../../../src/models/ets/EtsForm.js';
import { type EtsDerivatives, etsDerivatives } from '../../../src/models/ets/etsDerivatives.js';
import { createEquationRoom, etsNormalEquations } from '../../../src/models/ets/etsNormalEquations.js';
import { etsParametrization, setSmoothing, slopeAt } from '../../../src/models/ets/etsParametrization.js';
import { createEtsRun, type EtsSmoothing, runEts } from '../../../src/models/ets/etsRecursion.js';
import { etsEvaluator } from '../../../src/models/ets/etsSquares.js';
import { isStable } from '../../../src/models/ets/etsStability.js';

const kinds = ['additive', 'multiplicative'] as const;
const forms: EtsForm[] = kinds
  .flatMap((error) =>
    (['none', ...kinds] as const).flatMap((trend) =>
      [false, true].flatMap((damped) =>
        (['none', ...kinds] as const).map((seasonal): EtsForm => ({ error, trend, damped, seasonal })),
      ),
    ),
  )
  .filter((form) => isStableForm(form) && (form.trend !== 'none' || !form.damped));

const random = createRandomStream(5);
const period = 4;
const values = Float64Array.from(
  { length: 40 },
  (_, t) => 1 + 0.01 * t + 0.1 * (t % period) + 0.05 * random.normal(),
);

interface Point extends EtsSmoothing {
  readonly level: number;
  readonly slope: number;
  readonly seasonals: Float64Array;
}

const pointOf = (form: EtsForm): Point => ({
  alpha: 0.4,
  beta: form.trend === 'none' ? 0 : 0.15,
  gamma: form.seasonal === 'none' ? 0 : 0.25,
  phi: form.damped ? 0.9 : 1,
  level: 1.05,
  slope: form.trend === 'multiplicative' ? 1.01 : form.trend === 'additive' ? 0.02 : 0,
  seasonals:
    form.seasonal === 'multiplicative'
      ? Float64Array.of(0.9, 1, 1.1, 1)
      : Float64Array.of(-0.1, 0, 0.1, 0.02),
});

/** The point in the vector of a search. */
function vectorOf(form: EtsForm, parametrization: ReturnType<typeof etsParametrization>): Float64Array {
  const point = pointOf(form);
  const x = new Float64Array(parametrization.size);
  setSmoothing(x, point, parametrization);
  const { smoothings, hasTrend, season } = parametrization;
  x[smoothings] = point.level;
  if (hasTrend) x[smoothings + 1] = point.slope;
  if (season > 0) x.set(point.seasonals.subarray(0, -1), smoothings + (hasTrend ? 2 : 1));
  return x;
}

function runAt(form: EtsForm, point: Point) {
  const run = createEtsRun(form, values, period);
  run.levels[0] = point.level;
  run.slopes[0] = point.slope;
  if (form.seasonal !== 'none') run.seasonals.set(point.seasonals);
  const fit = runEts(run, point)!;
  return { run, fit, objective: (values.length / 2) * Math.log(fit.sumOfSquares) + fit.logForecasts };
}

const parametersOf = (form: EtsForm): (keyof Point)[] => [
  'alpha',
  'level',
  ...(form.trend === 'none' ? [] : (['beta', 'slope'] as const)),
  ...(form.damped ? (['phi'] as const) : []),
  ...(form.seasonal === 'none' ? [] : (['gamma'] as const)),
];

describe('the derivatives of the likelihood', () => {
  it('are checked for all 19 forms', () => expect(forms.length).toBe(19));

  it.each(forms.map((form) => [describeEts(form), form] as const))(
    'agree with differences: %s',
    (_, form) => {
      const point = pointOf(form);
      const { run, fit } = runAt(form, point);
      const by: EtsDerivatives = {
        alpha: 0,
        beta: 0,
        gamma: 0,
        phi: 0,
        level: 0,
        slope: 0,
        seasonals: new Float64Array(values.length + run.period),
      };
      etsDerivatives(run, point, fit.sumOfSquares, by);
      const step = 1e-6;
      for (const name of parametersOf(form)) {
        const at = (move: number) =>
          runAt(form, { ...point, [name]: (point[name] as number) + move }).objective;
        const expected = (at(step) - at(-step)) / (2 * step);
        // Central differences leave about step squared, and rounding over step.
        expect(Math.abs((by[name] as number) - expected), name).toBeLessThan(1e-6 * (1 + Math.abs(expected)));
      }
      for (let j = 0; form.seasonal !== 'none' && j < period; j++) {
        const at = (move: number) => {
          const seasonals = point.seasonals.slice();
          seasonals[j] = seasonals[j]! + move;
          return runAt(form, { ...point, seasonals }).objective;
        };
        const expected = (at(step) - at(-step)) / (2 * step);
        expect(Math.abs(by.seasonals[j]! - expected)).toBeLessThan(1e-6 * (1 + Math.abs(expected)));
      }
    },
  );

  it.each(forms.map((form) => [describeEts(form), form] as const))(
    'of the errors, forward, make up the normal equations: %s',
    (_, form) => {
      const { run } = runAt(form, pointOf(form));
      const n = values.length;
      const parametrization = etsParametrization(form, run.period);
      const { size } = parametrization;
      const x = vectorOf(form, parametrization);
      const evaluate = etsEvaluator(run, parametrization);
      const fit = evaluate(x)!;
      /** The errors times the geometric mean of the forecasts. */
      const squaredErrorsAt = (at: Float64Array) => {
        const mean = Math.exp(evaluate(at)!.logForecasts / n);
        return run.errors.map((error) => error * mean);
      };
      const scale = Math.exp((2 * fit.logForecasts) / n);
      const step = 1e-6;
      const columns = Array.from(x, (_, i) => {
        const moved = (by: number) => squaredErrorsAt(x.map((value, j) => value + (i === j ? by : 0)));
        const [above, below] = [moved(step), moved(-step)];
        return above.map((value, t) => (value - below[t]!) / (2 * step));
      });
      const errors = squaredErrorsAt(x);
      const matrix = new Float64Array(size * size);
      const slope = new Float64Array(size);
      etsNormalEquations(x, run, parametrization, createEquationRoom(run, parametrization), matrix, slope);
      const seasonals = new Float64Array(n + run.period);
      const by: EtsDerivatives = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0, seasonals };
      etsDerivatives(run, pointOf(form), fit.sumOfSquares, by);
      const backward = new Float64Array(size);
      slopeAt(x, by, parametrization, backward);
      slope.forEach((value, i) => {
        const expected = (value * n) / fit.sumOfSquares;
        expect(Math.abs(backward[i]! - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
      });
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, t) => sum + value * b[t]!, 0);
      columns.forEach((column, i) => {
        const expected = dot(column, errors) / scale;
        // Central differences leave about step squared, and rounding over step.
        expect(Math.abs(slope[i]! - expected), `parameter ${i}`).toBeLessThan(
          1e-6 * (1 + Math.abs(expected)),
        );
        for (let j = 0; j <= i; j++) {
          const product = dot(column, columns[j]!) / scale;
          expect(Math.abs(matrix[i * size + j]! - product)).toBeLessThan(1e-6 * (1 + Math.abs(product)));
        }
      });
    },
  );
});

describe('the test of stability', () => {
  it('says where the roots of the characteristic polynomial are', () => {
    const stream = createRandomStream(8);
    let stable = 0;
    for (let i = 0; i < 300; i++) {
      const m = 2 + Math.floor(stream.uniform() * 10);
      const alpha = stream.uniform();
      const smoothing = {
        alpha,
        beta: alpha * stream.uniform(),
        gamma: (1 - alpha) * stream.uniform(),
        phi: stream.uniform() < 0.5 ? 1 : 0.8 + 0.18 * stream.uniform(),
      };
      const { beta, gamma, phi } = smoothing;
      const inner = alpha + beta - alpha * phi;
      const ascending = [
        phi * (1 - alpha - gamma),
        inner + gamma - 1,
        ...new Array(m - 2).fill(inner),
        alpha + beta - phi,
        1,
      ];
      const largest = Math.max(
        ...polynomialRoots(Float64Array.from(ascending)).map(({ real, imaginary }) =>
          Math.hypot(real, imaginary),
        ),
      );
      if (Math.abs(largest - 1) < 1e-6) continue;
      expect(isStable(smoothing, m, new Float64Array(m + 1))).toBe(largest < 1);
      if (largest < 1) stable += 1;
    }
    expect(stable).toBeGreaterThan(100);
    expect(stable).toBeLessThan(300);
  });
});
