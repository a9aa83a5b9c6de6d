import { medianOf, transformed } from '../transform.js';
import type { ArimaParameters } from './arimaState.js';
import { type FilteredSeries, filterSeries } from './filterSeries.js';

/**
 * How a model predicts each observation of a series from those before it: {@link FilteredSeries} with `fitted` in the
 * units of the series, which are medians where the values are transformed.
 */
export type OneStepFit = FilteredSeries;

/**
 * One-step forecasts and residuals of a model on a series, and what it then holds of the past.
 *
 * `values` are those of the series, `NaN` where missing; `effect` is what the regressors add to the transformed values.
 *
 * @internal
 */
export function oneStepFit(
  parameters: ArimaParameters,
  values: Float64Array,
  effect: Float64Array | undefined,
): OneStepFit {
  const eta = transformed(values, parameters.transform);
  if (effect !== undefined) for (let t = 0; t < eta.length; t++) eta[t] = eta[t]! - effect[t]!;
  const filtered = filterSeries(parameters, eta);
  const { fitted } = filtered;
  const start = eta.length - fitted.length;
  if (effect !== undefined)
    for (let t = 0; t < fitted.length; t++) fitted[t] = fitted[t]! + effect[start + t]!;
  return { ...filtered, fitted: medianOf(fitted, parameters.transform) };
}
