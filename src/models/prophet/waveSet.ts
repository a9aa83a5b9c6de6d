/** Sines and cosines of some periods, harmonics 1 to `orders[i]` of each; two columns a harmonic, sine first. */
export interface WaveSet {
  /** Milliseconds, or positions for bare numbers. */
  readonly periods: readonly number[];
  readonly orders: readonly number[];
  /** The number of harmonics in all. */
  readonly count: number;
}

/** @internal */
export function waveSet(waves: readonly { period: number; order: number }[]): WaveSet {
  return {
    periods: waves.map(({ period }) => period),
    orders: waves.map(({ order }) => order),
    count: waves.reduce((sum, { order }) => sum + order, 0),
  };
}

/**
 * Writes sine and cosine of every harmonic at a timestamp, phases counted from the epoch, to `sine[at + i]` and
 * `cosine[at + i]`. The phase is reduced before it is multiplied, so that nothing is lost far from the epoch;
 * harmonics come from the first by complex products.
 *
 * @internal
 */
export function waveValues(
  { periods, orders }: WaveSet,
  timestamp: number,
  sine: Float64Array,
  cosine: Float64Array,
  at = 0,
): void {
  let out = at;
  for (let p = 0; p < periods.length; p++) {
    const period = periods[p]!;
    const angle = 2 * Math.PI * ((timestamp % period) / period);
    const s1 = Math.sin(angle);
    const c1 = Math.cos(angle);
    let s = s1;
    let c = c1;
    for (let n = orders[p]!; n > 0; n--) {
      sine[out] = s;
      cosine[out] = c;
      out += 1;
      const next = c * c1 - s * s1;
      s = s * c1 + c * s1;
      c = next;
    }
  }
}
