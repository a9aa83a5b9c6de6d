/**
 * Twenty common features over 1,000,000 candles, side by side with the npm packages trading-signals and
 * technicalindicators, in processor time: a table of ours against theirs one by one, on the same numbers. Every result
 * is kept, as it is here. `--rows=100000` is sooner done.
 */
import {
  auditLeakage,
  buildFeatures,
  createCandleSeries,
  createFeatureStream,
  type FeatureSpec,
} from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { createRandomStream } from '../src/math/index.js';
import {
  type CommonFeature,
  commonFeatures,
  peerCandles,
  runTradingSignals,
} from './peers/commonFeatures.js';
import { median } from './sideBySide.js';

const rows = Number(process.argv.find((argument) => argument.startsWith('--rows='))?.slice(7) ?? 1_000_000);
const rounds = 3;
const names = Object.keys(commonFeatures);
const features: readonly CommonFeature[] = Object.values(commonFeatures);
const spec: FeatureSpec = Object.fromEntries(names.map((name, index) => [name, features[index]!.spec]));
const candles = simulatedCandles(rows);

console.log(`${names.length} features of ${rows.toLocaleString('en')} candles`);
memory();
times();
stream();
audit();

/** Before the packages are run, whose results take more than ours. */
function memory(): void {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const table = buildFeatures(candles, spec);
  const after = process.memoryUsage().rss;
  const columns = Object.keys(table.columns).length;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  console.log(
    `memory: ${columns} columns; the process has ${megabytes(after)}, ${megabytes(after - before)} more than before`,
  );
}

function times(): void {
  const input = peerCandles(candles);
  const contenders = {
    coincast: () => [timed(() => buildFeatures(candles, spec))],
    'trading-signals': () => features.map((feature) => timed(() => runTradingSignals(feature, input))),
    technicalindicators: () => features.map((feature) => timed(() => feature.technicalindicators(input))),
  };
  const measured = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[][]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) measured[name]!.push(run());
  }
  const ours = names.map((name) => median(repeat(() => buildFeatures(candles, { [name]: spec[name]! }))));
  console.log('\nseconds of processor time, each alone');
  console.log(`${''.padEnd(22)} coincast  trading-signals  technicalindicators`);
  for (const [index, name] of names.entries()) {
    const theirs = ['trading-signals', 'technicalindicators'].map((peer) =>
      median(measured[peer]!.map((round) => round[index]!)),
    );
    console.log(
      `${name.padEnd(22)} ${ours[index]!.toFixed(3).padStart(8)} ${theirs[0]!.toFixed(3).padStart(16)} ${theirs[1]!.toFixed(3).padStart(20)}`,
    );
  }
  console.log('\nall of them, times as long as coincast in one table');
  const totals = (name: string) => measured[name]!.map((round) => round.reduce((sum, time) => sum + time, 0));
  for (const name of Object.keys(contenders)) {
    const ratio = median(totals(name).map((time, round) => time / totals('coincast')[round]!));
    console.log(`${name.padEnd(22)} ${median(totals(name)).toFixed(2).padStart(8)} s  ${ratio.toFixed(1)}`);
  }
}

function stream(): void {
  const live = createFeatureStream(spec);
  const count = Math.min(rows, 100_000);
  const seconds = timed(() => {
    for (let row = 0; row < count; row++) {
      const candle = {
        timestamp: candles.timestamps[row]!,
        open: candles.opens[row]!,
        high: candles.highs[row]!,
        low: candles.lows[row]!,
        close: candles.closes[row]!,
        volume: candles.volumes![row]!,
      };
      live.push(candle);
      live.replaceLast(candle);
    }
  });
  console.log(
    `\nstream: ${((1e6 * seconds) / (2 * count)).toFixed(1)} microseconds a candle pushed or replaced`,
  );
}

function audit(): void {
  const series = simulatedCandles(5000);
  const seconds = timed(() => auditLeakage(spec, series));
  const alone = timed(() => buildFeatures(series, spec));
  console.log(
    `auditLeakage of 5,000 candles: ${seconds.toFixed(2)} s, ${(seconds / alone).toFixed(0)} times the features`,
  );
}

function repeat(run: () => unknown): number[] {
  return Array.from({ length: rounds }, () => timed(run));
}

function timed(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function simulatedCandles(length: number) {
  const { prices, timestamps } = simulateMarket({ seed: 7, length: length + 1, stepMs: 60_000 });
  const noise = createRandomStream(7);
  const opens = prices.slice(0, length);
  const closes = prices.slice(1);
  const reach = () => 1 + 0.0005 * Math.abs(noise.normal());
  return createCandleSeries({
    timestamps: timestamps.slice(0, length),
    opens,
    highs: opens.map((open, row) => Math.max(open, closes[row]!) * reach()),
    lows: opens.map((open, row) => Math.min(open, closes[row]!) / reach()),
    closes,
    volumes: opens.map(() => Math.round(1000 * Math.exp(noise.normal()))),
  });
}
