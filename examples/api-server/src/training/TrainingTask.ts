import type { GateMetrics } from 'coincast';
import type { Comparison } from '../schemas/leaderboard.js';
import type { ModelName } from './trainers.js';

/** What a training thread is asked to do: plain data that can be cloned. */
export interface TrainingTask {
  readonly model: ModelName;
  /** Columns of equal length, a regular step apart; bare `prices` are taken to be one step apart. */
  readonly series: {
    readonly prices: Float64Array;
    readonly timestamps?: Float64Array;
    readonly coinId?: string;
    readonly vsCurrency?: string;
  };
  /** Whether to compare the models first, so that the verdict is known. */
  readonly compare: boolean;
}

/** What it gives. */
export interface TrainingResult {
  /** The model, as `serializeModel` writes it. */
  readonly text: string;
  /** How it and the others did; `null` where no comparison was asked for. */
  readonly comparison: Comparison | null;
  /** What the registry's gate looks at; `null` likewise, and where the model failed in the comparison. */
  readonly metrics: GateMetrics | null;
}
