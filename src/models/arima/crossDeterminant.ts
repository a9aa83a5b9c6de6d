import { luFactor, luSolve } from '../../math/index.js';

/** What the plain and the seasonal factor of an autoregression add to the determinant together. */
export interface CrossDeterminant {
  /**
   * log det Phi(C^s), C being the companion matrix of phi: the sum of log Phi(root^s) over the inverse roots of phi.
   * The log determinant of the covariance of the product is those of both factors alone, that of Phi(B^s) counted s
   * times, minus twice this.
   */
  readonly logDeterminant: number;
  /** Its derivatives with respect to the coefficients of phi and of Phi, as they are written. */
  readonly arBar: Float64Array;
  readonly seasonalBar: Float64Array;
}

/**
 * The logarithm of the resultant of phi(B) = 1 - ar[0] B - ... and Phi(B^s) = 1 - seasonalAr[0] B^s - ..., with its
 * derivatives. All matrices are powers of C and commute. Cost: p² s + p³.
 *
 * @internal
 */
export function crossDeterminant(
  ar: Float64Array,
  seasonalAr: Float64Array,
  period: number,
): CrossDeterminant {
  const p = ar.length;
  const power = companionPower(ar, period);
  const powers = [power];
  while (powers.length < seasonalAr.length) powers.push(product(powers.at(-1)!, power, p));
  const matrix = new Float64Array(p * p);
  for (let i = 0; i < p; i++) matrix[i * p + i] = 1;
  powers.forEach((entries, j) => {
    for (let at = 0; at < p * p; at++) matrix[at] = matrix[at]! - seasonalAr[j]! * entries[at]!;
  });
  const factor = luFactor(matrix, p);
  const seasonalBar = seasonalAr.map((_, j) => -traceOfQuotient(factor, powers[j]!, p));
  const column = new Float64Array(p);
  const krylov = new Float64Array(p);
  krylov[0] = 1;
  for (let exponent = 1; exponent <= seasonalAr.length * period; exponent++) {
    // krylov is C^(exponent - 1) e1.
    if (exponent % period === 0) {
      const weight = -seasonalAr[exponent / period - 1]! * exponent;
      for (let i = 0; i < p; i++) column[i] = column[i]! + weight * krylov[i]!;
    }
    advance(krylov, ar);
  }
  luSolve(factor, p, column);
  return { logDeterminant: factor.logDeterminant, arBar: column, seasonalBar };
}

/** C^exponent, row-major. */
function companionPower(ar: Float64Array, exponent: number): Float64Array {
  const p = ar.length;
  const power = new Float64Array(p * p);
  for (let column = 0; column < p; column++) {
    const vector = new Float64Array(p);
    vector[column] = 1;
    for (let step = 0; step < exponent; step++) advance(vector, ar);
    for (let row = 0; row < p; row++) power[row * p + column] = vector[row]!;
  }
  return power;
}

/** v = C v. */
function advance(vector: Float64Array, ar: Float64Array): void {
  let first = 0;
  for (let i = 0; i < ar.length; i++) first += ar[i]! * vector[i]!;
  vector.copyWithin(1, 0);
  vector[0] = first;
}

function product(A: Float64Array, B: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let l = 0; l < size; l++) {
      const factor = A[i * size + l]!;
      for (let j = 0; j < size; j++) out[i * size + j] = out[i * size + j]! + factor * B[l * size + j]!;
    }
  }
  return out;
}

/** The trace of A⁻¹ B. */
function traceOfQuotient(factor: ReturnType<typeof luFactor>, B: Float64Array, size: number): number {
  let trace = 0;
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) column[i] = B[i * size + j]!;
    luSolve(factor, size, column);
    trace += column[j]!;
  }
  return trace;
}
