import type { GateDecision } from 'coincast';
import type { Evaluation } from '../run/CoinWork.js';

/**
 * Whether the best candidate may become the champion: if it is not worse than the champion on the same folds or, where
 * none `stands`, not worse than the naive forecast. To be new is no merit, and to beat the naive forecast is not enough.
 */
export function promotionGate(evaluation: Evaluation | null, stands: boolean): GateDecision {
  if (evaluation === null) {
    return { passed: !stands, reason: 'nothing but the naive forecast could be trained' };
  }
  const { leaderboard, best, folds, comparison } = evaluation;
  const over = `over the same ${folds} ${folds === 1 ? 'fold' : 'folds'}`;
  const loss = leaderboard.find(({ name }) => name === best)!.loss;
  if (comparison !== null) {
    const passed = comparison.candidateLoss <= comparison.championLoss;
    const figures = `${figure(comparison.candidateLoss)} against ${figure(comparison.championLoss)} ${over}`;
    return { passed, reason: `${passed ? 'not worse' : 'worse'} than the champion: ${figures}` };
  }
  if (stands) {
    return { passed: false, reason: 'the champion cannot be compared with, and stays until someone decides' };
  }
  const naive = leaderboard.find(({ name }) => name === 'naive')!.loss;
  const figures = `${figure(loss)} against ${figure(naive)} ${over}`;
  const passed = loss <= naive;
  return { passed, reason: `${passed ? 'not worse' : 'worse'} than the naive forecast: ${figures}` };
}

function figure(loss: number): string {
  return String(Number(loss.toPrecision(4)));
}
