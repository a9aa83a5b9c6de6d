import { DegenerateSeriesError, InsufficientDataError } from '../../errors/index.js';
import { describeOrder } from './arimaOrder.js';
import { type ArimaProcess, arimaProcess, laggedSum, type ProcessParameters } from './arimaProcess.js';
import type { ArimaEndState } from './arimaState.js';
import { differenced } from './differencing.js';
import { ExactFilter } from './ExactFilter.js';
import { certainEnd, endState } from './endState.js';
import { gaplessPast, gaplessSteps } from './gaplessPast.js';
import { laggedProduct } from './lagFilters.js';
import { applyLags, divideByLags } from './lagPolynomial.js';
import { bezoutian } from './presample.js';
import { stationaryRoot } from './stationaryRoot.js';

/** What the exact filter makes of a series; arrays have an entry for each value after the first d + D s. */
export interface FilteredSeries {
  /** Errors of the one-step predictions divided by their relative standard deviations: all of variance sigma2. */
  readonly residuals: Float64Array;
  /** One-step predictions of eta. */
  readonly fitted: Float64Array;
  /**
   * The positions whose residual is 0 because nothing was observed, or because nothing could be predicted: where values
   * are missing among the first d + D s, an observation later on takes the place of each.
   */
  readonly without: readonly number[];
  /** The sum of squares of the residuals. */
  readonly sumOfSquares: number;
  /** The log determinant of the covariance of the observations, in units of sigma2. */
  readonly logDeterminant: number;
  readonly end: ArimaEndState;
}

/** Shorter stretches are not worth leaving the filter for. */
const worthwhile = 64;
const negligible = 1e-17;

/**
 * Runs the exact filter over a series `eta`, `NaN` where a value is missing; the first and the last are not. The time
 * before the sample is the infinite past of a stationary process. Linear in the length, times the square of the degree
 * while something of the past is not known exactly.
 *
 * @throws {@link InsufficientDataError} with fewer than d + D s + max(p + P s, q + Q s) + 1 values.
 * @throws {@link DegenerateSeriesError} when a value missing at the start cannot be told from what follows.
 * @internal
 */
export function filterSeries(parameters: ProcessParameters, eta: Float64Array): FilteredSeries {
  const process = arimaProcess(parameters);
  const { differences } = process;
  const name = describeOrder(parameters.order, parameters.seasonal);
  const needed = differences + degreeOf(process) + 1;
  if (eta.length < needed) throw new InsufficientDataError({ operation: name, needed, got: eta.length });
  const gap = lastMissing(eta);
  const filter = new ExactFilter(process, gap < 0 ? eta : eta.slice(), differences, 0);
  admitMissingStart(filter);
  admitPresample(filter);
  const residuals = new Float64Array(filter.count);
  const fitted = new Float64Array(filter.count);
  const without: number[] = [];
  let logDeterminant = 0;
  let end: ArimaEndState | undefined;
  while (filter.steps < filter.count) {
    const t = filter.steps;
    if (t === filter.count - 1) {
      if ((filter.uncertainty?.diffuse ?? 0) > 0) throw undetermined(name);
      requireComputable(filter);
      end = endState(filter);
    }
    filter.step();
    residuals[t] = filter.error / Math.sqrt(filter.variance);
    // At the step itself: later observations change what is expected of a missing value.
    fitted[t] = filter.eta[differences + t]! - filter.error;
    if (!filter.isInformative) without.push(t);
    logDeterminant += filter.logDeterminant;
    if (t < gap - differences || filter.uncertainty !== undefined || filter.count - t < worthwhile) continue;
    end = runAtOnce(filter, residuals, fitted);
    break;
  }
  const sumOfSquares = laggedProduct(residuals, residuals, 0, residuals.length);
  return { residuals, fitted, without, sumOfSquares, logDeterminant, end: end! };
}

function lastMissing(eta: Float64Array): number {
  let t = eta.length - 1;
  while (t >= 0 && !Number.isNaN(eta[t]!)) t -= 1;
  return t;
}

function degreeOf({ autoregressive, movingAverage }: ArimaProcess): number {
  return Math.max(autoregressive, movingAverage);
}

/** Nothing at all is known of the values missing among the first d + D s. */
function admitMissingStart(filter: ExactFilter): void {
  const { eta } = filter;
  const { differences } = filter.process;
  const missing: number[] = [];
  for (let t = 0; t < differences; t++) {
    if (!Number.isNaN(eta[t]!)) continue;
    eta[t] = eta[t - 1]!;
    missing.push(t);
  }
  if (missing.length === 0) return;
  filter.stepsBefore = undefined;
  const uncertainty = filter.admitUncertainty();
  for (const _ of missing) uncertainty.addDiffuse();
  missing.forEach((t, column) => {
    const row = uncertainty.newRow();
    row[column] = 1;
    uncertainty.levels[differences - 1 - t] = row;
  });
}

/** The state before the sample is that of a stationary autoregression; see {@link bezoutian}. */
function admitPresample(filter: ExactFilter): void {
  const { process } = filter;
  const g = degreeOf(process);
  if (g === 0) return;
  const uncertainty = filter.admitUncertainty();
  const { autoregressive } = process;
  const { f, m } = process.polynomials();
  const map = new Float64Array(g * g);
  bezoutian(map, f.expanded, m.expanded, g);
  const root = stationaryRoot(
    f.expanded.subarray(1, autoregressive + 1).map((c) => -c),
    g,
  );
  const first = uncertainty.columns;
  for (let i = 0; i < g; i++) uncertainty.addUnknown();
  for (let t = 0; t < g; t++) {
    const row = uncertainty.newRow();
    for (let l = 0; l < g; l++) {
      const entry = map[t * g + l]!;
      if (entry === 0) continue;
      for (let c = 0; c <= l; c++) row[first + c] = row[first + c]! + entry * root[l * g + c]!;
    }
    uncertainty.pending.push(row);
    uncertainty.pendingMeans.push(0);
  }
}

/** Has what is not known stored where the number of steps would not tell it. */
function requireComputable(filter: ExactFilter): void {
  const count = gaplessSteps(filter);
  if (count === undefined || gaplessPast(filter.process, count) !== undefined) return;
  filter.stepsBefore = undefined;
}

/**
 * The rest of the series, nothing being unknown any more: by the plain recursion from zeros over all of it at once, and
 * what that owes to the true innovations so far, for as long as it matters.
 */
function runAtOnce(filter: ExactFilter, residuals: Float64Array, fitted: Float64Array): ArimaEndState {
  const { process, eta, steps, count } = filter;
  const { movingAverage, differences, differencing, mean } = process;
  const { f, m } = process.polynomials();
  const deviations = differenced(eta, differencing);
  if (mean !== 0) for (let t = 0; t < count; t++) deviations[t] = deviations[t]! - mean;
  const plain = new Float64Array(count);
  applyLags(plain, deviations, f, count);
  divideByLags(plain, plain, m, count);
  if (movingAverage > 0) addEcho(plain, filter);
  for (let t = steps; t < count; t++) {
    residuals[t] = plain[t]!;
    fitted[t] = eta[differences + t]! - plain[t]!;
  }
  return certainEnd(process, eta, plain);
}

/** Adds to errors of the plain recursion from zeros what they owe to the innovations that a filter knows. */
function addEcho(plain: Float64Array, { process, a, steps, count }: ExactFilter): void {
  const { movingAverage, maTerms } = process;
  const echo = new Float64Array(movingAverage + count - steps);
  let size = 0;
  for (let j = 0; j < movingAverage; j++) {
    const innovation = a[steps + j]!;
    const t = steps - movingAverage + j;
    echo[j] = innovation - plain[t]!;
    plain[t] = innovation;
    size = Math.max(size, Math.abs(innovation));
  }
  let quiet = 0;
  for (let t = steps; t < count && quiet < movingAverage; t++) {
    const at = movingAverage + t - steps;
    echo[at] = -laggedSum(maTerms, echo, at);
    quiet = Math.abs(echo[at]!) < negligible * size ? quiet + 1 : 0;
    plain[t] = plain[t]! + echo[at]!;
  }
}

function undetermined(name: string): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message:
      `A value missing at the start of the series has no observation in its place later on, so ${name} cannot be ` +
      'started. Give the series from where it is complete.',
    reason: 'collinear',
  });
}
