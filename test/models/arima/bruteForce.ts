/** Plain, slow references for the ARMA kernels. */

/** Seeded standard normal numbers. */
export function gaussian(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** The weights of m(B) / f(B), from polynomials that begin with 1. */
export function expansion(f: ArrayLike<number>, m: ArrayLike<number>, count: number): number[] {
  const psi: number[] = [];
  for (let t = 0; t < count; t++) {
    let sum = m[t] ?? 0;
    for (let i = 1; i < f.length && i <= t; i++) sum -= f[i]! * psi[t - i]!;
    psi.push(sum);
  }
  return psi;
}

/** The covariance matrix of n successive values with innovations of variance 1, by summing 5000 weights. */
export function covarianceMatrix(f: ArrayLike<number>, m: ArrayLike<number>, n: number): number[][] {
  const psi = expansion(f, m, 5000);
  const autocovariance = Array.from({ length: n }, (_, lag) =>
    psi.reduce((sum, weight, t) => sum + (t >= lag ? weight * psi[t - lag]! : 0), 0),
  );
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => autocovariance[Math.abs(i - j)]!),
  );
}

/** The lower Cholesky factor. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const factor = matrix.map((row) => row.map(() => 0));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= factor[i]![k]! * factor[j]![k]!;
      factor[i]![j] = i === j ? Math.sqrt(sum) : sum / factor[j]![j]!;
    }
  });
  return factor;
}

/** L⁻¹ x. */
export function whiten(factor: readonly (readonly number[])[], x: ArrayLike<number>): number[] {
  const out: number[] = [];
  factor.forEach((row, i) => {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= row[k]! * out[k]!;
    out.push(sum / row[i]!);
  });
  return out;
}

export const sumOfProducts = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Central differences of a function of several variables. */
export function numericalGradient(of: (x: Float64Array) => number, x: Float64Array, step = 1e-5): number[] {
  return Array.from(x, (value, i) => {
    const above = x.slice();
    const below = x.slice();
    above[i] = value + step;
    below[i] = value - step;
    return (of(above) - of(below)) / (2 * step);
  });
}
