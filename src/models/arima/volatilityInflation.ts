const lags = 10;

/**
 * How much larger than chi-square the likelihood ratios of useless terms are, because the residuals come in calm and
 * wild spells: the variance of a sample autocorrelation is that of white noise times
 * E[e²(t) e²(t - k)] / E[e²]². This is its mean over the first ten lags, 1 at least. Linear in the length.
 *
 * Source: Diebold (1988), Empirical Modeling of Exchange Rate Dynamics, chapter 2, for the factor; Burnham & Anderson
 * (2002), Model Selection and Multimodel Inference, section 2.5, for dividing likelihoods by such a factor.
 *
 * @internal
 */
export function volatilityInflation(residuals: Float64Array): number {
  const n = residuals.length;
  let variance = 0;
  for (let t = 0; t < n; t++) variance += residuals[t]! ** 2 / n;
  if (!(variance > 0) || n <= lags) return 1;
  let sum = 0;
  for (let lag = 1; lag <= lags; lag++) {
    let product = 0;
    for (let t = lag; t < n; t++) product += (residuals[t]! * residuals[t - lag]!) ** 2;
    sum += product / (n - lag) / variance ** 2;
  }
  return Math.max(1, sum / lags);
}
