import { DegenerateSeriesError, InvalidArgumentError, SingularMatrixError } from '../../errors/index.js';
import { leastSquares, rootMeanSquare } from '../../math/index.js';
import { differencedMean } from './arimaProcess.js';
import { type Differencing, differenced } from './differencing.js';
import type { RegressionColumn } from './regressors.js';

/** What a series is before it is differenced. */
export interface UndifferencedData {
  /** The transformed values, `NaN` where missing; the first and the last are not. */
  readonly values: Float64Array;
  readonly differencing: Differencing;
  /** Whether there is a mean or a drift. */
  readonly hasConstant: boolean;
  readonly regressors: readonly RegressionColumn[];
}

/** What is fitted: the differences, rid of their regression by least squares and scaled to the order of 1. */
export interface DifferencedData {
  readonly series: Float64Array;
  /** The columns: of missing values first, then the constant, then the regressors, each of the order of 1. */
  readonly columns: readonly Float64Array[];
  /** How many values are missing. */
  readonly missing: number;
  /** The series times this is in the units of the values. */
  readonly scale: number;
  /** The regression coefficients of what was taken out and the estimates on `columns`, in units of the values. */
  totals(beta: Float64Array): number[];
  /** What a unit of an estimate on a column is in units of the values. */
  readonly units: readonly number[];
}

/** Differences this small, relative to the values, are rounding errors. */
const roundingError = 4 * Number.EPSILON;

/**
 * Differences and centres a series and scales it by a power of two, which rounds nothing.
 *
 * @throws {@link DegenerateSeriesError} when nothing but rounding errors is left.
 * @throws {@link InvalidArgumentError} when regressors, differenced, are constant or depend on each other.
 * @internal
 */
export function differencedData({
  values,
  differencing,
  hasConstant,
  regressors,
}: UndifferencedData): DifferencedData {
  const gaps = missingPositions(values);
  const filled = gaps.length === 0 ? values : bridged(values);
  const differences = differenced(filled, differencing);
  const n = differences.length;
  const columns = gaps.map((t) => {
    const impulse = new Float64Array(values.length);
    impulse[t] = 1;
    return differenced(impulse, differencing).slice();
  });
  const units = gaps.map(() => 1);
  if (hasConstant) {
    columns.push(new Float64Array(n).fill(1));
    const { seasonalD, period } = differencing;
    units.push(1 / differencedMean({ seasonal: { order: [0, seasonalD, 0], period }, constant: 1 }));
  }
  for (const { name, values: column } of regressors) {
    const change = differenced(column, differencing).slice();
    const size = rootMeanSquare(change);
    if (size <= roundingError * rootMeanSquare(column)) throw constantRegressor(name, differencing);
    const scale = 2 ** Math.round(Math.log2(size));
    columns.push(change.map((value) => value / scale));
    units.push(1 / scale);
  }
  const first = columns.length === 0 ? undefined : takeOut(differences, columns);
  const size = rootMeanSquare(differences);
  if (size <= roundingError * 2 ** (differencing.d + differencing.seasonalD) * rootMeanSquare(filled)) {
    throw nothingLeft(values.length);
  }
  const scale = 2 ** Math.round(Math.log2(size));
  for (let t = 0; t < n; t++) differences[t] = differences[t]! / scale;
  return {
    series: differences,
    columns,
    missing: gaps.length,
    scale,
    units: units.map((unit) => unit * scale),
    totals: (beta) => columns.map((_, c) => (first![c]! + scale * beta[c]!) * units[c]! + 0),
  };
}

function missingPositions(values: Float64Array): number[] {
  const positions: number[] = [];
  for (let t = 0; t < values.length; t++) if (Number.isNaN(values[t]!)) positions.push(t);
  return positions;
}

/** The values with gaps bridged by straight lines: for a fit any numbers would do. @internal */
export function bridged(values: Float64Array): Float64Array {
  const filled = values.slice();
  let before = 0;
  for (let t = 1; t < filled.length; t++) {
    if (Number.isNaN(filled[t]!)) continue;
    const slope = (filled[t]! - filled[before]!) / (t - before);
    for (let gap = before + 1; gap < t; gap++) filled[gap] = filled[before]! + slope * (gap - before);
    before = t;
  }
  return filled;
}

/** Subtracts the least squares fit on the columns in place, and gives its coefficients. */
function takeOut(series: Float64Array, columns: readonly Float64Array[]): Float64Array {
  const coefficients = coefficientsOn(series, columns);
  columns.forEach((column, c) => {
    for (let t = 0; t < series.length; t++) series[t] = series[t]! - coefficients[c]! * column[t]!;
  });
  return coefficients;
}

function coefficientsOn(series: Float64Array, columns: readonly Float64Array[]): Float64Array {
  try {
    return leastSquares(columns, series).coefficients;
  } catch (error) {
    if (!(error instanceof SingularMatrixError)) throw error;
    throw new InvalidArgumentError(
      {
        argument: 'regressors',
        value: columns.length,
        expected: 'columns of which none is a linear combination of the others, the mean and the drift',
        hint: 'Leave out the one that adds nothing, or give a longer series.',
      },
      { cause: error },
    );
  }
}

function constantRegressor(name: string, { d, seasonalD }: Differencing): InvalidArgumentError {
  const isDifferenced = d + seasonalD > 0;
  return new InvalidArgumentError({
    argument: `regressors.${name}`,
    value: isDifferenced ? 'a column whose differences are all zero' : 'a column of zeros',
    expected: 'a column that varies',
    hint: 'Leave it out.',
  });
}

function nothingLeft(count: number): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message:
      `Differences and regression explain the ${count} values without error, so there is no variance to estimate. ` +
      'Give a series with some scatter, or ask for fewer differences.',
    reason: 'perfect-fit',
  });
}
