import { describe, expect, it } from 'vitest';
import { reachVerdicts, type VerdictRules } from '../../../src/evaluation/comparison/Verdict.js';

const rules: VerdictRules = { horizon: 1, alpha: 0.05, relevantSkill: 0.02, lossName: 'mean squared error' };
const same = (folds: number, loss: number) => new Float64Array(folds).fill(loss);
const verdictOf = (losses: Float64Array, naiveLosses: Float64Array, horizon = 1) =>
  reachVerdicts([{ model: 'm', losses, naiveLosses }], { ...rules, horizon })[0]!;

describe('the verdict', () => {
  it('has no test where all folds differ by the same, and does not ask for more of them', () => {
    expect(verdictOf(same(40, 1), same(40, 2))).toEqual({
      code: 'insufficient-evidence',
      model: 'm',
      statement:
        'm cannot be told from the naive forecast by so little evidence: its mean squared error over 40 folds is 50% smaller, no test is possible. The difference is the same in each fold, and has no variance to test against: check that the series is not synthetic.',
      pValue: null,
      folds: 40,
      skill: 0.5,
      skillInterval: null,
    });
  });

  it.each([
    { folds: 9, horizon: 1, missing: 'At least 10 folds are needed: give' },
    { folds: 19, horizon: 2, missing: 'At least 20 folds are needed, as 2 in a row overlap: give' },
    { folds: 2, horizon: 3, missing: 'At least 30 folds are needed, as 3 in a row overlap: give' },
  ])('asks for more than $folds folds at horizon $horizon', ({ folds, horizon, missing }) => {
    const losses = Float64Array.from({ length: folds }, (_, k) => 1 + 0.1 * Math.sin(k * k));
    const { code, statement } = verdictOf(losses, same(folds, 2), horizon);
    expect(code).toBe('insufficient-evidence');
    expect(statement).toContain(missing);
  });

  it('is no better where nothing differs', () => {
    expect(verdictOf(same(40, 2), same(40, 2))).toMatchObject({
      code: 'no-better-than-naive',
      pValue: 1,
      skill: 0,
      skillInterval: [0, 0],
    });
  });
});
