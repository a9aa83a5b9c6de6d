import { normalCdf } from '../../math/index.js';
import { jumpMixture } from './jumpMixture.js';

/** One step of a forecast whose trend is bent to a cap: y = cap · factor / (1 + exp(-(u + J))) + rest + sigma · normal. */
export interface BentStep {
  readonly exponent: number;
  readonly cap: number;
  readonly factor: number;
  readonly rest: number;
  readonly sigma: number;
  /** The expected number of jumps in J, and their scale. */
  readonly rate: number;
  readonly jump: number;
}

/**
 * Quantiles of a {@link BentStep}: a mixture of normal distributions, one for each bin of the sum of jumps, widened by
 * what the curve makes of the bin.
 *
 * `out` holds where the searches may begin (or NaN), and is overwritten with the quantiles of `probabilities`.
 *
 * @internal
 */
export function bentQuantiles(step: BentStep, probabilities: readonly number[], out: Float64Array): void {
  const { means, deviations, weights } = components(step);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < means.length; i++) {
    low = Math.min(low, means[i]! - 12 * deviations[i]!);
    high = Math.max(high, means[i]! + 12 * deviations[i]!);
  }
  probabilities.forEach((probability, p) => {
    let from = low;
    let to = high;
    let y = out[p]! > low && out[p]! < high ? out[p]! : means[0]!;
    for (let iteration = 0; iteration < 100; iteration++) {
      let value = -probability;
      let density = 0;
      for (let i = 0; i < means.length; i++) {
        const z = (y - means[i]!) / deviations[i]!;
        if (z < -12) continue;
        value += weights[i]! * (z > 12 ? 1 : normalCdf(z));
        density += (weights[i]! * Math.exp((-z * z) / 2)) / deviations[i]!;
      }
      if (value > 0) to = y;
      else from = y;
      let next = y - (value * Math.sqrt(2 * Math.PI)) / density;
      if (!(next > from && next < to)) next = (from + to) / 2;
      const isClose = Math.abs(next - y) <= 1e-7 * deviations[0]!;
      y = next;
      if (isClose) break;
    }
    out[p] = y;
  });
}

function components({ exponent, cap, factor, rest, sigma, rate, jump }: BentStep) {
  const means: number[] = [];
  const deviations: number[] = [];
  const weights: number[] = [];
  const push = (weight: number, offset: number, variance: number) => {
    const share = 1 / (1 + Math.exp(-(exponent + offset)));
    const slope = cap * factor * share * (1 - share);
    means.push(cap * factor * share + rest);
    deviations.push(Math.sqrt(sigma * sigma + slope * slope * variance));
    weights.push(weight);
  };
  const { none, size, variance, weight } = jumpMixture(rate);
  push(none, 0, 0);
  for (let i = 0; i < size.length; i++) {
    if (weight[i]! < 1e-8) continue;
    for (const sign of [1, -1]) push(weight[i]! / 2, sign * jump * size[i]!, jump * jump * variance[i]!);
  }
  return { means, deviations, weights };
}
