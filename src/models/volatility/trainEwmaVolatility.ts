import { requireNumber } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { resolveTrainOptions } from '../trainOptions.js';
import {
  createEwmaVolatilityModel,
  type EwmaVolatilityModel,
  weightedVariance,
} from './EwmaVolatilityModel.js';
import { likeliestLambda } from './likeliestLambda.js';
import { meanSquare } from './meanSquare.js';
import { resolveInput } from './TrainGarchOptions.js';
import { trainingReturns, type VolatilityInput } from './trainingReturns.js';

/** Options of {@link trainEwmaVolatility}. */
export interface TrainEwmaVolatilityOptions extends TrainOptions {
  /**
   * The weight of the past, strictly between 0 and 1, or `auto` for the likeliest from 0.5 to 0.9999. Default 0.94, that
   * of RiskMetrics for days.
   */
  readonly lambda?: number | 'auto' | undefined;
  /** What the numbers of the series are. Default `prices`, whose log returns are averaged. */
  readonly input?: VolatilityInput | undefined;
}

const leastReturns = 2;
const leastForEstimate = 20;

/**
 * The exponentially weighted moving average (EWMA) of squared log returns, the volatility of RiskMetrics: the variance
 * of the next return is h[t+1] = lambda h[t] + (1 - lambda) r[t]².
 *
 * Returns are not centred, the price is expected where it is, and the variance is the same for every step ahead, in
 * squares of log returns as fractions. The recursion begins with the mean squared return of the series. With `lambda:
 * 'auto'` the Gaussian likelihood is maximised over lambda. Intervals are normal. Needs 3 prices, 21 to estimate lambda.
 * Linear in the length.
 *
 * Source: J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th ed. (1996), section 5.2.
 *
 * @throws {@link InsufficientDataError} with fewer than 3 prices or 2 returns, 21 and 20 for an estimate.
 * @throws {@link DegenerateSeriesError} when all prices, or all returns, are equal.
 * @throws {@link NonFiniteValueError} when a value is not finite, or a price not positive.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainEwmaVolatility } from 'coincast';
 *
 * const model = trainEwmaVolatility([0.02, -0.01, 0.03], { input: 'returns', lambda: 0.9 });
 * model.forecast({ horizon: 1 }).variance[0]; // => 0.0004716
 * ```
 */
export function trainEwmaVolatility(
  series: SeriesInput,
  options: TrainEwmaVolatilityOptions = {},
): EwmaVolatilityModel {
  const { now } = resolveTrainOptions('trainEwmaVolatility', options, ['lambda', 'input']);
  const { lambda = 0.94 } = options;
  const isGiven = lambda !== 'auto';
  if (isGiven) requireNumber('lambda', lambda, { above: 0, below: 1 });
  const input = resolveInput(options.input);
  const startedAt = now();
  const { values, returns } = trainingReturns(series, {
    input,
    minReturns: isGiven ? leastReturns : leastForEstimate,
    operation: isGiven ? 'trainEwmaVolatility' : 'trainEwmaVolatility with lambda "auto"',
  });
  const initialVariance = meanSquare(returns);
  const weight = isGiven ? lambda : likeliestLambda(returns, initialVariance);
  let variance = initialVariance;
  for (let t = 0; t < returns.length - 1; t++) variance = weightedVariance(weight, variance, returns[t]!);
  const n = values.length;
  return createEwmaVolatilityModel({
    kind: 'ewma-volatility',
    version: 1,
    training: summarizeTraining(series, { startedAt, fittedAt: now() }),
    input,
    lambda: weight,
    initialVariance,
    variance,
    lastValue: values[n - 1]! + 0,
    ...(input === 'prices' ? { previousValue: values[n - 2]! } : {}),
  });
}
