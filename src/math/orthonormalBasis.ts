import { SingularMatrixError } from '../errors/index.js';

const collinearityTolerance = 1e-12;

/**
 * Orthonormal columns that span what the first one, two, ... of `columns` span, by Gram-Schmidt
 * orthogonalisation done twice, which makes them orthogonal to the last digits.
 *
 * Cost: 4 n k² for n rows and k columns. Source: Giraud, Langou and Rozloznik, "The loss of orthogonality in the
 * Gram-Schmidt orthogonalization process", Computers and Mathematics with Applications 50 (2005).
 *
 * @throws {@link SingularMatrixError} when what a column adds to those before it is below 1e-12 of its length.
 * @internal
 */
export function orthonormalBasis(columns: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const [pivot, column] of columns.entries()) {
    const direction = withoutProjection(basis, column);
    const length = norm(direction);
    if (length <= collinearityTolerance * norm(column)) {
      throw new SingularMatrixError({
        message: `Column ${pivot} of the basis is a linear combination of those before it. Leave it out.`,
        pivot,
      });
    }
    basis.push(direction.map((value) => value / length));
  }
  return basis;
}

/**
 * What is left of `values` when their projection on an orthonormal basis is taken away: the residuals of the
 * regression on it, as a new array.
 *
 * @internal
 */
export function withoutProjection(basis: readonly Float64Array[], values: Float64Array): Float64Array {
  const rest = values.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) subtractProjection(rest, direction);
  }
  return rest;
}

function subtractProjection(values: Float64Array, direction: Float64Array): void {
  let product = 0;
  for (let i = 0; i < values.length; i++) product += direction[i]! * values[i]!;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! - product * direction[i]!;
}

function norm(values: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  return Math.sqrt(squares);
}
