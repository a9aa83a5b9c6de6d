import { createRandomStream } from '../../math/index.js';

/**
 * The numbers of observations that prefixes have: all from 1 to `length - 1` where those are at most `count`, else a
 * quarter of them close to the beginning, where warm-ups are filled, a quarter close to the end, and the rest at random
 * in between. In ascending order, none twice.
 *
 * @internal
 */
export function auditCuts(length: number, count: number, seed: number): number[] {
  const most = length - 1;
  if (most <= count) return Array.from({ length: most }, (_, index) => index + 1);
  const cuts = new Set<number>();
  const quarter = Math.max(1, Math.floor(count / 4));
  for (let step = 0; step < quarter; step++) {
    const distance = Math.round(most ** (step / (2 * quarter)));
    cuts.add(Math.max(distance, step + 1));
    cuts.add(length - Math.max(distance, step + 1));
  }
  const stream = createRandomStream(seed);
  while (cuts.size < count) cuts.add(1 + Math.floor(stream.uniform() * most));
  return [...cuts].sort((a, b) => a - b).slice(0, count);
}
