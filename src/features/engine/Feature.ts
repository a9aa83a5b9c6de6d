import type { SourceColumn } from './Source.js';
import type { StageMemory } from './StageMemory.js';

/** A column that a feature reads: one of the series, its times, or what the spec names in `of` and `with`. */
export type FeatureInput = SourceColumn | 'timestamp' | 'of' | 'with';

/**
 * Reads `count` rows of each input and writes as many of each output, remembering what it needs for the next ones.
 * Inputs that are features themselves may begin with NaN; a stage has to pass those on.
 */
export type Stage = (
  inputs: readonly Float64Array[],
  outputs: readonly Float64Array[],
  count: number,
) => void;

/** A feature with its options settled. */
export interface FeaturePlan {
  /** For each output, how many of its first values are unknown. */
  readonly warmUp: readonly number[];
  /** Whether a value depends on older rows than those of the warm-up; `false` means never. */
  readonly remembers: boolean;
  /** Begins the computation. */
  readonly createStage: (memory: StageMemory) => Stage;
}

/**
 * One kind of feature. It is computed by one stage, row after row, whether over a whole series or a candle at a
 * time, so that both give the same numbers and no value can depend on later rows.
 */
export interface Feature<Options extends object = object, Output extends string = never> {
  /** The options it knows beside `of` and `with`, for refusing others. */
  readonly optionNames: readonly string[];
  /** The columns it reads. */
  readonly inputs: readonly FeatureInput[];
  /** The names of its columns; none where it has one. */
  readonly outputs: readonly Output[];
  /** Whether its `of` and `with` have to be above zero. */
  readonly positive?: boolean;
  /** The inputs of which one has to vary (`some`), or all have to, for it to mean anything. */
  readonly varies?: { readonly of: readonly FeatureInput[]; readonly need: 'some' | 'every' };
  /** Checks the options; throws for those out of bounds. */
  plan(options: Options): FeaturePlan;
}
