import type { ExactInnovations } from './exactInnovations.js';

/** How a model predicts each observation of a series from those before it; both arrays have length n - d. */
export interface OneStepFit {
  /** Standardised innovations, all of variance sigma². */
  readonly residuals: Float64Array;
  /** One-step forecasts. */
  readonly fitted: Float64Array;
}

/** One-step forecasts and residuals, from the innovations of the values' `d`-th differences. @internal */
export function oneStepFit(
  values: Float64Array,
  d: number,
  { errors, variances }: ExactInnovations,
): OneStepFit {
  return {
    residuals: errors.map((error, t) => error / Math.sqrt(variances[t]!)),
    fitted: errors.map((error, t) => values[t + d]! - error),
  };
}
