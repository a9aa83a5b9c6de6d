import { normalQuantile } from './normalDistribution.js';

/**
 * Wilson's score interval for a probability, of `successes` in `n` independent trials, `n` at least 1; never empty,
 * and within 0 and 1 also where all trials agree. Source: Wilson, Journal of the American Statistical Association 22
 * (1927); R `prop.test(successes, n, correct = FALSE)$conf.int`.
 *
 * @internal
 */
export function wilsonInterval(
  successes: number,
  n: number,
  confidence: number,
): { readonly lower: number; readonly upper: number } {
  const square = normalQuantile((1 - confidence) / 2) ** 2;
  const top = successes + square / 2 + Math.sqrt(square * ((successes * (n - successes)) / n + square / 4));
  // The two ends are the roots of a quadratic: the lower by their product, where a difference would cancel.
  return {
    lower: (successes * successes) / n / top,
    upper: successes === n ? 1 : top / (n + square),
  };
}
