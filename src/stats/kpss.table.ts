/**
 * Upper critical values of the KPSS statistic: Kwiatkowski, Phillips, Schmidt and Shin, "Testing the null
 * hypothesis of stationarity against the alternative of a unit root", Journal of Econometrics 54 (1992),
 * table 1, in ascending order, with the significance level of each.
 */
export const kpssTable = {
  alphas: [0.1, 0.05, 0.025, 0.01],
  level: [0.347, 0.463, 0.574, 0.739],
  trend: [0.119, 0.146, 0.176, 0.216],
} as const;
