/** Why a model is trained anew. */
export interface RetrainReason {
  /**
   * `new-listing`: the coin has no champion; `clock`: the last training is too long ago; `drift-error`: live errors are
   * larger than those of the backtest; `drift-residuals`: they are distributed otherwise; `out-of-reach`: prices since the
   * champion's training are missing; `unreadable`: the champion is damaged.
   */
  readonly code: 'new-listing' | 'clock' | 'drift-error' | 'drift-residuals' | 'out-of-reach' | 'unreadable';
  readonly why: string;
}

/** Whether a champion stands against new models: not where there is none, or it cannot forecast any more. */
export function hasStandingChampion({ code }: RetrainReason): boolean {
  return !['new-listing', 'out-of-reach', 'unreadable'].includes(code);
}
