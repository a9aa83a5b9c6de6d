/**
 * The normal equations of a linear model about a reference point: gram = Z'Z and q = Z'e for columns Z and residuals e.
 * The columns are 1 and, but for a flat trend, time; then the features; then the hinges (t - c)₊, one a changepoint.
 *
 * @internal
 */
export interface NormalEquations {
  /** The number of observations. */
  readonly n: number;
  /** The number of columns. */
  readonly columns: number;
  /** How many of them, the first, have a normal prior; the hinges have a Laplace prior. */
  readonly ridged: number;
  /** Z'Z, row-major, of which the lower triangle counts. */
  readonly gram: Float64Array;
  readonly q: Float64Array;
  /** The sum of squares of e. */
  ee: number;
}

/** @internal */
export function emptyEquations(n: number, ridged: number, hinges: number): NormalEquations {
  const columns = ridged + hinges;
  return {
    n,
    columns,
    ridged,
    gram: new Float64Array(columns * columns),
    q: new Float64Array(columns),
    ee: 0,
  };
}

/**
 * The sum of squares of e - Z d.
 *
 * @internal
 */
export function residualSum({ columns, gram, q, ee }: NormalEquations, d: Float64Array): number {
  let linear = 0;
  let square = 0;
  for (let i = 0; i < columns; i++) {
    const row = i * columns;
    let sum = 0;
    for (let j = 0; j < i; j++) sum += gram[row + j]! * d[j]!;
    square += d[i]! * (2 * sum + gram[row + i]! * d[i]!);
    linear += q[i]! * d[i]!;
  }
  return ee - 2 * linear + square;
}
