import type { LedgerReport, LiveModelScores, LiveStepScores } from 'coincast';
import type * as z from 'zod';
import type { liveScoresSchema } from '../schemas/scores.js';

/** Live scores of a coin's models as JSON has them. */
export type LiveScoreboard = z.infer<typeof liveScoresSchema>;

type ModelScores = LiveScoreboard['models'][number];

/** A report of the ledger pooled over the first so many steps ahead; models without any such step are left out. */
export function toLiveScoreboard({ from, now, models }: LedgerReport, steps: number): LiveScoreboard {
  return {
    from: from ?? 0,
    now,
    steps,
    models: models.map((model) => pool(model, steps)).filter(isAboutSteps),
  };
}

function isAboutSteps({ n, open, pending }: ModelScores): boolean {
  return n + open + pending > 0;
}

function pool({ model: version, kind, forecasts, steps: all }: LiveModelScores, steps: number): ModelScores {
  const part = all.filter(({ step }) => step <= steps);
  const total = (value: (scores: LiveStepScores) => number) =>
    part.reduce((sum, scores) => sum + value(scores), 0);
  const n = total((scores) => scores.n);
  // Means are weighted by the steps they are of, so that this is the mean over all of them.
  const mean = (value: (scores: LiveStepScores) => number | null) =>
    n === 0 ? null : total((scores) => scores.n * (value(scores) ?? 0)) / n;
  const mae = mean((scores) => scores.mae);
  const naiveMae = mean((scores) => scores.naiveMae);
  return {
    version,
    kind,
    forecasts,
    n,
    open: total(({ open }) => open),
    pending: total(({ pending }) => pending),
    mae,
    naiveMae,
    bias: mean(({ bias }) => bias),
    skill: mae === null || naiveMae === null || naiveMae === 0 ? null : 1 - mae / naiveMae,
    intervals: poolIntervals(part),
  };
}

function poolIntervals(part: readonly LiveStepScores[]): ModelScores['intervals'] {
  const byLevel = new Map<number, { n: number; covered: number }>();
  for (const { intervals } of part) {
    for (const { level, n, covered } of intervals) {
      const sum = byLevel.get(level) ?? { n: 0, covered: 0 };
      byLevel.set(level, { n: sum.n + n, covered: sum.covered + covered });
    }
  }
  return [...byLevel]
    .filter(([, { n }]) => n > 0)
    .sort(([a], [b]) => a - b)
    .map(([level, { n, covered }]) => ({ level, n, covered, coverage: covered / n }));
}
