/**
 * Response surfaces of the Dickey-Fuller tau distribution for one series, by the regression's deterministic
 * part (`none`: no constant; `drift`: constant; `trend`: constant and linear trend).
 *
 * `left` and `right`: the p-value is the normal distribution function of a polynomial in tau, coefficients in
 * ascending order, `left` up to `split` and `right` above it, within `least` and `greatest`. MacKinnon,
 * "Approximate asymptotic distribution functions for unit-root and cointegration tests", Journal of Business &
 * Economic Statistics 12 (1994), tables 3 and 4, N = 1.
 *
 * `critical`: the critical value at each of `alphas` is a polynomial in 1 / T, coefficients in ascending order.
 * MacKinnon, "Critical values for cointegration tests", Queen's Economics Department Working Paper 1227 (2010),
 * N = 1.
 */
export const mackinnonTable = {
  alphas: [0.01, 0.05, 0.1],
  none: {
    least: -19.04,
    split: -1.04,
    greatest: Number.POSITIVE_INFINITY,
    left: [0.6344, 1.2378, 0.032496],
    right: [0.4797, 0.93557, -0.06999, 0.033066],
    critical: [
      [-2.56574, -2.2358, -3.627, 0],
      [-1.941, -0.2686, -3.365, 31.223],
      [-1.61682, 0.2656, -2.714, 25.364],
    ],
  },
  drift: {
    least: -18.83,
    split: -1.61,
    greatest: 2.74,
    left: [2.1659, 1.4412, 0.038269],
    right: [1.7339, 0.93202, -0.12745, -0.010368],
    critical: [
      [-3.43035, -6.5393, -16.786, -79.433],
      [-2.86154, -2.8903, -4.234, -40.04],
      [-2.56677, -1.5384, -2.809, 0],
    ],
  },
  trend: {
    least: -16.18,
    split: -2.89,
    greatest: 0.7,
    left: [3.2512, 1.6047, 0.049588],
    right: [2.5261, 0.61654, -0.37956, -0.060285],
    critical: [
      [-3.95877, -9.0531, -28.428, -134.155],
      [-3.41049, -4.3904, -9.036, -45.374],
      [-3.12705, -2.5856, -3.925, -22.38],
    ],
  },
} as const;
