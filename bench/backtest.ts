/** What backtests and verdicts are worth, and what they cost, beside R's tsCV where that is installed. */

import { join } from 'node:path';
import {
  type BacktestTrainer,
  backtest,
  type CompareModelsOptions,
  compareModels,
  refitArima,
  trainArima,
  trainDrift,
  type VerdictCode,
} from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { createRandomStream } from '../src/math/index.js';
import { closes, nameOfMarket } from './benchData.js';
import { timedAsync } from './clock.js';
import { rscript } from './interpreters.js';
import { median } from './median.js';
import { startPeer } from './peerProcess.js';
import type { BenchReport, BenchTable } from './report/BenchReport.js';
import { compared } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { presence } from './report/presence.js';
import { number, table, text } from './report/table.js';

const seed = 20260701;
const peerName = 'R forecast::tsCV';
const arima =
  (order: readonly [number, number, number]): BacktestTrainer =>
  (series, context) =>
    trainArima(series, { ...context, order });

export const benchmark = defineBenchmark({
  title: 'Backtests and verdicts',
  kind: 'race',
  what:
    'Verdicts of `compareModels` where the truth is known: on random walks nothing beats the naive forecast, so every ' +
    '`beats-naive` is wrong, whereas ARIMA(1,0,0) does on an AR(1) of 0.6. Then 200 folds of automatic ARIMA on 2,160 hourly ' +
    'log prices, with a search every 24 folds, beside a search in each fold and `tsCV` with `auto.arima`, which are timed on ' +
    'fewer folds and scaled up. Processor time. `auto.arima` approximates likelihoods while it searches, as it does by ' +
    'default for series of this length; coincast does not.',
  data: 'optional',
  settings: { walks: 200 },
  run: async ({ walks }, say) => {
    say('verdicts');
    const known = await verdicts();
    say('verdicts on random walks');
    const wrong = await falsePositives(walks);
    say('costs');
    const { tables = [], ...costs } = await costsOfFolds();
    return { ...costs, tables: [known, wrong, ...tables] };
  },
});

async function verdicts(): Promise<BenchTable> {
  const bitcoin = closes('BTCUSDT_1d.csv', 1432);
  const five = { 'ARIMA(5,1,0)': arima([5, 1, 0]) };
  const name = nameOfMarket('BTC');
  const cases = [
    [`${name} daily, one day ahead`, bitcoin, five, { initial: 365, refitEvery: 7 }],
    ['the same by percentage error', bitcoin, five, { initial: 365, refitEvery: 7, loss: 'percentage' }],
    [`${name} daily, seven days ahead`, bitcoin, five, { initial: 365, refitEvery: 1, horizon: 7 }],
    [
      'AR(1) of 0.6, one step ahead',
      autoregression(0.6, 700),
      { 'ARIMA(1,0,0)': arima([1, 0, 0]) },
      { initial: 200, refitEvery: 20 },
    ],
  ] as const;
  const rows = [];
  for (const [title, series, trainers, options] of cases) {
    const { verdict, winner } = await compareModels(series, trainers, options);
    rows.push([
      title,
      Object.keys(trainers)[0],
      `\`${verdict.code}\``,
      winner,
      verdict.pValue,
      verdict.skill,
    ]);
  }
  return table(
    'Verdicts',
    [
      text('series'),
      text('model'),
      text('verdict'),
      text('winner'),
      number('p-value', 4),
      number('skill over naive', 4),
    ],
    rows,
  );
}

/** Of random walks nothing is better than naive: every `beats-naive` is wrong. */
async function falsePositives(walks: number): Promise<BenchTable> {
  const trainers = { arima: arima([1, 1, 0]), drift: trainDrift };
  const rows: [string, Float64Array[], CompareModelsOptions][] = [
    ['normal steps, 100 folds', randomWalks(walks, 200, 1), { initial: 100, refitEvery: 10 }],
    [
      'normal steps, 100 folds, squared error',
      randomWalks(walks, 200, 1),
      { initial: 100, refitEvery: 10, loss: 'squared' },
    ],
    ['normal steps, 12 folds', randomWalks(walks, 112, 2), { initial: 100, refitEvery: 4 }],
    [
      'normal steps, 12 ahead, 40 folds apart',
      randomWalks(walks, 580, 3),
      { initial: 100, horizon: 12, refitEvery: 5 },
    ],
    [
      'normal steps, 12 ahead, 139 folds overlapping',
      randomWalks(walks, 300, 4),
      { initial: 150, horizon: 12, step: 1, refitEvery: 20 },
    ],
    ['simulated prices, 100 folds', prices(walks, 200), { initial: 100, refitEvery: 10 }],
  ];
  const codes: VerdictCode[] = [
    'beats-naive',
    'no-better-than-naive',
    'worse-than-naive',
    'insufficient-evidence',
  ];
  const shares = [];
  for (const [title, series, options] of rows) {
    const counts = new Map(codes.map((code) => [code, 0]));
    for (const each of series) {
      const { verdict } = await compareModels(each, trainers, { ...options, levels: [] });
      counts.set(verdict.code, counts.get(verdict.code)! + 1);
    }
    shares.push([title, ...codes.map((code) => (100 * counts.get(code)!) / series.length)]);
  }
  return table(
    `Verdicts on ${walks} random walks, ARIMA(1,1,0) and the drift beside naive`,
    [text('series'), ...codes.map((code) => number(`\`${code}\``, 1, '%'))],
    shares,
  );
}

async function costsOfFolds(): Promise<Partial<BenchReport>> {
  const series = closes('BTCUSDT_1h.csv', 2160).map(Math.log);
  const search: BacktestTrainer = (values, context) => trainArima(values, context);
  const warm = Object.assign((...given: Parameters<BacktestTrainer>) => search(...given), {
    refit: refitArima,
  });
  const options = { initial: 1960, levels: [] };
  await search(series, {}, { index: 0, start: 0, end: 2160, refit: true, seed: 0 });
  const rarely = await seconds(() => backtest(series, search, { ...options, refitEvery: 24 }));
  const quick = await seconds(() =>
    backtest(series, warm as BacktestTrainer, { ...options, refitEvery: 24 }),
  );
  // Every tenth fold, as a search in each takes minutes.
  const tenth = await seconds(() => backtest(series, search, { ...options, step: 10 }));
  const always = 10 * tenth.seconds;
  const told = await seconds(() => backtest(series, search, { ...options, refitEvery: 'never' }));
  const peer = await startPeer(rscript, [join(import.meta.dirname, 'peers', 'tsCV.R')]);
  const answer = await peer?.run(JSON.stringify(Array.from(series)), 5);
  peer?.close();
  const peerSeconds = answer === undefined ? undefined : (40 * answer.milliseconds) / 1000;
  const row = (name: string, time: number | undefined, error?: number) => [
    name,
    time,
    time === undefined ? undefined : time / rarely.seconds,
    error === undefined ? undefined : 100 * error,
  ];
  const race = (what: string, ours: number) =>
    compared({
      what,
      peer: peerName,
      measure: 'processor time',
      ratios: [peerSeconds === undefined ? undefined : peerSeconds / ours],
    });
  return {
    peers: [presence(peerName, peer?.version, 'R with forecast and jsonlite is')],
    comparisons: [
      ...race('200 folds, a search in each', always),
      ...race('200 folds, a search every 24 folds', rarely.seconds),
    ],
    tables: [
      table(
        '200 folds of automatic ARIMA on 2,160 values',
        [
          text('how'),
          number('time', 2, 's'),
          number('times the first', 1),
          number('mean absolute error of logarithms', 4, '%'),
        ],
        [
          row('a new search every 24 folds, `append` between', rarely.seconds, rarely.result.overall.mae),
          row('one search, `refitArima` every 24 folds', quick.seconds, quick.result.overall.mae),
          row('one search, `append` ever after', told.seconds, told.result.overall.mae),
          row('a new search in each fold, from 20 of them', always),
          row('`tsCV` with `auto.arima`, from 5 folds', peerSeconds),
        ],
      ),
    ],
  };
}

async function seconds<Result>(run: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const times: number[] = [];
  let result: Result;
  do {
    const took = await timedAsync(run);
    result = took.value;
    times.push(took.cpuMs / 1000);
  } while (times.length < 3 && times[0]! < 20);
  return { result, seconds: median(times) };
}

function randomWalks(walks: number, length: number, stream: number): Float64Array[] {
  const { normal } = createRandomStream(seed + stream);
  return Array.from({ length: walks }, () => {
    let level = 100;
    return Float64Array.from({ length }, () => {
      level += normal();
      return level;
    });
  });
}

function prices(walks: number, length: number): Float64Array[] {
  return Array.from({ length: walks }, (_, i) => simulateMarket({ seed: seed + i, length }).prices);
}

function autoregression(phi: number, length: number): Float64Array {
  const { normal } = createRandomStream(seed);
  let deviation = normal() / Math.sqrt(1 - phi * phi);
  return Float64Array.from({ length }, () => {
    deviation = phi * deviation + normal();
    return 50 + deviation;
  });
}
