/**
 * The latest scores of one step ahead, both in order of time and of size. It is never changed: adding a score gives
 * another one.
 *
 * @internal
 */
export class ScoreWindow {
  readonly capacity: number;
  /** In order of time. */
  readonly scores: Float64Array;
  readonly #sorted: Float64Array;

  constructor(capacity: number, scores: Float64Array, sorted = scores.slice().sort()) {
    this.capacity = capacity;
    this.scores = scores;
    this.#sorted = sorted;
  }

  get count(): number {
    return this.scores.length;
  }

  /** The window with one more score, and without its oldest when it was full. Linear in the capacity. */
  with(score: number): ScoreWindow {
    const { scores, capacity } = this;
    const kept = scores.length === capacity ? scores.subarray(1) : scores;
    const next = new Float64Array(kept.length + 1);
    next.set(kept);
    next[kept.length] = score;
    const sorted = new Float64Array(next.length);
    let from = this.#sorted;
    if (kept !== scores) {
      const oldest = positionOf(from, scores[0]!);
      from = from.slice();
      from.copyWithin(oldest, oldest + 1);
      from = from.subarray(0, -1);
    }
    const at = positionOf(from, score);
    sorted.set(from.subarray(0, at));
    sorted[at] = score;
    sorted.set(from.subarray(at), at + 1);
    return new ScoreWindow(capacity, next, sorted);
  }

  /**
   * The quantile at position (n + 1) · probability of the ordered scores, linear in between: type 6 of Hyndman & Fan
   * (1996). Another score that is exchangeable with these is at or below it with that probability, as far as the n
   * scores can tell: beyond 1 / (n + 1) from either end it is the least or the largest of them.
   */
  quantile(probability: number): number {
    const sorted = this.#sorted;
    const position = (sorted.length + 1) * probability - 1;
    if (position <= 0) return sorted[0]!;
    if (position >= sorted.length - 1) return sorted[sorted.length - 1]!;
    const below = Math.floor(position);
    const low = sorted[below]!;
    return low + (position - below) * (sorted[below + 1]! - low);
  }
}

/** The number of sorted values below `value`. */
function positionOf(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
