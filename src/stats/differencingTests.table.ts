/**
 * Critical values of the Phillips-Perron and Dickey-Fuller t ratio at `alphas`, each a polynomial in 1 / T with
 * coefficients in ascending order, by what the series is stationary around.
 *
 * MacKinnon, "Critical values for cointegration tests", in Engle and Granger (eds.), "Long-Run Economic
 * Relationships" (1991), table 1, N = 1; R urca 1.3-3 `ur.pp` holds them. Tests of their own report his newer ones
 * (2010); these decide the order of differencing as it is decided elsewhere.
 */
export const mackinnon1991Table = {
  alphas: [0.01, 0.05, 0.1],
  level: [
    [-3.4335, -5.999, -29.25],
    [-2.8621, -2.738, -8.36],
    [-2.5671, -1.438, -4.48],
  ],
  trend: [
    [-3.9638, -8.353, -47.44],
    [-3.4126, -4.039, -17.83],
    [-3.1279, -2.418, -7.58],
  ],
} as const;
