import type { HoldoutScore } from 'coincast';
import { fixed, percent } from './format.js';

/** The columns of the metrics table. */
export function scoreHeader(levels: readonly number[]): string[] {
  const columns = ['MAE', 'RMSE', 'MAPE', 'sMAPE', 'MASE', 'Direction'];
  return ['Model', ...columns, ...levels.map((level) => `In ${percent(level)}`)];
}

/** One row a model, as text. */
export function scoreRows(scores: readonly HoldoutScore[], price: (value: number) => string): string[][] {
  return scores.map(({ name, metrics }) => [
    name,
    price(metrics.mae),
    price(metrics.rmse),
    metrics.mape === null ? '-' : `${fixed(metrics.mape, 2)}%`,
    `${fixed(metrics.smape, 2)}%`,
    fixed(metrics.mase, 2),
    percent(metrics.directionalAccuracy),
    ...metrics.intervals.map(({ coverage }) => percent(coverage)),
  ]);
}
