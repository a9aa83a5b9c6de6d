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

/** Beyond so many deviations a normal distribution is over. */
const tail = 9;

/** Bins whose means are nearer than this share of sigma count as one. */
const groupWidth = 0.25;

/** Newton's last step, in units of sigma: what it leaves is about the square of it. */
const lastStep = 1e-4;

/**
 * Quantiles of a {@link BentStep}: a mixture of normal distributions, one for each bin of the sum of jumps, widened by
 * what the curve makes of the bin; neighbours that sigma blurs are taken together.
 *
 * `out` holds where the searches may begin (or NaN), and is overwritten with the quantiles of `probabilities`.
 *
 * @internal
 */
export function bentQuantiles(step: BentStep, probabilities: readonly number[], out: Float64Array): void {
  const { means, deviations, weights, count } = components(step);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    low = Math.min(low, means[i]! - tail * deviations[i]!);
    high = Math.max(high, means[i]! + tail * deviations[i]!);
  }
  const middle = step.rest + (step.cap * step.factor) / (1 + Math.exp(-step.exponent));
  probabilities.forEach((probability, p) => {
    let from = low;
    let to = high;
    let y = out[p]! > low && out[p]! < high ? out[p]! : middle;
    for (let iteration = 0; iteration < 100; iteration++) {
      let value = -probability;
      let density = 0;
      for (let i = 0; i < count; i++) {
        const z = (y - means[i]!) / deviations[i]!;
        if (z < -tail) continue;
        if (z > tail) {
          value += weights[i]!;
          continue;
        }
        value += weights[i]! * normalCdf(z);
        density += (weights[i]! * Math.exp((-z * z) / 2)) / deviations[i]!;
      }
      if (value > 0) to = y;
      else from = y;
      const move = (value * Math.sqrt(2 * Math.PI)) / density;
      const isWithin = y - move > from && y - move < to;
      y = isWithin ? y - move : (from + to) / 2;
      if (isWithin && Math.abs(move) <= lastStep * step.sigma) break;
    }
    out[p] = y;
  });
}

/** The mixture, from the lowest sum of jumps to the highest. */
function components({ exponent, cap, factor, rest, sigma, rate, jump }: BentStep) {
  const { none, size, variance, weight } = jumpMixture(rate);
  const means = new Float64Array(2 * size.length + 1);
  const deviations = new Float64Array(means.length);
  const weights = new Float64Array(means.length);
  let count = 0;
  // Of the present group: where it begins, its weight, and moments of the distance from there.
  let start = 0;
  let total = 0;
  let first = 0;
  let second = 0;
  const close = () => {
    const mean = first / total;
    means[count] = start + mean;
    deviations[count] = Math.sqrt(sigma * sigma + Math.max(0, second / total - mean * mean));
    weights[count] = total;
    count += 1;
  };
  for (let i = -size.length; i <= size.length; i++) {
    const bin = Math.abs(i) - 1;
    const probability = i === 0 ? none : weight[bin]! / 2;
    if (probability < 1e-8) continue;
    const offset = i === 0 ? 0 : Math.sign(i) * jump * size[bin]!;
    const share = 1 / (1 + Math.exp(-(exponent + offset)));
    const mean = cap * factor * share + rest;
    const slope = cap * factor * share * (1 - share) * jump;
    if (total > 0 && Math.abs(mean - start) > groupWidth * sigma) {
      close();
      total = 0;
    }
    if (total === 0) {
      start = mean;
      first = 0;
      second = 0;
    }
    const distance = mean - start;
    total += probability;
    first += probability * distance;
    second += probability * (distance * distance + (i === 0 ? 0 : slope * slope * variance[bin]!));
  }
  close();
  return { means, deviations, weights, count };
}
