import type { GarchObjective } from './GarchObjective.js';

const persistences = [0.25, 0.6, 0.9, 0.98] as const;
/** What part of the persistence is reaction. */
const reactionShares = [0.05, 0.15, 0.4] as const;
const negativeShares = [0.5, 0.8, 0.2] as const;
const startNu = 5;

/**
 * Where a search starts: for each of four persistences, low to very high, the best of a grid of reactions and shares.
 *
 * @internal
 */
export function garchStarts(objective: GarchObjective, mu: number): Float64Array[] {
  const { parametrization } = objective;
  const { shape, variance } = parametrization;
  const gradient = new Float64Array(parametrization.size);
  return persistences.map((persistence) => {
    let best: Float64Array | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const reactionShare of reactionShares) {
      const reaction = reactionShare * persistence;
      for (const negativeShare of shape.isAsymmetric ? negativeShares : [0.5]) {
        const omega = variance * (1 - persistence);
        const point = { mu, omega, reaction, negativeShare, beta: persistence - reaction, nu: startNu };
        const x = parametrization.coordinatesOf(point);
        const value = objective.evaluate(x, gradient);
        if (best !== undefined && !(value < least)) continue;
        best = x;
        least = value;
      }
    }
    return best!;
  });
}
