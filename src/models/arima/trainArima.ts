import { InvalidArgumentError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { type ArimaModel, createArimaModel } from './ArimaModel.js';
import { type ArimaOrder, requireArimaOrder } from './arimaOrder.js';
import { fitState } from './fitState.js';

/** Options of {@link trainArima}. */
export interface TrainArimaOptions extends TrainOptions {
  /** The order [p, d, q]: p and q from 0 to 50, d from 0 to 2. */
  readonly order: ArimaOrder;
  /**
   * Whether the differenced series has a mean: the mean of the series itself with d = 0, a drift with d = 1,
   * not possible with d = 2. `'auto'` fits the mean with d = 0 and no drift, as R's `arima` does.
   * Default `'auto'`.
   */
  readonly constant?: 'auto' | boolean | undefined;
}

/**
 * Fits an autoregressive integrated moving average model (ARIMA) of a given order by exact Gaussian maximum
 * likelihood.
 *
 * The d-th differences w follow w[t] - mean = ar1 (w[t-1] - mean) + ... + a[t] + ma1 a[t-1] + ...: the
 * moving average has plus signs, and `mean` is the mean of w, not an intercept, as in R. The innovations'
 * variance (divisor n - d) and the mean are concentrated out; the estimate is always stationary and invertible.
 *
 * Takes values of any size between 1e-140 and 1e140; a multiple of the series gives the multiple of the
 * forecasts. Constant series, and those the model predicts without error, are refused, since no variance can be
 * estimated. Linear in the length.
 *
 * Source: Ljung & Box (1979), Biometrika 66, 265-270; equal to R 4.2 `arima(method = "ML")` at equal parameters.
 * Deliberate difference: the search starts from several points, and moving averages are held invertible.
 *
 * @throws {@link InsufficientDataError} when fewer than p + d + q + 3 observations (one more with a constant)
 * are given.
 * @throws {@link DegenerateSeriesError} when the series is constant or predicted perfectly.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainArima } from 'coincast';
 *
 * const lakeLevels = [10.38, 11.86, 10.97, 10.8, 9.79, 10.39, 10.42, 10.82, 11.4, 11.32, 11.44, 11.68];
 * const model = trainArima(lakeLevels, { order: [1, 0, 0] });
 * model.coefficients.ar1; // => 0.356
 * ```
 */
export function trainArima(series: SeriesInput, options: TrainArimaOptions): ArimaModel {
  const { now, signal } = resolveTrainOptions('trainArima', options, ['order', 'constant']);
  const order = requireArimaOrder(options.order);
  const hasConstant = resolveConstant(options.constant, order);
  const startedAt = now();
  const [p, d, q] = order;
  const values = trainingValues(series, {
    minLength: p + d + q + (hasConstant ? 4 : 3),
    operation: `trainArima with order [${order.join(', ')}]`,
  });
  const { oneStep, ...state } = fitState(values, order, hasConstant, signal);
  return createArimaModel(
    {
      kind: 'arima',
      version: 1,
      training: summarizeTraining(series, { startedAt, fittedAt: now() }),
      order,
      ...state,
    },
    { training: oneStep },
  );
}

function resolveConstant(constant: unknown, [, d]: ArimaOrder): boolean {
  if (constant === undefined || constant === 'auto') return d === 0;
  if (typeof constant !== 'boolean') {
    throw new InvalidArgumentError({
      argument: 'constant',
      value: constant,
      expected: '"auto", true or false',
    });
  }
  if (constant && d === 2) {
    throw new InvalidArgumentError({
      argument: 'constant',
      value: constant,
      expected: 'false or "auto" with two differences',
      hint: 'A constant would be a quadratic trend; difference once for a drift.',
    });
  }
  return constant;
}
