import type { RandomStream } from '../../math/index.js';
import type { FutureSteps } from './futureSteps.js';
import type { TrendSpread } from './trendSpread.js';

/**
 * Paths the (scaled) values may take: changes of slope at times of a Poisson process from the end of the history on, of
 * Laplace size, and normal noise. Numbers are drawn step by step in order of time, so that the first steps are the same
 * whatever the horizon; steps within the history have noise alone.
 *
 * @internal
 */
export function samplePaths(
  steps: FutureSteps,
  { rate, scale }: TrendSpread,
  { count, sigma, random }: { readonly count: number; readonly sigma: number; readonly random: RandomStream },
): Float64Array[] {
  const { ahead, line, factor, additive, cap } = steps;
  const horizon = ahead.length;
  const order = Int32Array.from(ahead, (_, h) => h).sort((a, b) => ahead[a]! - ahead[b]! || a - b);
  const paths = Array.from({ length: count }, () => new Float64Array(horizon));
  const exponential = () => -Math.log1p(-random.uniform());
  const next = Float64Array.from(paths, () => (rate > 0 ? exponential() / rate : Number.POSITIVE_INFINITY));
  // Each path's deviation is slope · time - turn.
  const slope = new Float64Array(count);
  const turn = new Float64Array(count);
  for (const h of order) {
    const time = ahead[h]!;
    for (let i = 0; i < count; i++) {
      while (next[i]! < time) {
        const size = scale * exponential() * (random.uniform() < 0.5 ? -1 : 1);
        slope[i] = slope[i]! + size;
        turn[i] = turn[i]! + size * next[i]!;
        next[i] = next[i]! + exponential() / rate;
      }
      const u = line[h]! + slope[i]! * time - turn[i]!;
      const trend = cap === undefined ? u : cap[h]! / (1 + Math.exp(-u));
      paths[i]![h] = trend * factor[h]! + additive[h]! + sigma * random.normal();
    }
  }
  return paths;
}
