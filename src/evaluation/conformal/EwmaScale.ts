import type { EwmaScaleState } from './conformalState.js';
import type { VolatilityScale } from './VolatilityScale.js';

/** An error this many times the slow average counts as so many in the season. */
const largestInSeason = 5;
const leastSeason = 0.05;
const leastSeasonRate = 0.07;
/** No average falls below this share of the slowest, nor that one below this share of the reference. */
const floorOfFast = 0.05;
const floorOfSlow = 1e-6;

/**
 * Exponentially weighted moving averages (EWMA) of absolute one-step errors, a cascade from fast to slow whose
 * geometric mean is the level of volatility, times a factor for each place in the season.
 *
 * A forecast's scale is the root of the sum of the squared levels of its steps, as for a random walk; what a model's
 * errors grow by instead is the business of the quantiles of its step.
 *
 * @internal
 */
export class EwmaScale implements VolatilityScale {
  readonly #state: EwmaScaleState;
  readonly #level: number;

  constructor(state: EwmaScaleState) {
    this.#state = state;
    const { averages, reference } = state;
    // About the reference, so that a multiple of the errors has just the multiple of the level.
    const logs = averages.reduce((sum, average) => sum + Math.log(average / reference), 0);
    this.#level = reference * Math.exp(logs / averages.length);
  }

  /** Where all averages start at the reference, and the season is flat. */
  static from(
    reference: number,
    { halfLives, season }: { halfLives: readonly number[]; season: number },
  ): EwmaScale {
    return new EwmaScale({
      type: 'ewma',
      reference,
      halfLives,
      averages: halfLives.map(() => reference),
      season: season > 1 ? new Array<number>(season).fill(1) : [],
      steps: 0,
    });
  }

  scales(horizon: number): Float64Array {
    const { season, steps } = this.#state;
    let sum = 0;
    return Float64Array.from({ length: horizon }, (_, i) => {
      const factor = season.length === 0 ? 1 : season[(steps + i) % season.length]!;
      sum += factor * factor;
      return this.#level * Math.sqrt(sum);
    });
  }

  observe(error: number): EwmaScale {
    const { reference, halfLives, averages, season, steps } = this.#state;
    const size = Math.abs(error);
    const slowest = averages[averages.length - 1]!;
    const slot = season.length === 0 ? 0 : steps % season.length;
    const typical = season[slot] ?? 1;
    const averaged = averages.map((average, k) => {
      const kept = 2 ** (-1 / halfLives[k]!);
      return kept * average + (1 - kept) * (size / typical);
    });
    const last = averaged.length - 1;
    averaged[last] = Math.max(averaged[last]!, floorOfSlow * reference);
    for (let k = 0; k < last; k++) averaged[k] = Math.max(averaged[k]!, floorOfFast * averaged[last]!);
    let factors = season;
    if (season.length > 0) {
      const rate = Math.max(leastSeasonRate, 1 / (Math.floor(steps / season.length) + 2));
      const relative = Math.min(size / slowest, largestInSeason);
      const next = season.slice();
      next[slot] = Math.max(leastSeason, typical + rate * (relative - typical));
      factors = next;
    }
    return new EwmaScale({ ...this.#state, averages: averaged, season: factors, steps: steps + 1 });
  }

  toState(): EwmaScaleState {
    return this.#state;
  }
}
