import { type ArimaProcess, type LagTerms, laggedSum } from './arimaProcess.js';
import { differenceAt } from './differencing.js';
import { type Gains, PastUncertainty } from './PastUncertainty.js';

/** Steps for which there is room at first: most series are done with stepping before. */
const firstReserve = 256;

/**
 * The exact filter: goes through values of eta, `NaN` where missing, step by step, and keeps what is known of the past.
 *
 * The error of a one-step prediction is that of the plain recursion f(B) w = m(B) a with expected values for what is
 * not known: innovations before the sample, missing levels. Each error then sharpens them. A missing value makes its
 * innovation a new unknown, of variance 1. While nothing is unknown a step costs as many multiplications as there are
 * coefficients.
 *
 * @internal
 */
export class ExactFilter implements Gains {
  readonly process: ArimaProcess;
  /** The values, expected ones in the place of missing ones as far as they were reached. */
  readonly eta: Float64Array;
  /** The differences less their mean, beginning with those of the past, as many as the autoregression reads. */
  w: Float64Array;
  /** The expected innovations, beginning with those of the past, as many as the moving average reads. */
  a: Float64Array;
  /** What is not known of the past, where anything is. */
  uncertainty: PastUncertainty | undefined;
  /** The number of steps taken. */
  steps = 0;
  /** Of the last step: the error of the prediction, 0 where there was none or nothing to compare it with. */
  error = 0;
  /** Its variance in units of sigma2. */
  variance = 1;
  /** Whether there was an error: a prediction and an observation. */
  isInformative = true;
  /** What the last step adds to the log determinant of the covariance of the observations. */
  logDeterminant = 0;
  /** The number of values of the past at the beginning of `eta`. */
  readonly offset: number;
  /** The number of steps before the filter's own, where none of all has been without a value. */
  stepsBefore: number | undefined;

  /** `eta` begins with `offset` values of the past. It is the filter's own: missing values are filled in. */
  constructor(process: ArimaProcess, eta: Float64Array, offset: number, stepsBefore?: number) {
    const { autoregressive, movingAverage } = process;
    const count = Math.min(eta.length - offset, firstReserve);
    this.process = process;
    this.eta = eta;
    this.offset = offset;
    this.stepsBefore = stepsBefore;
    this.w = new Float64Array(autoregressive + count);
    this.a = new Float64Array(movingAverage + count);
  }

  /** The number of steps there are. */
  get count(): number {
    return this.eta.length - this.offset;
  }

  /** {@link uncertainty}, from now on also where there has been none. */
  admitUncertainty(): PastUncertainty {
    const { autoregressive, differences, movingAverage } = this.process;
    this.uncertainty ??= new PastUncertainty(autoregressive + differences, movingAverage);
    return this.uncertainty;
  }

  level(index: number, change: number): void {
    const at = this.offset + this.steps - 1 - index;
    this.eta[at] = this.eta[at]! + change;
  }

  innovation(index: number, change: number): void {
    const at = this.process.movingAverage + this.steps - 1 - index;
    this.a[at] = this.a[at]! + change;
  }

  /** Computes the differences of the past anew, as far as its values are there. */
  refreshDifferences(): void {
    const { autoregressive, differences, differencing, mean } = this.process;
    for (let back = 1; back <= autoregressive; back++) {
      const at = this.offset + this.steps - back;
      if (at < differences) return;
      this.w[autoregressive + this.steps - back] = differenceAt(this.eta, at, differencing) - mean;
    }
  }

  /** Goes one step on. */
  step(): void {
    const { process, eta, uncertainty, steps } = this;
    const { autoregressive, movingAverage, differencing, mean } = process;
    if (autoregressive + steps >= this.w.length) this.#reserve();
    const { w, a } = this;
    const at = this.offset + steps;
    const isMissing = Number.isNaN(eta[at]!);
    if (isMissing) eta[at] = at > 0 ? eta[at - 1]! : mean;
    const deviation = differenceAt(eta, at, differencing) - mean;
    w[autoregressive + steps] = deviation;
    const error =
      deviation +
      laggedSum(process.arTerms, w, autoregressive + steps) -
      laggedSum(process.maTerms, a, movingAverage + steps);
    this.variance = 1;
    this.logDeterminant = 0;
    this.isInformative = !isMissing;
    if (uncertainty === undefined && !isMissing) {
      this.error = error;
      a[movingAverage + steps] = error;
      this.steps += 1;
      return;
    }
    const known = this.admitUncertainty();
    if (isMissing) this.#miss(error, known);
    else this.#observe(error, known);
    this.steps += 1;
    if (!isMissing && known.hasLevels()) this.refreshDifferences();
    known.tidy();
    if (known.isNothing()) this.uncertainty = undefined;
  }

  #reserve(): void {
    const more = Math.min(this.steps, this.count - this.steps);
    this.w = extended(this.w, more);
    this.a = extended(this.a, more);
  }

  #miss(plainError: number, uncertainty: PastUncertainty): void {
    this.stepsBefore = undefined;
    const { process, eta, w, steps } = this;
    const { levels, innovations } = uncertainty;
    const column = levels.length + innovations.length > 0 ? uncertainty.addUnknown() : -1;
    const error = plainError + (uncertainty.pendingMeans[0] ?? 0);
    const row = this.#errorRow(uncertainty);
    const at = this.offset + steps;
    eta[at] = eta[at]! - error;
    w[process.autoregressive + steps] = w[process.autoregressive + steps]! - error;
    this.error = 0;
    if (column < 0) return;
    for (let c = 0; c < uncertainty.columns; c++) row[c] = -row[c]!;
    row[column] = 1;
    const own = uncertainty.newRow();
    own[column] = 1;
    uncertainty.push(row, own);
  }

  #observe(plainError: number, uncertainty: PastUncertainty): void {
    const { process, a, steps } = this;
    const error = plainError + (uncertainty.pendingMeans[0] ?? 0);
    const row = this.#errorRow(uncertainty);
    const pivot = uncertainty.diffusePivot(row);
    if (pivot === undefined) {
      this.variance = uncertainty.observe(row, error, this);
      this.logDeterminant = Math.log(this.variance);
      this.error = error;
      a[process.movingAverage + steps] = error / this.variance;
    } else {
      this.logDeterminant = 2 * Math.log(Math.abs(row[pivot]!));
      uncertainty.resolve(row, error, pivot, this);
      this.error = 0;
      this.isInformative = false;
    }
    uncertainty.push(undefined, row);
  }

  /** How the error of this step depends on the unknowns. */
  #errorRow(uncertainty: PastUncertainty): Float64Array {
    const { process } = this;
    const row = uncertainty.newRow();
    const pending = uncertainty.takePending();
    if (pending !== undefined) row.set(pending);
    if (uncertainty.hasLevels()) addRows(row, 1, this.#levelTerms(), uncertainty.levels, uncertainty.columns);
    addRows(row, -1, process.maTerms, uncertainty.innovations, uncertainty.columns);
    return row;
  }

  /** How the error depends on the levels: at the start through the differences within the sample alone. */
  #levelTerms(): LagTerms {
    const { process, steps, offset } = this;
    const isStart = offset === process.differences && steps < process.autoregressive;
    return process.levelTerms(isStart ? steps : undefined);
  }
}

function extended(values: Float64Array, more: number): Float64Array {
  const longer = new Float64Array(values.length + more);
  longer.set(values);
  return longer;
}

function addRows(
  row: Float64Array,
  sign: number,
  { lags, coefficients }: LagTerms,
  rows: readonly (Float64Array | undefined)[],
  columns: number,
): void {
  for (let i = 0; i < lags.length; i++) {
    const past = rows[lags[i]! - 1];
    if (past === undefined) continue;
    const weight = sign * coefficients[i]!;
    for (let c = 0; c < columns; c++) row[c] = row[c]! + weight * past[c]!;
  }
}
