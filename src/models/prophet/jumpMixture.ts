import { normalCdf } from '../../math/index.js';

/** A discrete picture of the sum of jumps: the probability that its size lies in each of a row of bins. */
export interface JumpMixture {
  /** The probability of no jump. */
  readonly none: number;
  /** The middle of each bin, in units of the jumps' scale. */
  readonly size: Float64Array;
  /** The variance of a number that is uniform in it. */
  readonly variance: Float64Array;
  readonly weight: Float64Array;
}

const bins = 32;
const ends = bins + 1;
const edges = /* @__PURE__ */ Float64Array.from(
  { length: ends },
  (_, i) => (0.1 * Math.sinh(0.2 * i)) / Math.sinh(0.2),
);
const middles = /* @__PURE__ */ Float64Array.from(
  { length: bins },
  (_, i) => (edges[i]! + edges[i + 1]!) / 2,
);
const variances = /* @__PURE__ */ Float64Array.from(
  { length: bins },
  (_, i) => (edges[i + 1]! - edges[i]!) ** 2 / 12,
);

/** A number of jumps less probable than this does not count. */
const leastProbability = 1e-12;

/** From so many expected jumps on, their sum is as good as normal. */
const many = 200;

/** Probabilities of the bins for the size of the sum of n jumps, from n = 1 on. */
const tables: Float64Array[] = [];

/**
 * The size of a sum of a Poisson number of jumps, each Laplace of scale 1 times an independent uniform number, in bins
 * of a width of about a fifth of their place. Conditional on their number the distributions are tabulated once, since
 * only the probabilities of the numbers depend on `rate`.
 *
 * @internal
 */
export function jumpMixture(rate: number): JumpMixture {
  const none = Math.exp(-rate);
  const weight = new Float64Array(bins);
  if (rate > many) {
    const unit = Math.sqrt(rate / many);
    const deviation = Math.sqrt((2 * rate) / 3) / unit;
    for (let i = 0; i < bins; i++) {
      weight[i] = 2 * (normalCdf(-edges[i]! / deviation) - normalCdf(-edges[i + 1]! / deviation));
    }
    const size = middles.map((middle) => unit * middle);
    return { none, size, variance: variances.map((variance) => unit * unit * variance), weight };
  }
  let probability = none;
  for (let n = 1; ; n++) {
    probability *= rate / n;
    if (n > rate && probability < leastProbability) break;
    const table = tableOf(n);
    for (let i = 0; i < bins; i++) weight[i] = weight[i]! + probability * table[i]!;
  }
  return { none, size: middles, variance: variances, weight };
}

function tableOf(n: number): Float64Array {
  while (tables.length < n) tables.push(sumOfJumps(tables.length + 1));
  return tables[n - 1]!;
}

function sumOfJumps(n: number): Float64Array {
  const distribution = distributionOfSum(n);
  return middles.map((_, i) => distribution[i + 1]! - distribution[i]!);
}

/** P(|sum of n jumps| ≤ edge): in closed form for one, by its characteristic function (atan ω / ω)^n for more. */
function distributionOfSum(n: number): Float64Array {
  if (n === 1) return edges.map((edge) => (edge === 0 ? 0 : 1 - secondExponentialIntegral(edge)));
  const period = 2 * (edges[bins]! + 60);
  const step = (2 * Math.PI) / period;
  const values = new Float64Array(bins + 1);
  const most = n === 2 ? 16384 : 4096;
  for (let k = 0; k < most; k++) {
    const omega = (k + 0.5) * step;
    const term = (Math.atan(omega) / omega) ** n / (k + 0.5);
    if (term < 1e-14) break;
    for (let i = 1; i <= bins; i++) values[i] = values[i]! + term * Math.sin(omega * edges[i]!);
  }
  for (let i = 1; i <= bins; i++) {
    values[i] = Math.min(1, Math.max(values[i - 1]!, (2 / Math.PI) * values[i]!));
  }
  values[bins] = 1;
  return values;
}

/**
 * The exponential integral E2(x) = ∫ exp(-x t) / t² dt over t > 1, for x above 0. Source: Abramowitz & Stegun, 5.1.11,
 * 5.1.14 and 5.1.22.
 */
function secondExponentialIntegral(x: number): number {
  if (x > 700) return 0;
  if (x <= 1) {
    let sum = -0.5772156649015329 - Math.log(x);
    let term = -1;
    for (let k = 1; k < 25; k++) {
      term *= -x / k;
      sum += term / k;
    }
    return Math.exp(-x) - x * sum;
  }
  let fraction = 0;
  for (let k = 60; k >= 1; k--) fraction = (k + 1) / (1 + k / (x + fraction));
  return Math.exp(-x) / (x + fraction);
}
