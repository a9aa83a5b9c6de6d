import { describe, expect, it } from 'vitest';
import { promotionGate } from '../../../examples/scheduler/src/retraining/promotionGate.js';
import type { Evaluation } from '../../../examples/scheduler/src/run/CoinWork.js';

const evaluation = (candidateLoss: number, naive: number, championLoss?: number): Evaluation => ({
  folds: 10,
  horizon: 24,
  championBy: championLoss === undefined ? null : 'itself',
  leaderboard: [
    { name: 'ets', loss: candidateLoss, skill: 0, verdict: 'insufficient-evidence' },
    { name: 'naive', loss: naive, skill: 0, verdict: null },
  ],
  failures: [],
  best: 'ets',
  metrics: {},
  comparison:
    championLoss === undefined
      ? null
      : { metric: 'mean absolute error', folds: 10, candidateLoss, championLoss, champion: 'v1' },
});

describe('promotionGate', () => {
  it.each([
    ['a first champion that is as good as naive', evaluation(10, 10), false, true],
    ['a first champion that is worse than naive', evaluation(11, 10), false, false],
    ['a candidate as good as the champion', evaluation(9, 10, 9), true, true],
    ['a candidate that beats naive but not the champion', evaluation(9, 10, 8.9), true, false],
    ['a candidate whose champion cannot be compared with', evaluation(9, 10), true, false],
    ['the naive forecast alone, for a coin without a champion', null, false, true],
    ['the naive forecast alone, beside a champion', null, true, false],
  ])('judges %s', (_, given, hasChampion, passed) => {
    const decision = promotionGate(given, hasChampion);
    expect(decision.passed).toBe(passed);
    expect(decision.reason).not.toBe('');
  });

  it('says the figures', () => {
    expect(promotionGate(evaluation(9.123456, 10, 8.9), true).reason).toBe(
      'worse than the champion: 9.123 against 8.9 over the same 10 folds',
    );
  });
});
