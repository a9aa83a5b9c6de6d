import type { GivenColumns } from './partColumns.js';
import { coefficientCount, isWave, type ProphetPart } from './prophetParts.js';
import type { ProphetGrowth } from './TrainProphetOptions.js';

/** The shape of what is fitted. */
export interface FitStructure {
  readonly growth: ProphetGrowth;
  /** Scaled time runs from 0 to 1 from timestamp `start` to `start + span`. */
  readonly start: number;
  readonly span: number;
  /** Timestamps of the changepoints, ascending, each once. */
  readonly changepoints: Float64Array;
  readonly changepointPriorScale: number;
  readonly parts: readonly ProphetPart[];
}

/** What is fitted: observations in order of time, scaled, with everything that explains them. */
export interface FitProblem extends FitStructure {
  readonly timestamps: Float64Array;
  /** The usual distance between timestamps. */
  readonly step: number;
  /** The scaled values. */
  readonly y: Float64Array;
  /** With logistic growth, the scaled caps. */
  readonly cap: Float64Array | undefined;
  readonly given: GivenColumns;
}

/** Where the coefficients of a part are among all features: plain waves come first. */
export interface FeatureLayout {
  /** The first column of each part. */
  readonly first: readonly number[];
  readonly waves: number;
  readonly features: number;
}

/** @internal */
export function featureLayout(parts: readonly ProphetPart[]): FeatureLayout {
  const first = new Array<number>(parts.length).fill(0);
  let next = 0;
  const place = (isFirst: boolean) => {
    parts.forEach((part, i) => {
      if (isWave(part) !== isFirst) return;
      first[i] = next;
      next += coefficientCount(part);
    });
  };
  place(true);
  const waves = next;
  place(false);
  return { first, waves, features: next };
}
