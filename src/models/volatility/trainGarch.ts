import type { SeriesInput } from '../../series/index.js';
import { summarizeTraining } from '../trainingSummary.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { fitGarch } from './fitGarch.js';
import { createGarchModel, type GarchModel } from './GarchModel.js';
import { conditionalVariances } from './garchRecursion.js';
import { meanSquare } from './meanSquare.js';
import {
  requireProportion,
  resolveGarchOptions,
  type TrainGarchOptions,
  trainGarchKeys,
} from './TrainGarchOptions.js';
import { trainingReturns } from './trainingReturns.js';

/** The fewest returns that a fit starts from; a few hundred are needed for estimates worth something. */
const leastReturns = 20;

/**
 * Fits a model of generalised autoregressive conditional heteroskedasticity, GARCH(1,1), or with asymmetry that of
 * Glosten, Jagannathan and Runkle, to the log returns of prices by maximum likelihood: wild spells follow on large
 * returns and calm down.
 *
 * r[t] = mu + e[t], e[t] = √h[t] z[t], h[t] = omega + alpha e[t-1]² + gamma e[t-1]² (where e[t-1] < 0) + beta h[t-1],
 * z being independent, of mean 0 and variance 1, normal or Student-t with nu degrees of freedom. Log returns are natural
 * logarithms of each price over the one before it, as fractions (0.01 is 1%), one fewer than prices; omega and all
 * variances are in their squares. Before the first return e² and h are the mean squared error (see
 * `presampleVariance`), and a half of gamma counts. The search starts from several points, with exact derivatives, and
 * ends with steps of Newton. omega is at least 1e-6 of the sample variance, alpha, alpha + gamma and beta at least 0, the
 * persistence alpha + gamma/2 + beta at most 1, nu from 2.05 to 1000. An estimate on one of these edges is exactly
 * there.
 *
 * Needs 21 prices, and a few hundred for estimates worth something. Prices times any number give the same model;
 * returns times c give omega c². Linear in the length, some hundred passes.
 *
 * Source: Bollerslev, "Generalized autoregressive conditional heteroskedasticity", Journal of Econometrics 31 (1986);
 * Glosten, Jagannathan & Runkle, Journal of Finance 48 (1993). At equal parameters equal to `garchFit` of R's fGarch
 * 4022, also with `~aparch(1,1), delta = 2` but for the variance of the very first return, for which fGarch leaves
 * asymmetry out. Deliberate differences: more starts, the persistence is bounded (see `stationary`), nu is not held at 10.
 *
 * @throws {@link InsufficientDataError} with fewer than 21 prices or 20 returns.
 * @throws {@link DegenerateSeriesError} when all prices, or all returns, are equal.
 * @throws {@link NonFiniteValueError} when a value is not finite, or a price not positive.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainGarch } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 1000 });
 * const model = trainGarch(prices, { model: 'gjr', distribution: 'student-t' });
 * Object.keys(model.coefficients); // => ['omega', 'alpha', 'gamma', 'beta', 'nu']
 * model.persistence < 1; // => true
 * const { variance, intervals } = model.forecast({ horizon: 24, levels: [0.95] });
 * Math.sqrt(variance[0]!) < 0.05; // => true
 * ```
 */
export function trainGarch(series: SeriesInput, options: TrainGarchOptions = {}): GarchModel {
  const { now, signal } = resolveTrainOptions('trainGarch', options, trainGarchKeys);
  const { shape, input, presampleVariance } = resolveGarchOptions(options);
  const startedAt = now();
  const { values, returns } = trainingReturns(series, {
    input,
    minReturns: leastReturns,
    operation: 'trainGarch',
  });
  requireProportion(presampleVariance, meanSquare(returns));
  const fit = fitGarch(returns, { shape, presampleVariance, signal });
  const presample = presampleVariance ?? meanSquare(returns, fit.mu);
  const variances = conditionalVariances(fit, returns, presample);
  const n = values.length;
  return createGarchModel(
    {
      kind: 'garch',
      version: 1,
      training: summarizeTraining(series, { startedAt, fittedAt: now() }),
      input,
      ...fit,
      presampleVariance: presample,
      variance: variances[variances.length - 1]!,
      lastValue: values[n - 1]! + 0,
      ...(input === 'prices' ? { previousValue: values[n - 2]! } : {}),
    },
    { returns, variances },
  );
}
