import { normalQuantile } from '../../math/index.js';

/**
 * What a forecast may be away from its mean: Y = J + sigma · normal, where J is the sum of a Poisson number of jumps,
 * each Laplace of scale `jump` times an independent uniform number (how much of the time is left when the slope
 * changes).
 */
export interface Spread {
  /** The expected number of jumps. */
  readonly rate: number;
  readonly jump: number;
  readonly sigma: number;
}

/** Probabilities below this are neglected. */
const negligible = 1e-12;
const mostTerms = 1 << 17;

/** Where the Chernoff bound of the tail is tried, in units of 1 / jump, with (atanh s)/s - 1. */
const tilts = /* @__PURE__ */ [0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97].map((s) => ({
  s,
  excess: Math.atanh(s) / s - 1,
}));

/**
 * Quantiles of a {@link Spread} without simulation, from its characteristic function
 *
 *     exp(rate (atan(a)/a - 1) - sigma² ω²/2), a = jump · ω,
 *
 * by the series P(|Y| ≤ q) = (2/π) Σ sin(ω_k q) φ(ω_k) / (k + ½) over ω_k = (k + ½) 2π/x, exact up to the probability
 * beyond x - q. The terms are worked out once for all levels of one spread.
 *
 * Source: Davies (1973), "Numerical inversion of a characteristic function", Biometrika 60, for a symmetric variable.
 *
 * @internal
 */
export class CompoundSpread {
  #terms = new Float64Array(256);
  #count = 0;
  #step = 0;

  /**
   * The half-widths that hold the probabilities `levels` (ascending), about zero. `guess` holds where the search may
   * begin, such as the half-widths of a similar spread, and is overwritten with the result.
   */
  quantiles({ rate, jump, sigma }: Spread, levels: readonly number[], guess: Float64Array): void {
    const deviation = jump * Math.sqrt((2 * rate) / 3);
    if (levels.length === 0) return;
    if (!(deviation > 1e-9 * sigma)) {
      levels.forEach((level, i) => {
        guess[i] = -normalQuantile((1 - level) / 2) * sigma;
      });
      return;
    }
    const spread = { rate, jump, sigma };
    const highest = levels[levels.length - 1]!;
    const farthest = tailBound(spread, 0.5 * (1 - highest));
    this.#prepare(spread, farthest + tailBound(spread, negligible));
    levels.forEach((level, i) => {
      const start = guess[i]! > 0 && guess[i]! < farthest ? guess[i]! : Math.hypot(deviation, sigma);
      guess[i] = this.#solve(level, start, farthest);
    });
  }

  /** The probability of |Y| ≤ q for the spread whose quantiles were asked for last, and its derivative. */
  #probability(q: number): { value: number; density: number } {
    const angle = this.#step * q;
    const turnSine = Math.sin(angle);
    const turnCosine = Math.cos(angle);
    let sine = Math.sin(angle / 2);
    let cosine = Math.cos(angle / 2);
    let value = 0;
    let density = 0;
    const terms = this.#terms;
    for (let k = 0; k < this.#count; k++) {
      const term = terms[k]!;
      value += (sine * term) / (k + 0.5);
      density += cosine * term;
      const next = cosine * turnCosine - sine * turnSine;
      sine = sine * turnCosine + cosine * turnSine;
      cosine = next;
    }
    return { value: (2 / Math.PI) * value, density: (2 / Math.PI) * this.#step * density };
  }

  #prepare({ rate, jump, sigma }: Spread, period: number): void {
    const step = (2 * Math.PI) / period;
    this.#step = step;
    let count = 0;
    for (; count < mostTerms; count++) {
      const omega = (count + 0.5) * step;
      const a = jump * omega;
      const exponent = rate * (Math.atan(a) / a - 1) - 0.5 * sigma * sigma * omega * omega;
      if (exponent < -34) break;
      if (count === this.#terms.length) {
        const longer = new Float64Array(2 * count);
        longer.set(this.#terms);
        this.#terms = longer;
      }
      this.#terms[count] = Math.exp(exponent);
    }
    this.#count = count;
  }

  /** Newton's method: the distribution function is concave, so that every step but the first comes from below. */
  #solve(level: number, start: number, farthest: number): number {
    let low = 0;
    let high = farthest;
    let q = start;
    for (let i = 0; i < 60; i++) {
      const { value, density } = this.#probability(q);
      const excess = value - level;
      if (excess > 0) high = q;
      else low = q;
      let next = q - excess / density;
      if (!(next > low && next < high)) next = (low + high) / 2;
      if (Math.abs(next - q) <= 1e-10 * next) return next;
      q = next;
    }
    return q;
  }
}

/** A distance beyond which either tail has at most the given probability. */
function tailBound({ rate, jump, sigma }: Spread, probability: number): number {
  const logarithm = -Math.log(probability);
  const noise = (sigma * sigma) / (2 * jump * jump);
  let least = Number.POSITIVE_INFINITY;
  for (const { s, excess } of tilts) {
    least = Math.min(least, (jump * (logarithm + rate * excess + noise * s * s)) / s);
  }
  const normal = (Math.sqrt(2 * logarithm) * jump) / sigma;
  if (normal < 0.97) {
    const excess = normal < 1e-4 ? (normal * normal) / 3 : Math.atanh(normal) / normal - 1;
    least = Math.min(least, (jump * (logarithm + rate * excess + noise * normal * normal)) / normal);
  }
  return least;
}
