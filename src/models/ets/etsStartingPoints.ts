import { choleskyFactor, choleskySolve } from '../../math/index.js';
import type { EtsForm } from './EtsForm.js';
import { createEquationRoom, type EtsEquationRoom, etsNormalEquations } from './etsNormalEquations.js';
import {
  type EtsParametrization,
  etsParametrization,
  setSmoothing,
  smoothingAt,
} from './etsParametrization.js';
import { createEtsRun, type EtsRun, type EtsSmoothing } from './etsRecursion.js';
import { etsEvaluator, objectiveOf } from './etsSquares.js';
import { type EtsStates, roughStates } from './etsStart.js';

/** Smoothing parameters with states that suit them: where a search may start. */
export interface EtsStart extends EtsStates {
  readonly smoothing: EtsSmoothing;
}

/** Shares of alpha, of beta in alpha, of gamma in 1 - alpha, and phi. */
const grid = [
  [0.05, 0.1, 0.05, 0.95],
  [0.01, 0.1, 0.7, 0.95],
  [0.3, 0.1, 0.1, 0.95],
  [0.6, 0.05, 0.6, 0.95],
  [0.9, 0.05, 0.05, 0.95],
  [0.05, 0.95, 0.3, 0.95],
  [0.1, 0.9, 0.6, 0.85],
  [0.4, 0.9, 0.3, 0.85],
  [0.8, 0.9, 0.3, 0.85],
  [0.95, 0.5, 0.3, 0.82],
  [0.45, 0.45, 0.3, 0.9],
] as const;

/** Starts are made of the first values alone, and those with a season compared by them: as many as these, or ten seasons. */
const comparedValues = 400;

/** Added to the diagonal, relative to it: two states may be told apart by rounding alone. */
const ridge = 1e-8;

/**
 * Starts for the forms with the trend and season of a form, whatever their kinds: smoothing parameters from a grid, each
 * with the first states of least squares of the additive form, which is linear in them.
 *
 * @internal
 */
export function additiveStarts(values: Float64Array, form: EtsForm, period: number): EtsStart[] {
  const linear = additiveForm(form);
  const parametrization = etsParametrization(linear, form.seasonal === 'none' ? 1 : period);
  const { hasTrend, season } = parametrization;
  const early = earlyValues(values, parametrization.period);
  const run = createEtsRun(linear, early, period);
  const room = createEquationRoom(run, parametrization);
  const evaluate = etsEvaluator(run, parametrization);
  const rough = roughStates(early, linear, period);
  const starts: EtsStart[] = [];
  for (const [alpha, betaShare, gammaShare, phi] of hasTrend || season > 0
    ? grid
    : grid.filter((_, i) => i % 2 === 0)) {
    const smoothing = {
      alpha,
      beta: hasTrend ? alpha * betaShare : 0,
      gamma: season > 0 ? (1 - alpha) * gammaShare : 0,
      phi: form.damped ? phi : 1,
    };
    const x = startAt({ ...rough, smoothing }, linear, parametrization);
    if (evaluate(x) === undefined) continue;
    moveStates(x, run, parametrization, room);
    starts.push(startOf(x, parametrization));
  }
  return starts;
}

function additiveForm({ trend, damped, seasonal }: EtsForm): EtsForm {
  const additive = (part: EtsForm['trend']) => (part === 'none' ? 'none' : 'additive');
  return { error: 'additive', trend: additive(trend), damped, seasonal: additive(seasonal) };
}

function earlyValues(values: Float64Array, period: number): Float64Array {
  return values.subarray(0, Math.max(comparedValues, 10 * period));
}

/** Moves the states of the point of a run to those of least squares. */
function moveStates(
  x: Float64Array,
  run: EtsRun,
  parametrization: EtsParametrization,
  room: EtsEquationRoom,
): void {
  const { size: all, smoothings } = parametrization;
  const whole = new Float64Array(all * all);
  const slope = new Float64Array(all);
  etsNormalEquations(x, run, parametrization, room, whole, slope);
  const size = all - smoothings;
  const matrix = new Float64Array(size * size);
  const step = slope.subarray(smoothings);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) matrix[i * size + j] = whole[(smoothings + i) * all + smoothings + j]!;
    matrix[i * size + i] = matrix[i * size + i]! * (1 + ridge) + Number.MIN_VALUE;
  }
  if (!choleskyFactor(matrix, size)) return;
  choleskySolve(matrix, size, step);
  for (let i = 0; i < size; i++) x[smoothings + i] = x[smoothings + i]! - step[i]!;
}

function startOf(x: Float64Array, parametrization: EtsParametrization): EtsStart {
  const { hasTrend, season, period, smoothings } = parametrization;
  const states = smoothings + (hasTrend ? 2 : 1);
  const seasonals = new Float64Array(season === 0 ? 0 : period);
  seasonals.set(x.subarray(states));
  return {
    smoothing: smoothingAt(x, parametrization),
    level: x[smoothings]!,
    slope: hasTrend ? x[smoothings + 1]! : 0,
    seasonals,
  };
}

/** The least factor that an additive season is turned into. */
const leastFactor = 0.05;

/** The point of a start in the search of a form: additive terms become factors where the form multiplies. @internal */
export function startAt(
  { smoothing, level, slope, seasonals }: EtsStart,
  form: EtsForm,
  parametrization: EtsParametrization,
  size = level,
): Float64Array {
  const { smoothings, hasTrend, period } = parametrization;
  const x = new Float64Array(parametrization.size);
  setSmoothing(x, smoothing, parametrization);
  let at = smoothings;
  x[at++] = level;
  if (hasTrend) {
    x[at++] = form.trend === 'additive' ? slope : Math.min(1.2, Math.max(0.8, 1 + slope / level));
  }
  if (form.seasonal === 'none') return x;
  for (let j = 0; j < period - 1; j++) {
    x[at + j] =
      form.seasonal === 'additive' ? seasonals[j]! : Math.max(leastFactor, 1 + seasonals[j]! / size);
  }
  return x;
}

/**
 * The points of starts at which a form has a likelihood: the calmest, which is the first of the grid, and then the most
 * promising, by the early values where there is a season; they wrong that one most often. The run is the room they are
 * tried in.
 *
 * @internal
 */
export function orderedStarts(
  starts: readonly EtsStart[],
  run: EtsRun,
  form: EtsForm,
  parametrization: EtsParametrization,
): Float64Array[] {
  const { period, season } = parametrization;
  const early = earlyValues(run.values, period);
  const compared = season > 0 ? early : run.values;
  const evaluate = etsEvaluator({ ...run, values: compared }, parametrization);
  const count = Math.min(early.length, form.seasonal === 'none' ? 10 : 4 * period);
  const size = early.subarray(0, count).reduce((sum, value) => sum + value, 0) / count;
  const points: { readonly x: Float64Array; readonly value: number }[] = [];
  for (const start of starts) {
    const level = form.error === 'multiplicative' ? Math.max(start.level, 0.1 * size) : start.level;
    const x = startAt({ ...start, level }, form, parametrization, size);
    const fit = evaluate(x);
    if (fit !== undefined) points.push({ x, value: objectiveOf(compared.length, fit) });
  }
  const calmest = points.splice(0, 1);
  points.sort((a, b) => a.value - b.value);
  return [...calmest, ...points].map(({ x }) => x);
}
