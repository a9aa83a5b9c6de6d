/**
 * What backtests and verdicts are worth, and what they cost: ARIMA(5,1,0) on daily bitcoin and an AR(1) beside the
 * naive forecast; how often a verdict is wrong on seeded random walks; and 200 folds of automatic ARIMA on 2,160 values
 * with refits every 24 folds, beside refits in each and R's tsCV, the last where it is installed.
 *
 * With `BENCH_DATA`, a folder of public data, on prices; without it on simulated ones. `BENCH_WALKS` is the number of
 * random walks, 1000 by default. Times are processor time.
 */

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
import { closes } from './benchData.js';
import { startPeer } from './peerProcess.js';
import { median } from './sideBySide.js';

const walks = Number(process.env['BENCH_WALKS'] ?? 1000);
const seed = 20260701;
const arima =
  (order: readonly [number, number, number]): BacktestTrainer =>
  (series, context) =>
    trainArima(series, { ...context, order });

await verdicts();
await falsePositives();
await costs();

async function verdicts(): Promise<void> {
  console.log('\n### Verdicts\n');
  const bitcoin = closes('BTCUSDT_1d.csv', 1432);
  const five = { 'ARIMA(5,1,0)': arima([5, 1, 0]) };
  const cases = [
    ['bitcoin daily, one day ahead', bitcoin, five, { initial: 365, refitEvery: 7 }],
    ['the same by percentage error', bitcoin, five, { initial: 365, refitEvery: 7, loss: 'percentage' }],
    ['bitcoin daily, seven days ahead', bitcoin, five, { initial: 365, refitEvery: 1, horizon: 7 }],
    [
      'AR(1) of 0.6, one step ahead',
      autoregression(0.6, 700),
      { 'ARIMA(1,0,0)': arima([1, 0, 0]) },
      { initial: 200, refitEvery: 20 },
    ],
  ] as const;
  for (const [title, series, trainers, options] of cases) {
    const { verdict, winner } = await compareModels(series, trainers, options);
    console.log(`- ${title}: \`${verdict.code}\`, winner ${winner}. ${verdict.statement}`);
  }
}

/** Of random walks nothing is better than naive: every `beats-naive` is wrong. */
async function falsePositives(): Promise<void> {
  console.log(`\n### Verdicts on ${walks} random walks, per cent\n`);
  const trainers = { arima: arima([1, 1, 0]), drift: trainDrift };
  const rows: [string, Float64Array[], CompareModelsOptions][] = [
    ['normal steps, 100 folds', randomWalks(200, 1), { initial: 100, refitEvery: 10 }],
    [
      'normal steps, 100 folds, squared error',
      randomWalks(200, 1),
      { initial: 100, refitEvery: 10, loss: 'squared' },
    ],
    ['normal steps, 12 folds', randomWalks(112, 2), { initial: 100, refitEvery: 4 }],
    [
      'normal steps, 12 ahead, 40 folds apart',
      randomWalks(580, 3),
      { initial: 100, horizon: 12, refitEvery: 5 },
    ],
    [
      'normal steps, 12 ahead, 139 folds overlapping',
      randomWalks(300, 4),
      { initial: 150, horizon: 12, step: 1, refitEvery: 20 },
    ],
    ['simulated prices, 100 folds', prices(200), { initial: 100, refitEvery: 10 }],
  ];
  const codes: VerdictCode[] = [
    'beats-naive',
    'no-better-than-naive',
    'worse-than-naive',
    'insufficient-evidence',
  ];
  printRow(['Series', ...codes]);
  printRow(['---', ...codes.map(() => '---')]);
  for (const [title, series, options] of rows) {
    const counts = new Map(codes.map((code) => [code, 0]));
    for (const each of series) {
      const { verdict } = await compareModels(each, trainers, { ...options, levels: [] });
      counts.set(verdict.code, counts.get(verdict.code)! + 1);
    }
    printRow([title, ...codes.map((code) => ((100 * counts.get(code)!) / series.length).toFixed(1))]);
  }
}

async function costs(): Promise<void> {
  console.log('\n### 200 folds of automatic ARIMA on 2,160 values, seconds of processor time\n');
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
  printRow(['', 'seconds', 'times the first', 'mean absolute error of logarithms, per cent']);
  printRow(['---', '---', '---', '---']);
  const row = (name: string, time: number, error?: number) =>
    printRow([
      name,
      time.toFixed(2),
      (time / rarely.seconds).toFixed(1),
      error === undefined ? '' : (100 * error).toFixed(4),
    ]);
  row('a new search every 24 folds, `append` between', rarely.seconds, rarely.result.overall.mae);
  row('one search, `refitArima` every 24 folds', quick.seconds, quick.result.overall.mae);
  row('one search, `append` ever after', told.seconds, told.result.overall.mae);
  row('a new search in each fold, from 20 of them', always);
  const peer = await startPeer('Rscript', [join(import.meta.dirname, 'peers', 'tsCV.R')]);
  if (peer === undefined) return console.log('\nR with forecast and jsonlite is not installed: left out.');
  const { milliseconds } = await peer.run(JSON.stringify(Array.from(series)), 5);
  row(`tsCV with auto.arima, from 5 folds (${peer.version})`, (40 * milliseconds) / 1000);
  peer.close();
}

async function seconds<Result>(run: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const times: number[] = [];
  let result: Result;
  do {
    const before = process.cpuUsage();
    result = await run();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1e6);
  } while (times.length < 3 && times[0]! < 20);
  return { result, seconds: median(times) };
}

function randomWalks(length: number, stream: number): Float64Array[] {
  const { normal } = createRandomStream(seed + stream);
  return Array.from({ length: walks }, () => {
    let level = 100;
    return Float64Array.from({ length }, () => {
      level += normal();
      return level;
    });
  });
}

function prices(length: number): Float64Array[] {
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

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}
