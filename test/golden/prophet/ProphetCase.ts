import type { ProphetParameters } from './literalLogPosterior.js';

type Mode = 'additive' | 'multiplicative';
export type Growth = 'linear' | 'logistic' | 'flat';

/** Times, epoch milliseconds UTC: each, or those of a regular grid. */
export type Times =
  | readonly number[]
  | { readonly startMs: number; readonly stepMs: number; readonly count: number };

/** Prophet's options; what is absent has Prophet's default. Lists of values go on over the rows of the future. */
export interface CaseOptions {
  readonly growth?: Growth;
  readonly changepoints?: readonly number[];
  readonly changepointCount?: number;
  readonly changepointRange?: number;
  readonly changepointPriorScale?: number;
  readonly yearly?: boolean | number;
  readonly weekly?: boolean | number;
  readonly daily?: boolean | number;
  readonly seasonalityMode?: Mode;
  readonly seasonalityPriorScale?: number;
  readonly seasonalities?: readonly {
    readonly name: string;
    readonly periodDays: number;
    readonly fourierOrder: number;
    readonly priorScale: number;
    readonly mode: Mode;
    readonly condition?: readonly number[];
  }[];
  readonly events?: readonly {
    readonly name: string;
    readonly dates: readonly number[];
    readonly lowerWindow: number;
    readonly upperWindow: number;
    readonly priorScale: number;
  }[];
  readonly regressors?: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly priorScale: number;
    readonly standardize: 'auto' | boolean;
    readonly mode: Mode;
  }[];
  readonly cap?: number | readonly number[];
  readonly floor?: number | readonly number[];
  /** Not in R: `minmax` takes the least value off and divides by the range. */
  readonly scaling?: 'absmax' | 'minmax';
}

/** What a model is fitted to. */
export interface ProphetProblem {
  readonly timestamps: Times;
  readonly values: ArrayLike<number | null>;
  readonly options: CaseOptions;
  readonly future: readonly number[];
}

/** A case of `cases.json`. */
export interface ProphetCase {
  readonly name: string;
  readonly series: string;
  readonly options: CaseOptions;
  readonly future: readonly number[];
  /** What Stan finds by default. */
  readonly r: ProphetParameters & {
    /** Stan's own objective. */
    readonly value: number;
    readonly columns: readonly string[];
    readonly changepoints: readonly number[];
    readonly startMs: number;
    readonly tScaleMs: number;
    readonly yScale: number;
    readonly trend: readonly number[];
    readonly additive: readonly number[];
    readonly multiplicative: readonly number[];
    readonly yhat: readonly number[];
    readonly components: Readonly<Record<string, readonly number[]>>;
  };
  /** What it finds with tolerances near 0, from there. */
  readonly tight: ProphetParameters & { readonly value: number; readonly yhat: readonly number[] };
}
