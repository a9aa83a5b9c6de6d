/**
 * The coefficients phi of the autoregression phi(B) = 1 - phi[1] B - ... whose partial autocorrelations are
 * given: stationary exactly when all of them lie strictly between -1 and 1. Quadratic in the order.
 *
 * Durbin-Levinson recursion: Barndorff-Nielsen & Schou (1973), Monahan (1984). `stages` receives the
 * coefficients of every lower order, row by row (order × order), for {@link pullBackPartials}.
 *
 * @internal
 */
export function coefficientsFromPartials(
  partials: Float64Array,
  stages: Float64Array = new Float64Array(partials.length ** 2),
): Float64Array {
  const order = partials.length;
  for (let k = 0; k < order; k++) {
    const row = k * order;
    const last = partials[k]!;
    stages[row + k] = last;
    for (let j = 0; j < k; j++) {
      stages[row + j] = stages[row - order + j]! - last * stages[row - order + k - 1 - j]!;
    }
  }
  return stages.slice(order * (order - 1), order * order);
}

/**
 * The derivatives of an objective with respect to the partial autocorrelations, from those with respect to the
 * coefficients, `bar`, which is overwritten.
 *
 * @internal
 */
export function pullBackPartials(partials: Float64Array, stages: Float64Array, bar: Float64Array): void {
  const order = partials.length;
  for (let k = order - 1; k > 0; k--) {
    const row = (k - 1) * order;
    let sum = bar[k]!;
    for (let j = 0; j < k; j++) sum -= bar[j]! * stages[row + k - 1 - j]!;
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const low = bar[i]!;
      const high = bar[j]!;
      bar[i] = low - partials[k]! * high;
      bar[j] = high - partials[k]! * low;
    }
    bar[k] = sum;
  }
}

/**
 * The partial autocorrelations of an autoregression with the given coefficients, by the same recursion
 * downwards; `undefined` when it is not stationary.
 *
 * @internal
 */
export function partialsFromCoefficients(coefficients: Float64Array): Float64Array | undefined {
  const partials = Float64Array.from(coefficients);
  for (let k = partials.length - 1; k >= 0; k--) {
    const last = partials[k]!;
    if (!(Math.abs(last) < 1)) return undefined;
    const scale = 1 / (1 - last * last);
    for (let i = 0, j = k - 1; i <= j; i++, j--) {
      const low = partials[i]!;
      const high = partials[j]!;
      partials[i] = scale * (low + last * high);
      partials[j] = scale * (high + last * low);
    }
  }
  return partials;
}

/**
 * The partial autocorrelations of an autoregression that need not be stationary, its roots being drawn towards
 * zero until all partials are smaller than `bound` (at most 1): by nothing where they are, otherwise by at most
 * about twice as much as it takes.
 *
 * @internal
 */
export function insidePartials(coefficients: Float64Array, bound: number): Float64Array {
  for (let draw = 0; draw < 1; draw = draw === 0 ? 1e-9 : Math.min(2 * draw, (1 + draw) / 2)) {
    const partials = partialsFromCoefficients(coefficients.map((c, i) => c * (1 - draw) ** (i + 1)));
    if (partials?.every((partial) => Math.abs(partial) < bound)) return partials;
  }
  return new Float64Array(coefficients.length);
}
