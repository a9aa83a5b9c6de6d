import type { BenchSeries } from './benchData.js';

/** By the definitions of the M4 competition: sMAPE with factor 200, and MASE by the season-naive forecast in training. */
export interface M4Score {
  readonly smape: number;
  readonly mase: number;
}

/** The score of one forecast; what is below zero counts as zero, as the competition had it. */
export function m4ScoreOf({ values, future }: BenchSeries, mean: Float64Array, season: number): M4Score {
  let absolute = 0;
  let smape = 0;
  mean.forEach((value, h) => {
    const forecast = Math.max(0, value);
    const error = Math.abs(future![h]! - forecast);
    absolute += error / mean.length;
    smape += (200 * error) / (Math.abs(future![h]!) + forecast) / mean.length;
  });
  let changes = 0;
  for (let t = season; t < values.length; t++) changes += Math.abs(values[t]! - values[t - season]!);
  return { smape, mase: (absolute * (values.length - season)) / changes };
}

/** The mean over series. */
export function averageScore(scores: readonly M4Score[]): M4Score {
  const of = (pick: (score: M4Score) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  return { smape: of(({ smape }) => smape), mase: of(({ mase }) => mase) };
}

/** The mean of both, each over that of Naive2. */
export function owaOf(own: readonly M4Score[], naive2: readonly M4Score[]): number {
  const [a, b] = [averageScore(own), averageScore(naive2)];
  return (a.smape / b.smape + a.mase / b.mase) / 2;
}
