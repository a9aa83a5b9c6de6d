import { InsufficientDataError, SingularMatrixError } from '../errors/index.js';
import { unitScale } from './scaledToUnit.js';

/** An ordinary least squares fit of `columns.length` coefficients. */
export interface LeastSquaresFit {
  /** One coefficient a column. */
  readonly coefficients: Float64Array;
  /** One standard error a coefficient, with the residual variance on `degreesOfFreedom`. */
  readonly standardErrors: Float64Array;
  /** Each coefficient over its standard error; infinite or NaN where the fit is exact. */
  readonly tRatios: Float64Array;
  /** The residual sum of squares of the fit to the first `j` columns, for `j` from 0 to `columns.length`. */
  readonly nestedResidualSums: Float64Array;
  /** The number of rows minus the number of columns. */
  readonly degreesOfFreedom: number;
}

const collinearityTolerance = 1e-12;

/**
 * Ordinary least squares of `response` on `columns` by Householder QR without pivoting.
 *
 * Columns are brought to one scale by powers of two, so their units cost no accuracy. One factorisation also
 * gives the residual sums of all models made of the first columns, which is what lag selection needs. Cost:
 * 2 n k² for n rows and k columns. Source: Golub and Van Loan, Matrix Computations, 4th edition, sections 5.2.2
 * and 5.3.3.
 *
 * @throws {@link InsufficientDataError} unless there are more rows than columns.
 * @throws {@link SingularMatrixError} when what a column adds to those before it is below 1e-12 of its length.
 * @internal
 */
export function leastSquares(columns: readonly Float64Array[], response: Float64Array): LeastSquaresFit {
  const rows = response.length;
  const k = columns.length;
  if (rows <= k) throw new InsufficientDataError({ operation: 'leastSquares', needed: k + 1, got: rows });
  const scales = Float64Array.from(columns, unitScale);
  const matrix = columns.map((column, j) => multiplied(column, scales[j]!));
  const lengths = matrix.map((column) => norm(column, 0));
  const effects = response.slice();
  const diagonal = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    diagonal[j] = eliminateColumn(matrix, effects, j);
    if (Math.abs(diagonal[j]!) <= collinearityTolerance * lengths[j]!) throw collinear(j);
  }
  const nestedResidualSums = new Float64Array(k + 1);
  nestedResidualSums[k] = norm(effects, k) ** 2;
  for (let j = k - 1; j >= 0; j--) nestedResidualSums[j] = nestedResidualSums[j + 1]! + effects[j]! ** 2;
  const degreesOfFreedom = rows - k;
  const residualDeviation = Math.sqrt(nestedResidualSums[k]! / degreesOfFreedom);
  const coefficients = solveUpper(matrix, diagonal, effects);
  const errors = unscaledErrors(matrix, diagonal).map((error) => error * residualDeviation);
  return {
    coefficients: coefficients.map((value, j) => value * scales[j]!),
    standardErrors: errors.map((error, j) => error * scales[j]!),
    tRatios: coefficients.map((value, j) => value / errors[j]!),
    nestedResidualSums,
    degreesOfFreedom,
  };
}

/** Reflects column `j` onto its diagonal entry, which is returned; later columns and the effects follow. */
function eliminateColumn(matrix: readonly Float64Array[], effects: Float64Array, j: number): number {
  const reflector = matrix[j]!;
  const length = norm(reflector, j);
  if (length === 0) return 0;
  const diagonal = reflector[j]! > 0 ? -length : length;
  reflector[j] = reflector[j]! - diagonal;
  const scale = -1 / (diagonal * reflector[j]!);
  for (let column = j + 1; column < matrix.length; column++) reflect(matrix[column]!, reflector, scale, j);
  reflect(effects, reflector, scale, j);
  return diagonal;
}

function reflect(target: Float64Array, reflector: Float64Array, scale: number, from: number): void {
  const product = scale * dotProductFrom(reflector, target, from);
  for (let i = from; i < target.length; i++) target[i] = target[i]! - product * reflector[i]!;
}

function norm(values: Float64Array, from: number): number {
  return Math.sqrt(dotProductFrom(values, values, from));
}

/** Four sums, so that no addition waits for the one before: the most of what a regression costs. */
function dotProductFrom(a: Float64Array, b: Float64Array, from: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let i = from;
  for (; i + 3 < a.length; i += 4) {
    first += a[i]! * b[i]!;
    second += a[i + 1]! * b[i + 1]!;
    third += a[i + 2]! * b[i + 2]!;
    fourth += a[i + 3]! * b[i + 3]!;
  }
  for (; i < a.length; i++) first += a[i]! * b[i]!;
  return first + second + (third + fourth);
}

/** A loop: `map` takes several times as long. */
function multiplied(values: Float64Array, factor: number): Float64Array {
  const products = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) products[i] = values[i]! * factor;
  return products;
}

function solveUpper(
  matrix: readonly Float64Array[],
  diagonal: Float64Array,
  effects: Float64Array,
): Float64Array {
  const solution = effects.slice(0, diagonal.length);
  for (let j = diagonal.length - 1; j >= 0; j--) {
    solution[j] = solution[j]! / diagonal[j]!;
    for (let i = 0; i < j; i++) solution[i] = solution[i]! - matrix[j]![i]! * solution[j]!;
  }
  return solution;
}

/** Square roots of the diagonal of (R'R)⁻¹, from R⁻¹ built column by column. */
function unscaledErrors(matrix: readonly Float64Array[], diagonal: Float64Array): Float64Array {
  const k = diagonal.length;
  const squares = new Float64Array(k);
  for (let column = 0; column < k; column++) {
    const unit = new Float64Array(k);
    unit[column] = 1;
    const inverseColumn = solveUpper(matrix, diagonal, unit);
    for (let i = 0; i <= column; i++) squares[i] = squares[i]! + inverseColumn[i]! ** 2;
  }
  return squares.map((square) => Math.sqrt(square));
}

function collinear(pivot: number): SingularMatrixError {
  return new SingularMatrixError({
    message: `Column ${pivot} of the regression is a linear combination of those before it. Leave it out.`,
    pivot,
  });
}
