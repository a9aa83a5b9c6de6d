import { DegenerateSeriesError } from '../../errors/index.js';
import { rootMeanSquare } from '../../math/index.js';
import type { SeriesInput } from '../../series/index.js';
import { summarizeTraining } from '../trainingSummary.js';
import { type ArimaModel, createArimaModel } from './ArimaModel.js';
import { degreesOf, describeOrder } from './arimaOrder.js';
import type { ArimaParameters } from './arimaState.js';
import type { ObservedSteps } from './observedSteps.js';
import { type OneStepFit, oneStepFit } from './oneStepFit.js';
import { combinedColumns, type RegressionColumn } from './regressors.js';
import type { ArimaSearchReport } from './selectArima.js';

/** What was fitted to which series. */
export interface Training {
  readonly series: SeriesInput;
  readonly steps: ObservedSteps;
  readonly regressors: readonly RegressionColumn[];
  readonly parameters: ArimaParameters;
  readonly startedAt: number;
  readonly now: () => number;
  /** How the order was chosen, where it was. */
  readonly search?: ArimaSearchReport | undefined;
}

/**
 * The model of fitted parameters, at the end of its training series.
 *
 * @throws {@link DegenerateSeriesError} when it predicts the series without error.
 * @internal
 */
export function trainedModel(fitted: Training): ArimaModel {
  const { series, steps, regressors, parameters, startedAt, now, search } = fitted;
  const oneStep = oneStepFit(parameters, steps.values, effectOf(parameters, regressors));
  requireScatter(parameters, oneStep, steps.observed);
  const training = summarizeTraining(series, { startedAt, fittedAt: now() });
  return createArimaModel(
    { kind: 'arima', version: 1, training, ...parameters, ...oneStep.end },
    { oneStep, search },
  );
}

function effectOf(
  { regressors }: ArimaParameters,
  columns: readonly RegressionColumn[],
): Float64Array | undefined {
  if (regressors === undefined) return undefined;
  const series = columns.map(({ values }) => values);
  return combinedColumns(regressors.coefficients, series, series[0]!.length);
}

/** A series this close to its model, relative to its changes, is taken to follow it without error. */
const perfection = 1e-6;

/** The first residuals are left out: at the start hardly anything can be predicted. */
function requireScatter(parameters: ArimaParameters, { residuals }: OneStepFit, count: number): void {
  const { autoregressive, movingAverage } = degreesOf(parameters);
  const later = rootMeanSquare(residuals.subarray(Math.max(autoregressive, movingAverage)));
  if (later > perfection * Math.sqrt(parameters.sigma2 + parameters.walkVariance)) return;
  throw new DegenerateSeriesError({
    message:
      `${describeOrder(parameters.order, parameters.seasonal)} predicts the ${count} values without error, so there ` +
      'is no variance to estimate. Give a series with some scatter, or ask for fewer terms or differences.',
    reason: 'perfect-fit',
  });
}
