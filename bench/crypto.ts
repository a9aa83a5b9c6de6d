/**
 * Hourly prices of bitcoin and ether, the hardest of series: the mean absolute error of logarithms 24 steps ahead over
 * that of the last value, for every model, from windows of 720 hours at every third day of the last 7,700 hours. Below 1
 * is better than doing nothing. R's `auto.arima` is known to be at 1.057 (BTC) and 1.033 (ETH).
 *
 * Needs `BENCH_DATA`, a folder of public data; without, simulated prices show that it runs.
 */

import {
  createPriceSeries,
  type PriceSeries,
  type SeriesInput,
  trainArima,
  trainAuto,
  trainDrift,
  trainEts,
  trainMean,
  trainNaive,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from 'coincast';
import { closes } from './benchData.js';

const hour = 3_600_000;
const window = 720;
const horizon = 24;

/** Log prices are positive here, so that a series may hold them, with its timestamps. */
const models: Readonly<
  Record<string, (series: PriceSeries) => { forecast: ReturnType<typeof trainNaive>['forecast'] }>
> = {
  naive: (series: SeriesInput) => trainNaive(series),
  trainMean: (series) => trainMean(series),
  trainDrift: (series) => trainDrift(series),
  'trainSeasonalNaive, 24': (series) => trainSeasonalNaive(series, { period: 24 }),
  'trainEts simple': (series) => trainEts(series, { model: 'simple' }),
  'trainEts holt': (series) => trainEts(series, { model: 'holt' }),
  'trainEts damped-holt': (series) => trainEts(series, { model: 'damped-holt' }),
  trainEts: (series) => trainEts(series),
  trainTheta: (series) => trainTheta(series),
  'trainTheta dynamic': (series) => trainTheta(series, { variant: 'dynamic' }),
  'trainStl + ETS, 24': (series) => trainStl(series, { period: 24 }),
  'trainStl + ETS, 24 and 168': (series) => trainStl(series, { period: [24, 168] }),
  trainArima: (series) => trainArima(series),
  trainAuto: (series) => trainAuto(series),
};

for (const coin of ['BTC', 'ETH']) {
  const prices = closes(`${coin}USDT_1h.csv`, 7700).map(Math.log);
  const starts: number[] = [];
  for (let from = 0; from + window + horizon <= prices.length; from += 72) starts.push(from);
  const errors = new Map<string, number>();
  console.log(
    `\n${coin}, log prices, ${starts.length} windows: error over that of naive; ms of processor time a fit`,
  );
  for (const [name, train] of Object.entries(models)) {
    const cpu = process.cpuUsage();
    let sum = 0;
    for (const from of starts) {
      const past = createPriceSeries({
        timestamps: Array.from({ length: window }, (_, t) => (from + t) * hour),
        prices: prices.slice(from, from + window),
      });
      const { mean } = train(past).forecast({ horizon, levels: [] });
      for (let h = 0; h < horizon; h++) sum += Math.abs(prices[from + window + h]! - mean[h]!);
    }
    errors.set(name, sum);
    const { user, system } = process.cpuUsage(cpu);
    console.log(
      `  ${name.padEnd(28)} ${(sum / errors.get('naive')!).toFixed(4)} ${((user + system) / 1000 / starts.length).toFixed(1).padStart(8)}`,
    );
  }
}
