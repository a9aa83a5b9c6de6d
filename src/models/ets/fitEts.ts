import { type BoundedMinimum, minimizeWithinBounds } from '../../math/index.js';
import type { EtsForm } from './EtsForm.js';
import { type EtsDerivatives, etsDerivatives } from './etsDerivatives.js';
import { createEquationRoom, etsNormalEquations } from './etsNormalEquations.js';
import {
  type EtsParametrization,
  etsParametrization,
  setSmoothing,
  slopeAt,
  smoothingAt,
} from './etsParametrization.js';
import { createEtsRun, type EtsFit, type EtsRun, type EtsSmoothing } from './etsRecursion.js';
import { etsEvaluator, objectiveOf, roundedSquares } from './etsSquares.js';
import { additiveStarts, type EtsStart, orderedStarts } from './etsStartingPoints.js';
import { otherSlope } from './otherSlope.js';

/** The most likely parameters of a form. */
export interface FittedEts {
  readonly form: EtsForm;
  readonly smoothing: EtsSmoothing;
  /** (n / 2) log(sum of squares) + sum of log forecasts: minus the log-likelihood but for a constant. */
  readonly objective: number;
  /** The run at these parameters. */
  readonly run: EtsRun;
  readonly sumOfSquares: number;
}

/** What a fit may be given besides the form. */
export interface FitEtsOptions {
  readonly signal?: AbortSignal | undefined;
  /** Where to start. Default: {@link additiveStarts}. */
  readonly starts?: readonly EtsStart[] | undefined;
  /** The fit of the form without damping, for a damped one: another start. */
  readonly undamped?: FittedEts | undefined;
}

/** So many starts are followed until a step gains less than this in likelihood; the best is followed to the end. */
const plainSearch = { most: 4, gain: 0.05 } as const;
const seasonalSearch = { most: 3, gain: 0.05 } as const;
const lastGain = 1e-7;

/** A start is given up as well once it would need more steps than this, each as long as its last, to reach the best. */
const mostSteps = 20;

/** How near a start has to come to the best before it to be given up as another way there. */
const nearValue = 1;
const nearPlace = 0.02;

/**
 * Fits a form of exponential smoothing to values of a size near 1, by maximum likelihood over the smoothing parameters
 * and the states before the first value: `undefined` where no start has a likelihood.
 *
 * The likelihood is that of a sum of squares, so steps are those of Gauss and Newton. Where the Jacobian has the many
 * columns of a season it is computed at the start alone, and the curvature then follows the exact derivatives.
 *
 * @throws the signal's reason.
 * @internal
 */
export function fitEts(
  values: Float64Array,
  form: EtsForm,
  period: number,
  { signal, starts = additiveStarts(values, form, period), undamped }: FitEtsOptions = {},
): FittedEts | undefined {
  const run = createEtsRun(form, values, period);
  const parametrization = etsParametrization(form, run.period);
  const evaluate = etsEvaluator(run, parametrization);
  const search = searchOf(run, parametrization, evaluate, signal);
  const points = orderedStarts(starts, run, form, parametrization);
  if (undamped !== undefined) points.unshift(pointOf(undamped, parametrization));
  const { most, gain } = parametrization.season === 0 ? plainSearch : seasonalSearch;
  let best: BoundedMinimum | undefined;
  const follow = (point: Float64Array) => {
    if (evaluate(point) === undefined) return false;
    const result = search(point, { tolerance: gain, isLast: false, known: best });
    if (best === undefined || result.value < best.value) best = result;
    return true;
  };
  let followed = 0;
  for (const point of points) {
    if (follow(point)) followed += 1;
    if (followed === most) break;
  }
  if (best === undefined) return undefined;
  if (parametrization.hasTrend) follow(otherSlope(best.x, run, evaluate, parametrization));
  const { x, value } = search(best.x, { tolerance: lastGain, isLast: true });
  const { sumOfSquares } = evaluate(x)!;
  return { form, smoothing: smoothingAt(x, parametrization), objective: value, run, sumOfSquares };
}

interface SearchSettings {
  /** Until a step gains less than this. */
  readonly tolerance: number;
  /** Whether the minimum is near: without a season the Jacobian is then computed once as well. */
  readonly isLast: boolean;
  /** A minimum that need not be found again: the search ends when it comes near it, or has no hope to. */
  readonly known?: BoundedMinimum | undefined;
}

/** The search for the least objective from a point. */
function searchOf(
  run: EtsRun,
  parametrization: EtsParametrization,
  evaluate: (x: Float64Array) => EtsFit | undefined,
  signal: AbortSignal | undefined,
): (start: Float64Array, settings: SearchSettings) => BoundedMinimum {
  const { lower, upper, season, smoothings } = parametrization;
  const n = run.values.length;
  const room = createEquationRoom(run, parametrization);
  const seasonals = new Float64Array(n + run.period);
  const by: EtsDerivatives = { alpha: 0, beta: 0, gamma: 0, phi: 0, level: 0, slope: 0, seasonals };
  let fit: EtsFit | undefined;
  const valueAt = (x: Float64Array) => {
    fit = evaluate(x);
    return fit === undefined ? Number.POSITIVE_INFINITY : objectiveOf(n, fit);
  };
  const curvatureThere = (x: Float64Array, matrix: Float64Array, slope: Float64Array) => {
    etsNormalEquations(x, run, parametrization, room, matrix, slope);
    const weight = n / roundedSquares(n, fit!);
    for (let i = 0; i < matrix.length; i++) matrix[i] = matrix[i]! * weight;
    for (let i = 0; i < slope.length; i++) slope[i] = slope[i]! * weight;
  };
  const slopeThere = (x: Float64Array, slope: Float64Array) => {
    etsDerivatives(run, smoothingAt(x, parametrization), roundedSquares(n, fit!), by);
    slopeAt(x, by, parametrization, slope);
  };
  return (start, { tolerance, isLast, known }) => {
    let before = Number.POSITIVE_INFINITY;
    return minimizeWithinBounds({
      valueAt,
      curvatureThere,
      slopeThere: season > 0 || isLast ? slopeThere : undefined,
      start,
      lower,
      upper,
      tolerance,
      onIteration: (x, value) => {
        signal?.throwIfAborted();
        const gain = before - value;
        before = value;
        if (known === undefined) return false;
        return value - known.value > mostSteps * gain || isNear(x, value, known, smoothings);
      },
    });
  };
}

/** Whether a point is about to lead to a known minimum, by its value and its smoothing parameters. */
function isNear(x: Float64Array, value: number, known: BoundedMinimum, smoothings: number): boolean {
  if (value > known.value + nearValue) return false;
  for (let i = 0; i < smoothings; i++) if (Math.abs(x[i]! - known.x[i]!) > nearPlace) return false;
  return true;
}

/** The point of a fit of the form without damping. */
function pointOf({ smoothing, run }: FittedEts, parametrization: EtsParametrization): Float64Array {
  const { smoothings, upper, period } = parametrization;
  const x = new Float64Array(parametrization.size);
  setSmoothing(x, { ...smoothing, phi: upper[smoothings - 1]! }, parametrization);
  x[smoothings] = run.levels[0]!;
  x[smoothings + 1] = run.slopes[0]!;
  if (run.codes.season !== 0) x.set(run.seasonals.subarray(0, period - 1), smoothings + 2);
  return x;
}
