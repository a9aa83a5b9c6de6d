/**
 * The Dickey-Fuller distribution of the coefficient, n (rho - 1), by the regression's deterministic part.
 *
 * `quantiles`: one row a sample size of `sizes` (the last stands for infinity), at `probabilities`. Fuller,
 * "Introduction to Statistical Time Series" (1976), table 8.5.1, the second edition's (1996) 10.A.1; R tseries
 * holds `trend`. Simulation finds the probabilities of all rows within 0.003 from 250 observations on, and
 * within 0.015 for 25, where it agrees with a count of n that includes the first observation.
 *
 * `left` and `right`: MacKinnon's response surfaces. The p-value is the normal distribution function of a
 * polynomial, coefficients in ascending order: up to `split` of `left` in the logarithm of -z, above it of
 * `right` in z. MacKinnon, "Approximate asymptotic distribution functions for unit-root and cointegration
 * tests", Journal of Business & Economic Statistics 12 (1994), tables 5 and 6, N = 1. Simulation finds them
 * within 0.003, above the 97.5% quantile of `none` within 0.005.
 */
export const phillipsPerronTable = {
  probabilities: [0.01, 0.025, 0.05, 0.1, 0.9, 0.95, 0.975, 0.99],
  sizes: [25, 50, 100, 250, 500, 100_000],
  none: {
    quantiles: [
      [-11.9, -9.3, -7.3, -5.3, 1.01, 1.4, 1.79, 2.28],
      [-12.9, -9.9, -7.7, -5.5, 0.97, 1.35, 1.7, 2.16],
      [-13.3, -10.2, -7.9, -5.6, 0.95, 1.31, 1.65, 2.09],
      [-13.6, -10.3, -8, -5.7, 0.93, 1.28, 1.62, 2.04],
      [-13.7, -10.4, -8, -5.7, 0.93, 1.28, 1.61, 2.04],
      [-13.8, -10.5, -8.1, -5.7, 0.93, 1.28, 1.6, 2.03],
    ],
    split: -2.9,
    left: [0.0342, -0.6376, 0, -0.03872],
    right: [0.4927, 0.6906, 0.132331, 0.012099],
  },
  drift: {
    quantiles: [
      [-17.2, -14.6, -12.5, -10.2, -0.76, 0.01, 0.65, 1.4],
      [-18.9, -15.7, -13.3, -10.7, -0.81, -0.07, 0.53, 1.22],
      [-19.8, -16.3, -13.7, -11, -0.83, -0.1, 0.47, 1.14],
      [-20.3, -16.6, -14, -11.2, -0.84, -0.12, 0.43, 1.09],
      [-20.5, -16.8, -14, -11.2, -0.84, -0.13, 0.42, 1.06],
      [-20.7, -16.9, -14.1, -11.3, -0.85, -0.13, 0.41, 1.04],
    ],
    split: -8.9,
    left: [2.2142, -1.7863, 0.32828, -0.07727],
    right: [1.717, 0.55243, 0.043463, 0.0016671],
  },
  trend: {
    quantiles: [
      [-22.5, -19.9, -17.9, -15.6, -3.66, -2.51, -1.53, -0.43],
      [-25.7, -22.4, -19.8, -16.8, -3.71, -2.6, -1.66, -0.65],
      [-27.4, -23.6, -20.7, -17.5, -3.74, -2.62, -1.73, -0.75],
      [-28.4, -24.4, -21.3, -18, -3.75, -2.64, -1.78, -0.82],
      [-28.9, -24.8, -21.5, -18.1, -3.76, -2.65, -1.78, -0.84],
      [-29.5, -25.1, -21.8, -18.3, -3.77, -2.66, -1.79, -0.87],
    ],
    split: -15,
    left: [4.6476, -2.8932, 0.5832, -0.0999],
    right: [2.7117, 0.45731, 0.022868, 0.0006362, 0.000005],
  },
} as const;
