import { NonFiniteValueError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { RegressorColumns } from '../regressorColumns.js';
import { transformed } from '../transform.js';
import type { ArimaParameters } from './arimaState.js';
import { type ObservedSteps, observedSteps } from './observedSteps.js';
import { type OneStepFit, oneStepFit } from './oneStepFit.js';
import { regressionEffect } from './regressors.js';

/**
 * One-step results of a model on a series that begins and ends with an observation.
 *
 * @throws {@link InsufficientDataError}, {@link NonFiniteValueError}, {@link IrregularSeriesError},
 * {@link InvalidArgumentError}
 * @internal
 */
export function oneStepOf(
  parameters: ArimaParameters,
  series: SeriesInput,
  regressors: RegressorColumns | undefined,
  argument: string,
): OneStepFit {
  const steps = observedSteps('series', series);
  const { values } = steps;
  for (const index of [0, values.length - 1]) {
    if (!Number.isNaN(values[index])) continue;
    const expected = 'a finite number, being the first or the last';
    throw new NonFiniteValueError({ argument: 'series', index, value: values[index], expected });
  }
  return oneStepFit(parameters, values, effectOf(parameters, steps, regressors, argument));
}

/** What regressors given for each observation add at each step. */
function effectOf(
  { regressors: regression }: ArimaParameters,
  { values, positions }: ObservedSteps,
  regressors: RegressorColumns | undefined,
  argument: string,
): Float64Array | undefined {
  const effect = regressionEffect(regression, regressors, positions?.length ?? values.length, argument);
  if (effect === undefined || positions === undefined) return effect;
  const spread = new Float64Array(values.length);
  positions.forEach((position, index) => {
    spread[position] = effect[index]!;
  });
  return spread;
}

/** What observations given to a model leave for its process, step by step. @internal */
export function etaOf(
  parameters: ArimaParameters,
  steps: ObservedSteps,
  regressors: RegressorColumns | undefined,
): Float64Array {
  const effect = effectOf(parameters, steps, regressors, 'regressors');
  const { transform } = parameters;
  if (effect === undefined && transform === undefined) return steps.values;
  const eta = transformed(steps.values, transform, 'observations');
  if (effect !== undefined) for (let t = 0; t < eta.length; t++) eta[t] = eta[t]! - effect[t]!;
  return eta;
}
