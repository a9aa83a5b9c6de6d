import type { RandomStream } from '../../math/index.js';
import { type Regime, regimes } from './regimes.table.js';

/** The spell at each step in turn: a Markov chain in continuous time, seen every `stepHours`. */
export function createRegimeChain(random: RandomStream, stepHours: number): () => Regime {
  let current = regimes[0]!;
  return () => {
    if (random.uniform() < 1 - Math.exp(-stepHours / current.meanHours)) {
      current = regimes[pick(current.next, random.uniform())]!;
    }
    return current;
  };
}

function pick(shares: readonly number[], uniform: number): number {
  let position = 0;
  let reached = shares[0]!;
  while (uniform >= reached && position < shares.length - 1) {
    position += 1;
    reached += shares[position]!;
  }
  return position;
}

/** The mean over time of the squared relative volatility. */
export function meanRegimeVariance(): number {
  let visits = regimes.map(() => 1 / regimes.length);
  for (let round = 0; round < 100; round++) {
    visits = regimes.map((_, to) =>
      regimes.reduce((sum, { next }, from) => sum + visits[from]! * next[to]!, 0),
    );
  }
  const hours = regimes.map(({ meanHours }, i) => visits[i]! * meanHours);
  const total = hours.reduce((sum, value) => sum + value, 0);
  return regimes.reduce((sum, { volatility }, i) => sum + (hours[i]! / total) * volatility ** 2, 0);
}
