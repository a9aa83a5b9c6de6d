import { minimizeOnInterval } from '../../math/index.js';

/** The estimate lies within these. */
const leastLambda = 0.5;
const mostLambda = 0.9999;
const cells = 40;
/** Variances below this part of the first are refused: no return is so small that one of a lifetime fits it. */
const vanishing = 1e-200;

/**
 * The weight of the past, from 0.5 to 0.9999, under which normal returns of the averaged variances are most likely: an
 * integrated GARCH model without omega. A scan of the logarithm of 1 - lambda, then golden section.
 *
 * @internal
 */
export function likeliestLambda(returns: Float64Array, initialVariance: number): number {
  const { argument } = minimizeOnInterval(
    (logarithm) => deviance(returns, initialVariance, 1 - Math.exp(logarithm)),
    { lower: Math.log(1 - mostLambda), upper: Math.log(1 - leastLambda), cells },
  );
  return 1 - Math.exp(argument);
}

/** Minus twice the log-likelihood without its constant, in units of the first variance. */
function deviance(returns: Float64Array, initialVariance: number, lambda: number): number {
  const unit = 1 / Math.sqrt(initialVariance);
  let variance = 1;
  let sum = 0;
  for (let t = 0; t < returns.length; t++) {
    if (variance < vanishing) return Number.POSITIVE_INFINITY;
    const r = returns[t]! * unit;
    sum += Math.log(variance) + (r * r) / variance;
    variance = lambda * variance + (1 - lambda) * r * r;
  }
  return sum;
}
