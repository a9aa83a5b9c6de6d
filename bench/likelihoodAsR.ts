/** A log-likelihood as R's `forecast::ets` tells it: without the constant of the normal density. */
export function likelihoodAsR(logLikelihood: number, n: number): number {
  return logLikelihood + (n / 2) * (Math.log((2 * Math.PI) / n) + 1);
}
