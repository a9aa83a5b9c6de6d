/** How a season enters: added to the rest, or a factor of it. */
export type SeasonKind = 'additive' | 'multiplicative';

/**
 * Classical decomposition: the seasonal terms of the places of a period, the first value's first. The trend is a centred
 * moving average of one period (of two half weights at the ends, for an even one); the terms are the averages of what
 * differs from it, brought to sum 0 or mean 1. Needs two periods. Equal to R's `decompose`. Linear.
 *
 * @internal
 */
export function classicalSeason(values: Float64Array, period: number, kind: SeasonKind): Float64Array {
  const n = values.length;
  const half = period >> 1;
  const isEven = period % 2 === 0;
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = half; t < n - half; t++) {
    let trend = 0;
    for (let i = t - half; i <= t + half; i++) {
      trend += (isEven && (i === t - half || i === t + half) ? 0.5 : 1) * values[i]!;
    }
    trend /= period;
    sums[t % period] = sums[t % period]! + (kind === 'additive' ? values[t]! - trend : values[t]! / trend);
    counts[t % period] = counts[t % period]! + 1;
  }
  const terms = sums.map((sum, place) => sum / counts[place]!);
  const mean = terms.reduce((sum, term) => sum + term, 0) / period;
  return terms.map((term) => (kind === 'additive' ? term - mean : term / mean));
}
