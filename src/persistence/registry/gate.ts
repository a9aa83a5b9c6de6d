import type { RegisteredModel } from './RegisteredModel.js';

/** How a version did beside the champion on the same folds. */
export interface GateComparison {
  /** What the losses are, in words, such as `mean absolute error`. */
  readonly metric: string;
  /** The number of folds both forecast. */
  readonly folds: number;
  /** The mean loss of the version on them; less is better. */
  readonly candidateLoss: number;
  /** The mean loss of the champion on them. */
  readonly championLoss: number;
  /** The version of the champion compared with. */
  readonly champion: string;
}

/** What a gate judges by. */
export interface GateContext {
  readonly coin: string;
  /** The version to be promoted. */
  readonly candidate: RegisteredModel;
  /** The present champion; `undefined` where the coin has none, or it can no longer be read. */
  readonly champion: RegisteredModel | undefined;
  /**
   * The two on the same folds: as given to `promote`, or where the metrics of both tell of the same folds (see
   * `gateMetrics`), by these.
   */
  readonly comparison: GateComparison | undefined;
}

/** What a gate says, and why, with the figures. */
export interface GateDecision {
  readonly passed: boolean;
  readonly reason: string;
}

/** Decides whether a version may become the champion. What it throws ends the promotion. */
export type PromotionGate = (context: GateContext) => GateDecision | Promise<GateDecision>;

/**
 * The gate of a registry unless you give your own: lets pass what beats the naive forecast by `metrics.verdict`, and
 * what is not worse than the present champion on the same folds.
 */
export const defaultGate: PromotionGate = ({ candidate, champion, comparison }) => {
  const verdict = verdictOf(candidate);
  if (verdict?.code === 'beats-naive') return { passed: true, reason: verdict.statement };
  const said =
    verdict === undefined
      ? 'its metrics hold no verdict'
      : `its verdict is ${verdict.code} (${verdict.statement})`;
  if (comparison === undefined) {
    const missing =
      champion === undefined
        ? 'there is no readable champion to compare it with'
        : `there is no comparison with the champion ${champion.version} on the same folds`;
    return { passed: false, reason: `${said}, and ${missing}` };
  }
  const { candidateLoss, championLoss, metric, folds } = comparison;
  const figures = `its ${metric} over the same ${folds} ${folds === 1 ? 'fold' : 'folds'} is ${candidateLoss}, that of the champion ${comparison.champion} ${championLoss}`;
  return candidateLoss <= championLoss
    ? { passed: true, reason: `not worse than the champion: ${figures}` }
    : { passed: false, reason: `${said}, and it is worse than the champion: ${figures}` };
};

function verdictOf({ metrics }: RegisteredModel): { code: string; statement: string } | undefined {
  const verdict = metrics['verdict'];
  if (typeof verdict !== 'object' || verdict === null || !('code' in verdict)) return undefined;
  const { code, statement } = verdict as { code: unknown; statement?: unknown };
  if (typeof code !== 'string') return undefined;
  return { code, statement: typeof statement === 'string' ? statement : `verdict ${code}` };
}
