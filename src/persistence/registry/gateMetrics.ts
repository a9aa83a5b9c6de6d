import { InvalidArgumentError } from '../../errors/index.js';
import type { ComparisonLoss, ModelComparison, Verdict } from '../../evaluation/index.js';
import { fingerprint } from '../../series/index.js';
import type { GateComparison } from './gate.js';
import type { RegisteredModel } from './RegisteredModel.js';

/** How a model did on the folds of a comparison. */
export interface FoldLosses {
  /** 16 hexadecimal digits that identify the steps forecast and what really happened at them. */
  readonly fingerprint: string;
  /** The number of folds. */
  readonly count: number;
  /** How many steps ahead each forecast. */
  readonly horizon: number;
  readonly loss: ComparisonLoss;
  /** The mean loss over all folds; less is better. */
  readonly meanLoss: number;
}

/** What the default gate looks at, as metrics to `register` a model with. Plain, JSON-safe data. */
export interface GateMetrics {
  /** Beside the naive forecast; `null` for the naive forecast itself. */
  readonly verdict: Verdict | null;
  readonly folds: FoldLosses;
}

/**
 * What a registry's default gate looks at, out of the comparison that judged the model: its verdict, and its mean
 * loss with a fingerprint of the folds, so that two versions compared on the same folds can be told from two that
 * were not.
 *
 * The fingerprint covers the timestamps and the actual values of every step forecast; the trainers compared beside,
 * and how often they were refitted, do not matter.
 *
 * @throws {@link InvalidArgumentError} when the comparison holds no such model, naming those it holds.
 * @example
 * ```ts
 * import { compareModels, gateMetrics, trainDrift } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 200 });
 * const comparison = await compareModels(prices, { drift: trainDrift });
 * const metrics = gateMetrics(comparison, 'drift');
 * metrics.verdict?.code; // => 'insufficient-evidence'
 * metrics.folds.count; // => 100
 * ```
 */
export function gateMetrics(comparison: ModelComparison, model: string): GateMetrics {
  const found = comparison.leaderboard.find(({ name }) => name === model);
  if (found === undefined) {
    const names = comparison.leaderboard.map(({ name }) => `"${name}"`).join(', ');
    throw new InvalidArgumentError({ argument: 'model', value: model, expected: `one of ${names}` });
  }
  const { folds } = found.backtest;
  const columns = folds.flatMap(({ timestamps, actual }) => [timestamps, actual]);
  return Object.freeze({
    verdict: found.verdict,
    folds: Object.freeze({
      fingerprint: fingerprint(...columns),
      count: comparison.folds,
      horizon: comparison.horizon,
      loss: comparison.loss,
      meanLoss: found.loss,
    }),
  });
}

/** Two versions on the same folds, where the metrics of both tell of the same. */
export function comparedByMetrics(
  candidate: RegisteredModel,
  champion: RegisteredModel,
): GateComparison | undefined {
  const [a, b] = [foldLosses(candidate), foldLosses(champion)];
  if (a === undefined || b === undefined) return undefined;
  if (a.fingerprint !== b.fingerprint || a.loss !== b.loss || a.horizon !== b.horizon) return undefined;
  return {
    metric: `mean ${a.loss} error`,
    folds: a.count,
    candidateLoss: a.meanLoss,
    championLoss: b.meanLoss,
    champion: champion.version,
  };
}

function foldLosses({ metrics }: RegisteredModel): FoldLosses | undefined {
  const folds = metrics['folds'] as Partial<FoldLosses> | null | undefined;
  if (typeof folds !== 'object' || folds === null) return undefined;
  const { fingerprint: print, count, horizon, loss, meanLoss } = folds;
  const isWhole =
    typeof print === 'string' &&
    typeof count === 'number' &&
    typeof horizon === 'number' &&
    typeof loss === 'string' &&
    typeof meanLoss === 'number';
  return isWhole ? (folds as FoldLosses) : undefined;
}
