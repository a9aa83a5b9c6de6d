import { definedSkill } from '../../evaluation/index.js';
import { wilsonInterval } from '../../math/index.js';
import type { LiveIntervalScores, LiveScores, LiveStepScores } from './LedgerReport.js';
import type { LevelSums, StepSums } from './ledgerLine.js';
import { addSums, emptySums, type SumsByStep } from './stepSums.js';

/** The scores that sums stand for. */
export function liveScores(sums: StepSums, confidence: number): LiveScores {
  const { n, open, pending } = sums;
  const mean = (sum: number) => (n === 0 ? null : sum / n);
  const root = (sum: number) => (n === 0 ? null : Math.sqrt(sum / n));
  const mae = mean(sums.absolute);
  const rmse = root(sums.squared);
  const naiveMae = mean(sums.naiveAbsolute);
  const naiveRmse = root(sums.naiveSquared);
  const skill = skillOf(mae, naiveMae);
  return {
    n,
    open,
    pending,
    mae,
    rmse,
    bias: mean(sums.signed),
    mape: mean(100 * sums.relative),
    naiveMae,
    naiveRmse,
    relativeMae: skill === null ? null : mae === naiveMae ? 1 : mae! / naiveMae!,
    skill,
    skillRmse: skillOf(rmse, naiveRmse),
    intervals: sums.levels.map((level) => intervalScores(level, confidence)),
  };
}

/** The scores of each number of steps ahead, ascending. */
export function liveStepScores(sums: SumsByStep, confidence: number): LiveStepScores[] {
  return [...sums.values()]
    .sort((a, b) => a.step - b.step)
    .map((step) => ({ step: step.step, ...liveScores(step, confidence) }));
}

/** The sums of all steps together. */
export function totalOf(sums: SumsByStep): StepSums {
  const total = emptySums(0);
  for (const step of [...sums.values()].sort((a, b) => a.step - b.step)) addSums(total, step);
  return total;
}

function skillOf(loss: number | null, reference: number | null): number | null {
  return loss === null || reference === null ? null : definedSkill(loss, reference);
}

function intervalScores(sums: LevelSums, confidence: number): LiveIntervalScores {
  const { level, n, covered } = sums;
  const { lower, upper } = wilsonInterval(covered, n, confidence);
  return {
    level,
    n,
    covered,
    coverage: covered / n,
    coverageLower: lower,
    coverageUpper: upper,
    width: sums.width / n,
    winkler: sums.winkler / n,
  };
}
