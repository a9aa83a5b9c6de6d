import { DegenerateSeriesError, SingularMatrixError } from '../errors/index.js';
import { differenced, orthonormalBasis, withoutProjection } from '../math/index.js';
import { type BreakKind, breakDummies, breakRegression, commonColumns } from './breakRegression.js';

/** Where less than this part of a sum of squares is left, the rounding of what was taken away shows. */
const leastShare = 1e-7;

/**
 * The t ratio of the lagged level for every break from `first` to `last`, one regression a break.
 *
 * What the regressions share is projected out once. A break's dummies then enter only by their products with
 * the orthonormal basis and with the two residuals, and these are running sums: a break costs O(lags), not a
 * factorisation. The sums run over the shorter side of the break, where the mirrored dummies span the same
 * space with smaller numbers; a badly conditioned regression is left to a factorisation of its own.
 */
export function breakStatistics(
  operation: string,
  levels: Float64Array,
  breakIn: BreakKind,
  lags: number,
  { first, last }: { readonly first: number; readonly last: number },
): Float64Array {
  const problem = projectOutCommon(operation, levels, breakIn, lags);
  const { rows, width, packed } = problem;
  const sums = new Float64Array(width);
  const ramps = new Float64Array(width);
  const statistics = new Float64Array(last - first + 1);
  const store = (breakIndex: number, count: number, steepest: number) => {
    if (breakIndex < first || breakIndex > last) return;
    const statistic = tRatio(problem, breakIn, sums, ramps, count, steepest);
    statistics[breakIndex - first] = Number.isNaN(statistic)
      ? breakRegression(operation, levels, breakIn, lags, breakIndex)
      : statistic;
  };
  const middle = rows >> 1;
  for (let before = 1; before <= middle; before++) {
    const row = (before - 1) * width;
    for (let j = 0; j < width; j++) {
      ramps[j] = ramps[j]! + sums[j]!;
      sums[j] = sums[j]! + packed[row + j]!;
    }
    store(lags + before, before, before - 1);
  }
  sums.fill(0);
  ramps.fill(0);
  for (let after = 1; after < rows - middle; after++) {
    const row = (rows - after) * width;
    for (let j = 0; j < width; j++) {
      sums[j] = sums[j]! + packed[row + j]!;
      ramps[j] = ramps[j]! + sums[j]!;
    }
    store(lags + rows - after, after, after);
  }
  return statistics;
}

/** A regression of differences on levels from which the columns that all breaks share are projected out. */
interface ProjectedRegression {
  /** Row by row: the orthonormal basis of the shared columns, then the rest of the level and of the response. */
  readonly packed: Float64Array;
  readonly rows: number;
  readonly width: number;
  readonly degreesOfFreedom: number;
  readonly levelSquares: number;
  readonly products: number;
  readonly responseSquares: number;
}

function projectOutCommon(
  operation: string,
  levels: Float64Array,
  breakIn: BreakKind,
  lags: number,
): ProjectedRegression {
  const differences = differenced(levels, 1);
  const rows = differences.length - lags;
  const basis = basisOrExplain(operation, commonColumns(differences, lags));
  const level = withoutProjection(basis, levels.subarray(lags, lags + rows));
  const response = withoutProjection(basis, differences.subarray(lags));
  const columns = [...basis, level, response];
  const packed = new Float64Array(rows * columns.length);
  for (const [j, column] of columns.entries()) {
    for (let row = 0; row < rows; row++) packed[row * columns.length + j] = column[row]!;
  }
  return {
    packed,
    rows,
    width: columns.length,
    degreesOfFreedom: rows - basis.length - breakDummies[breakIn] - 1,
    levelSquares: product(level, level),
    products: product(level, response),
    responseSquares: product(response, response),
  };
}

/**
 * The t ratio from the dummies' products: `sums` with the level dummy, 1 on `count` rows, and `ramps` with the
 * slope dummy, which climbs on the same rows in steps of one to `steepest`. NaN where badly conditioned.
 */
function tRatio(
  problem: ProjectedRegression,
  breakIn: BreakKind,
  sums: Float64Array,
  ramps: Float64Array,
  count: number,
  steepest: number,
): number {
  const level = problem.width - 2;
  const response = problem.width - 1;
  let { levelSquares, products, responseSquares } = problem;
  let dummyProduct = (steepest * (steepest + 1)) / 2;
  let slopeSquares = (dummyProduct * (2 * steepest + 1)) / 3;
  const leastSlope = leastShare * slopeSquares;
  let rampLevel = ramps[level]!;
  let rampResponse = ramps[response]!;
  for (let j = 0; j < level; j++) {
    dummyProduct -= sums[j]! * ramps[j]!;
    slopeSquares -= ramps[j]! * ramps[j]!;
  }
  if (breakIn !== 'trend') {
    let squares = count;
    for (let j = 0; j < level; j++) squares -= sums[j]! * sums[j]!;
    if (squares < leastShare * count) return Number.NaN;
    levelSquares -= (sums[level]! * sums[level]!) / squares;
    products -= (sums[level]! * sums[response]!) / squares;
    responseSquares -= (sums[response]! * sums[response]!) / squares;
    slopeSquares -= (dummyProduct * dummyProduct) / squares;
    rampLevel -= (dummyProduct * sums[level]!) / squares;
    rampResponse -= (dummyProduct * sums[response]!) / squares;
  }
  if (breakIn !== 'level') {
    if (slopeSquares <= leastSlope) return Number.NaN;
    levelSquares -= (rampLevel * rampLevel) / slopeSquares;
    products -= (rampLevel * rampResponse) / slopeSquares;
    responseSquares -= (rampResponse * rampResponse) / slopeSquares;
  }
  const residualSquares = responseSquares - (products * products) / levelSquares;
  const sound =
    levelSquares > leastShare * problem.levelSquares &&
    residualSquares > leastShare * problem.responseSquares;
  return sound
    ? products / Math.sqrt((levelSquares * residualSquares) / problem.degreesOfFreedom)
    : Number.NaN;
}

function basisOrExplain(operation: string, columns: Float64Array[]): Float64Array[] {
  try {
    return orthonormalBasis(columns);
  } catch (error) {
    if (!(error instanceof SingularMatrixError)) throw error;
    throw new DegenerateSeriesError(
      {
        message: `${operation} cannot tell its lagged differences apart: the series follows an exact rule. Use fewer lags.`,
        reason: 'collinear',
      },
      { cause: error },
    );
  }
}

function product(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
