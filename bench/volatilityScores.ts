import {
  type EwmaVolatilityModel,
  type GarchModel,
  type HarModel,
  logReturns,
  trainEwmaVolatility,
  trainGarch,
  trainHar,
} from 'coincast';
import type { Cell } from './report/table.js';

const window = 2160;
const refitEvery = 240;
const day = 24;

type Model = GarchModel | EwmaVolatilityModel | HarModel;
const trainers: Readonly<Record<string, (prices: Float64Array) => Model>> = {
  // What a constant variance would say: nearly all weight on the mean of the window.
  constant: (prices) => trainEwmaVolatility(prices, { lambda: 1 - 1e-9 }),
  'EWMA 0.94': (prices) => trainEwmaVolatility(prices),
  'EWMA auto': (prices) => trainEwmaVolatility(prices, { lambda: 'auto' }),
  GARCH: (prices) => trainGarch(prices),
  'GARCH Student-t': (prices) => trainGarch(prices, { distribution: 'student-t' }),
  'GJR Student-t': (prices) => trainGarch(prices, { model: 'gjr', distribution: 'student-t' }),
  'HAR 1, 7, 30': (prices) => trainHar(prices, { period: day, lags: [1, 7, 30] }),
};

/**
 * One row a model: QLIKE one hour ahead, the mean of log h + r²/h, and at the end of each day 24 hours ahead, with the
 * sum of squared returns in place of r², both as what they gain on a constant variance; and what part of prices one and
 * 24 hours on lies in 95% intervals.
 */
export function volatilityScores(prices: Float64Array): Cell[][] {
  const returns = logReturns(prices);
  let constant: { hour: number; day: number } | undefined;
  return Object.entries(trainers).map(([name, train]) => {
    const loss = { hour: 0, day: 0 };
    let inHour = 0;
    let inDay = 0;
    let hours = 0;
    let days = 0;
    let model: Model | undefined;
    for (let t = window; t + day <= prices.length; t++) {
      model =
        model === undefined || (t - window) % refitEvery === 0
          ? train(prices.slice(t - window, t))
          : model.append([prices[t - 1]!]);
      const { variance, cumulativeVariance, intervals } = model.forecast({ horizon: day, levels: [0.95] });
      const { lower, upper } = intervals[0]!;
      loss.hour += Math.log(variance[0]!) + returns[t]! ** 2 / variance[0]!;
      inHour += Number(prices[t]! >= lower[0]! && prices[t]! <= upper[0]!);
      hours++;
      if ((t - window) % day !== 0) continue;
      const realized = returns.slice(t, t + day).reduce((sum, r) => sum + r * r, 0);
      const expected = cumulativeVariance[day - 1]!;
      loss.day += Math.log(expected) + realized / expected;
      inDay += Number(prices[t + day - 1]! >= lower[day - 1]! && prices[t + day - 1]! <= upper[day - 1]!);
      days++;
    }
    const scores = { hour: loss.hour / hours, day: loss.day / days };
    constant ??= scores;
    return [name, constant.hour - scores.hour, constant.day - scores.day, inHour / hours, inDay / days];
  });
}
