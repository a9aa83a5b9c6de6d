import { choleskyFactor, choleskyInverse, choleskySolve } from '../../math/index.js';
import { type EtsDirection, etsTangent } from './etsDerivatives.js';
import { type EtsParametrization, smoothingAt, smoothingSlopes } from './etsParametrization.js';
import type { EtsRun } from './etsRecursion.js';

/** Added to the diagonal, relative to it: two states may be told apart by rounding alone. */
const ridge = 1e-8;

/**
 * The states of a point moved by a Gauss-Newton step: to their best values, where errors are additive; and what the
 * sum of squares of the run is expected to become. The run is that of the point.
 *
 * @internal
 */
export function withBetterStates(
  x: Float64Array,
  run: EtsRun,
  parametrization: EtsParametrization,
): { readonly x: Float64Array; readonly gain: number } {
  const { angles } = parametrization;
  const rows = jacobian(x, run, parametrization, angles);
  const slope = Float64Array.from(rows, (row) => dot(row, run.errors));
  const step = slope.slice();
  const matrix = normalMatrix(rows);
  if (!choleskyFactor(matrix, rows.length)) return { x, gain: 0 };
  choleskySolve(matrix, rows.length, step);
  const moved = x.slice();
  for (let i = 0; i < step.length; i++) moved[angles + i] = moved[angles + i]! - step[i]!;
  return { x: moved, gain: dot(step, slope) };
}

/**
 * The inverse Hessian of the objective by the Gauss-Newton approximation, at the point of a run; `undefined` where it
 * has none.
 *
 * @internal
 */
export function inverseHessian(
  x: Float64Array,
  run: EtsRun,
  parametrization: EtsParametrization,
): Float64Array | undefined {
  const rows = jacobian(x, run, parametrization, 0);
  const matrix = normalMatrix(rows);
  if (!choleskyFactor(matrix, rows.length)) return undefined;
  const scale = dot(run.errors, run.errors) / run.errors.length;
  const inverse = choleskyInverse(matrix, rows.length);
  for (let i = 0; i < inverse.length; i++) {
    inverse[i] = inverse[i]! * scale;
    if (!Number.isFinite(inverse[i])) return undefined;
  }
  return inverse;
}

/** The derivatives of all errors, a row for each parameter from number `from` on. */
function jacobian(
  x: Float64Array,
  run: EtsRun,
  parametrization: EtsParametrization,
  from: number,
): Float64Array[] {
  const smoothing = smoothingAt(x, parametrization);
  const room = new Float64Array(run.values.length + run.period);
  return directions(x, parametrization)
    .slice(from)
    .map((direction) => {
      const tangent = new Float64Array(run.values.length);
      etsTangent(run, smoothing, direction, tangent, room);
      return tangent;
    });
}

function directions(x: Float64Array, parametrization: EtsParametrization): EtsDirection[] {
  const { hasTrend, season, period } = parametrization;
  const still = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0 };
  const all: EtsDirection[] = smoothingSlopes(x, parametrization).map((slopes) => ({ ...still, ...slopes }));
  all.push({ ...still, level: 1 });
  if (hasTrend) all.push({ ...still, slope: 1 });
  for (let j = 0; season > 0 && j < period - 1; j++) {
    const seasonals = new Float64Array(period);
    seasonals[j] = 1;
    seasonals[period - 1] = -1;
    all.push({ ...still, seasonals });
  }
  return all;
}

function normalMatrix(rows: readonly Float64Array[]): Float64Array {
  const size = rows.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = dot(rows[i]!, rows[j]!);
      matrix[i * size + j] = sum;
      matrix[j * size + i] = sum;
    }
    matrix[i * size + i] = matrix[i * size + i]! * (1 + ridge) + Number.MIN_VALUE;
  }
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}
