import type { GaussianPath } from '../gaussianForecast.js';
import { integrated } from './differencing.js';
import type { ExactFilter } from './ExactFilter.js';
import { continuation, responses } from './pastResponses.js';
import { psiWeights } from './psiWeights.js';

/**
 * The predictive distribution of eta for `horizon` steps after those of a filter: the mean by the model's own recursion
 * with innovations at zero, the variance sigma2 times the sums of squared psi weights, plus the part that comes from
 * what is not known of the past. The uncertainty of the coefficients is not included, as is usual.
 *
 * Source: Box, Jenkins, Reinsel & Ljung, Time Series Analysis, 5th ed., section 5.2.
 *
 * @internal
 */
export function forecastPath(filter: ExactFilter, sigma2: number, horizon: number): GaussianPath {
  const variance = psiWeights(filter.process, horizon);
  let sum = 0;
  for (let h = 0; h < horizon; h++) {
    sum += variance[h]! * variance[h]!;
    variance[h] = sum;
  }
  for (const response of responses(filter, horizon)) {
    for (let h = 0; h < horizon; h++) variance[h] = variance[h]! + response[h]! * response[h]!;
  }
  for (let h = 0; h < horizon; h++) variance[h] = Math.sqrt(sigma2 * variance[h]!);
  return { mean: meanPath(filter, horizon), standardDeviation: variance };
}

function meanPath({ process, w, a, steps, eta, offset }: ExactFilter, horizon: number): Float64Array {
  const { autoregressive, movingAverage, mean } = process;
  const past = { w, wEnd: autoregressive + steps, a, aEnd: movingAverage + steps };
  const ahead = continuation(process, past, horizon);
  if (mean !== 0) for (let h = 0; h < horizon; h++) ahead[h] = ahead[h]! + mean;
  return integrated(ahead, eta.subarray(0, offset + steps), process.differencing);
}
