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
  const residuals = errors.slice();
  variances.forEach((variance, t) => {
    residuals[t] = residuals[t]! / Math.sqrt(variance);
  });
  const fitted = values.slice(d);
  for (let t = 0; t < fitted.length; t++) fitted[t] = fitted[t]! - errors[t]!;
  return { residuals, fitted };
}
