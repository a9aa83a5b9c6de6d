import { allocateArrays } from '../../math/index.js';

/** An autoregression estimated by Burg's method. */
export interface BurgFit {
  /** The partial autocorrelations, `order` many, strictly between -1 and 1. */
  readonly partials: Float64Array;
  /** The forward prediction errors of the highest order; those before position `order` are not defined (0). */
  readonly residuals: Float64Array;
}

/**
 * Burg's estimate of an autoregression: the partial autocorrelations that in turn minimise the forward and
 * backward prediction errors together. It is stationary by construction and, unlike that of Yule and Walker,
 * hardly biased near the unit circle. `series` has mean zero and more entries than `order`. Cost: n · order.
 *
 * Source: Burg (1967); Brockwell & Davis, Introduction to Time Series and Forecasting, section 5.1.2.
 *
 * @internal
 */
export function burg(series: Float64Array, order: number): BurgFit {
  const n = series.length;
  const [forward, backward] = allocateArrays([n, n]) as [Float64Array, Float64Array];
  forward.set(series);
  backward.set(series);
  const partials = new Float64Array(order);
  for (let k = 1; k <= order; k++) {
    let cross = 0;
    let power = 0;
    for (let t = k; t < n; t++) {
      const ahead = forward[t]!;
      const behind = backward[t - 1]!;
      cross += ahead * behind;
      power += ahead * ahead + behind * behind;
    }
    const partial = power > 0 ? (2 * cross) / power : 0;
    partials[k - 1] = partial;
    for (let t = n - 1; t >= k; t--) {
      const ahead = forward[t]!;
      const behind = backward[t - 1]!;
      forward[t] = ahead - partial * behind;
      backward[t] = behind - partial * ahead;
    }
  }
  return { partials, residuals: forward.fill(0, 0, order) };
}
