import type { GateComparison, PriceSeries, VerdictCode } from 'coincast';
import type { LadderStep } from 'coincast/node';
import type { RetrainReason } from '../retraining/RetrainReason.js';
import type { Recipe } from '../retraining/recipes.js';

/** What is known of a coin after its prices were brought up to date. */
export interface UpdatedCoin {
  readonly coin: string;
  /** As fetched. */
  readonly fetched: PriceSeries;
  readonly newPrices: number;
}

/** And validated. */
export interface ValidCoin extends Omit<UpdatedCoin, 'fetched'> {
  /** Without gaps. */
  readonly series: PriceSeries;
  /** What validation found, by rule. */
  readonly findings: Readonly<Record<string, number>>;
}

/** And its forecasts scored. */
export interface ScoredCoin extends ValidCoin {
  readonly live: LiveScores;
}

/** How the coin's forecasts of the last days turned out. */
export interface LiveScores {
  readonly days: number;
  /** Settled steps. */
  readonly n: number;
  readonly mae: number | null;
  readonly naiveMae: number | null;
  /** Positive where they beat the naive forecast. */
  readonly skill: number | null;
  readonly coverage: readonly LiveCoverage[];
}

/** How many prices fell into the intervals of one level. */
export interface LiveCoverage {
  readonly level: number;
  readonly n: number;
  readonly coverage: number;
  readonly lower: number;
  readonly upper: number;
}

/** And trained anew, where there was a reason. */
export interface TrainedCoin extends ScoredCoin {
  /** The champion's version at that time. */
  readonly champion: string | null;
  /** Why it was trained; `null` where the champion goes on, told of the new prices. */
  readonly reason: RetrainReason | null;
  readonly candidates: readonly Candidate[];
}

/** A model that may become the champion. */
export interface Candidate {
  readonly recipe: Recipe;
  /** The model as `serializeModel` writes it: only the best one is ever needed again. */
  readonly text: string;
  /** What was asked for and could not be trained. */
  readonly ladder: readonly LadderStep[];
}

/** And compared, all candidates and the champion on the same folds. */
export interface EvaluatedCoin extends TrainedCoin {
  /** `null` where nothing was trained, or nothing but the naive forecast. */
  readonly evaluation: Evaluation | null;
}

/** What the comparison came to. Plain JSON data. */
export interface Evaluation {
  readonly folds: number;
  readonly horizon: number;
  /** `itself` where all folds came after its training, else by its `recipe`, trained as the candidates are. */
  readonly championBy: 'itself' | 'recipe' | null;
  readonly leaderboard: readonly Standing[];
  readonly failures: readonly { readonly name: string; readonly message: string }[];
  /** The candidate with the smallest loss. */
  readonly best: Recipe;
  /** What the best one is registered with. */
  readonly metrics: object;
  /** The best one beside the champion. */
  readonly comparison: GateComparison | null;
}

/** A model's place. */
export interface Standing {
  readonly name: string;
  readonly loss: number;
  readonly skill: number | null;
  readonly verdict: VerdictCode | null;
}

/** And judged. */
export interface GatedCoin extends Omit<EvaluatedCoin, 'candidates'> {
  readonly decision: Decision | null;
  /** What was asked for and could not be trained, of all candidates. */
  readonly ladder: readonly LadderStep[];
}

/** What the gate said of the best candidate. */
export interface Decision {
  /** The candidate's version. */
  readonly version: string;
  readonly recipe: Recipe;
  readonly passed: boolean;
  readonly why: string;
}

/** And done: promoted or kept, the champion's forecast recorded. */
export interface FinishedCoin extends GatedCoin {
  readonly status: 'promoted' | 'kept' | 'unchanged';
  readonly why: string;
  /** The champion's version from now on. */
  readonly newChampion: string | null;
  /** The id of the forecast in the ledger. */
  readonly forecast: string | null;
  /** The coin's old versions that were removed. */
  readonly pruned: number;
}

/** A coin that a step failed for. */
export interface FailedCoin {
  readonly coin: string;
  readonly status: 'failed';
  readonly step: string;
  readonly code: string;
  readonly why: string;
}
