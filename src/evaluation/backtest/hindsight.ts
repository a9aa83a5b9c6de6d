import { midranks } from '../../math/index.js';
import type { TrainingFold } from './BacktestTrainer.js';
import type { CheckedForecast } from './checkedForecast.js';
import type { ResolvedFolds } from './resolveFoldRun.js';

/**
 * How closely forecast changes follow the real ones: the sum over the steps ahead of Spearman's covariances, centred and
 * scaled by what the same forecasts have with shuffled futures (the permutation moments of Hoeffding, A combinatorial
 * central limit theorem, Annals of Mathematical Statistics 22 (1951)). 0 where forecasts do not vary.
 *
 * @internal
 */
export function hindsight(
  { values, plan: { horizon, gap } }: ResolvedFolds,
  origins: readonly TrainingFold[],
  forecasts: readonly CheckedForecast[],
): number {
  const n = origins.length;
  const change = (fold: number, step: number, valueAt: (at: number) => number) => {
    const { end } = origins[fold]!;
    const last = values[end - 1]!;
    return (valueAt(end + gap + step) - last) / (Math.abs(last) || 1);
  };
  const products = Array.from({ length: n }, () => new Float64Array(n));
  for (let step = 0; step < horizon; step++) {
    const forecast = centredRanks(n, (k) => change(k, step, () => forecasts[k]!.mean[step]!));
    const real = centredRanks(n, (k) => change(k, step, (at) => values[at]!));
    for (let k = 0; k < n; k++) {
      for (let j = 0; j < n; j++) products[k]![j] = products[k]![j]! + forecast[k]! * real[j]!;
    }
  }
  // Rows and columns sum to zero, as the ranks do.
  const own = products.reduce((sum, row, k) => sum + row[k]!, 0);
  const squares = products.reduce((sum, row) => sum + row.reduce((all, product) => all + product ** 2, 0), 0);
  return squares === 0 ? 0 : own / Math.sqrt(squares / (n - 1));
}

function centredRanks(n: number, numberOf: (k: number) => number): Float64Array {
  return midranks(Float64Array.from({ length: n }, (_, k) => numberOf(k))).map((rank) => rank - (n + 1) / 2);
}
