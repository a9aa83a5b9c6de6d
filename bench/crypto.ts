/** Hourly prices of bitcoin and ether, the hardest of series: every model beside the last value, a day ahead. */

import {
  type BacktestTrainer,
  type ComparedModel,
  compareModels,
  conformalize,
  createPriceSeries,
  type FittedModel,
  type PriceSeries,
  trainArima,
  trainAuto,
  trainDrift,
  trainEts,
  trainMean,
  trainNaive,
  trainProphet,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from 'coincast';
import { closes, hoursOf } from './benchData.js';
import { timed } from './clock.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { type Cell, number, table, text } from './report/table.js';

const hour = 3_600_000;
const levels = [0.8, 0.95];

/** Log prices are positive here, so that a series may hold them, with its timestamps. */
const models: Readonly<Record<string, (series: PriceSeries) => FittedModel>> = {
  naive: (series) => trainNaive(series),
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
  'trainArima (5,1,0)': (series) => trainArima(series, { order: [5, 1, 0] }),
  trainArima: (series) => trainArima(series),
  trainProphet: (series) => trainProphet(series),
  trainAuto: (series) => trainAuto(series),
  'conformalize naive': (series) => conformalize(trainNaive, { horizon: 24 })(series),
};

export const benchmark = defineBenchmark({
  title: 'Bitcoin and ether, a day ahead',
  kind: 'study',
  what:
    'Logarithms of hourly closing prices of BTCUSDT and ETHUSDT: forecasts of 24 hours by every model, trained anew on the ' +
    '720 hours before each origin, all on the same folds. The error is the mean absolute one of logarithms, 1% of which is ' +
    'about 1% of the price; the verdict is that of `compareModels` beside the naive forecast, and the set that of the models ' +
    'which the data cannot tell from the best.',
  data: 'required',
  settings: { hours: 7700, window: 720, horizon: 24, step: 72 },
  run: async ({ hours, window, horizon, step }, say) => {
    const tables = [];
    for (const coin of ['BTC', 'ETH']) {
      const cpuMs = new Map<string, number>();
      const trainers = Object.entries(models).map(
        ([name, train]) => [name, timedTrainer(name, train, cpuMs)] as const,
      );
      const series = logPrices(coin, hours);
      let told: string | undefined;
      const { leaderboard, failures, folds } = await compareModels(series, Object.fromEntries(trainers), {
        initial: window,
        window: { sliding: window },
        horizon,
        step,
        levels,
        onProgress: ({ message }) => {
          if (message !== told) say(`${coin}, ${message}`);
          told = message;
        },
      });
      const naive = leaderboard.find(({ name }) => name === 'naive')!;
      const day = (at: number) => new Date(series.timestamps.at(at)!).toISOString().slice(0, 10);
      tables.push(
        table(
          `${coin}, ${day(0)} to ${day(-1)}, ${folds} folds of ${horizon} hours`,
          [
            text('model'),
            number('error', 3, '%'),
            number('over naive', 4),
            text('verdict'),
            number('p-value', 3),
            text('in the set of the best'),
            ...levels.map((level) => number(`${100 * level}% intervals cover`, 1, '%')),
            number('processor time a fit', 1, 'ms'),
          ],
          leaderboard.map((each) => rowOf(each, naive.loss, cpuMs.get(each.name)! / folds)),
          failures.length === 0
            ? undefined
            : `Failed: ${failures.map(({ name, error }) => `${name}, ${error.message}`).join('; ')}`,
        ),
      );
    }
    return { tables };
  },
});

/** The first run of a trainer compiles it, and counts: there are many. */
function timedTrainer(
  name: string,
  train: (series: PriceSeries) => FittedModel,
  cpuMs: Map<string, number>,
): BacktestTrainer {
  return (series) => {
    const took = timed(() => train(series as PriceSeries));
    cpuMs.set(name, (cpuMs.get(name) ?? 0) + took.cpuMs);
    return took.value;
  };
}

function rowOf(
  { name, loss, verdict, inConfidenceSet, backtest }: ComparedModel,
  naive: number,
  ms: number,
): Cell[] {
  return [
    name,
    100 * loss,
    loss / naive,
    verdict === null ? 'the one to beat' : `\`${verdict.code}\``,
    verdict?.pValue,
    inConfidenceSet ? 'yes' : 'no',
    ...levels.map((level) => {
      const interval = backtest.overall.intervals.find((each) => each.level === level);
      return interval === undefined ? null : 100 * interval.coverage;
    }),
    ms,
  ];
}

/** The last so many hours, with their times. */
function logPrices(coin: string, hours: number): PriceSeries {
  const prices = closes(`${coin}USDT_1h.csv`, hours).map(Math.log);
  return createPriceSeries({ timestamps: hoursOf(`${coin}USDT_1h.csv`, hours), prices, stepMs: hour });
}
