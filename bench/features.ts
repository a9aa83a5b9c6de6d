/** Twenty common features of many candles beside the npm packages trading-signals and technicalindicators. */

import {
  auditLeakage,
  buildFeatures,
  type CandleSeries,
  createCandleSeries,
  createFeatureStream,
  type FeatureSpec,
} from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { createRandomStream } from '../src/math/index.js';
import { timed } from './clock.js';
import { median } from './median.js';
import {
  type CommonFeature,
  commonFeatures,
  peerCandles,
  runTradingSignals,
} from './peers/commonFeatures.js';
import { compared } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { packageVersion } from './report/packageVersion.js';
import { number, table, text } from './report/table.js';

const peers = ['trading-signals', 'technicalindicators'] as const;
const names = Object.keys(commonFeatures);
const features: readonly CommonFeature[] = Object.values(commonFeatures);
const spec: FeatureSpec = Object.fromEntries(names.map((name, index) => [name, features[index]!.spec]));

export const benchmark = defineBenchmark({
  title: 'Features of candles',
  kind: 'race',
  what:
    'Twenty common features of simulated candles: a table of ours against theirs one by one, on the same numbers, in ' +
    'processor time, medians of rounds by turns. Every result is kept. Then memory, a live stream, and the audit for ' +
    'leaks.',
  data: 'none',
  settings: { rows: 1_000_000, rounds: 3 },
  run: async ({ rows, rounds }, say) => {
    const candles = simulatedCandles(rows);
    // Before the packages are run, whose results take more than ours.
    const memory = memoryOf(candles);
    say('times');
    const { own, measured } = timesOf(candles, rounds);
    const totals = (name: string) =>
      measured[name]!.map((round) => round.reduce((sum, time) => sum + time, 0));
    const ratios = (peer: string) => totals(peer).map((time, round) => time / totals('coincast')[round]!);
    const alone = (peer: string, index: number) => median(measured[peer]!.map((round) => round[index]!));
    say('stream and audit');
    const audit = auditTimes();
    return {
      peers: peers.map((name) => ({ name, version: packageVersion(name) })),
      comparisons: peers.flatMap((peer) => [
        ...compared({
          what: `all ${names.length} features in one table, rounds`,
          peer,
          measure: 'processor time',
          ratios: ratios(peer),
        }),
        ...compared({
          what: 'each feature alone',
          peer,
          measure: 'processor time',
          ratios: names.map((_, index) => alone(peer, index) / own[index]!),
        }),
      ]),
      tables: [
        table(
          `Processor time for ${rows.toLocaleString('en-US')} candles`,
          [text('feature'), number('coincast', 3, 's'), ...peers.map((peer) => number(peer, 3, 's'))],
          [
            ...names.map((name, index) => [name, own[index], ...peers.map((peer) => alone(peer, index))]),
            ['all, ours in one table', ...['coincast', ...peers].map((name) => median(totals(name)))],
          ],
        ),
        table(
          'What else it takes',
          [text('of'), number('figure', 1), text('unit')],
          [
            [`memory for the table of ${memory.columns} columns`, memory.bytes / 1e6, 'MB'],
            [
              'a candle pushed to or replaced in a stream',
              streamMicroseconds(candles),
              'µs of processor time',
            ],
            ['`auditLeakage` of 5,000 candles', audit.seconds, 's of processor time'],
            ['the same in builds of the table', audit.seconds / audit.alone, 'times'],
          ],
        ),
      ],
    };
  },
});

function memoryOf(candles: CandleSeries): { readonly columns: number; readonly bytes: number } {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const built = buildFeatures(candles, spec);
  return { bytes: process.memoryUsage().rss - before, columns: Object.keys(built.columns).length };
}

/** Seconds: of ours each alone, and by contender, round and feature; ours are one table. */
function timesOf(candles: CandleSeries, rounds: number) {
  const input = peerCandles(candles);
  const contenders = {
    coincast: () => [cpuSeconds(() => buildFeatures(candles, spec))],
    'trading-signals': () => features.map((feature) => cpuSeconds(() => runTradingSignals(feature, input))),
    technicalindicators: () =>
      features.map((feature) => cpuSeconds(() => feature.technicalindicators(input))),
  };
  const measured = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[][]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) measured[name]!.push(run());
  }
  const own = names.map((name) =>
    median(
      Array.from({ length: rounds }, () => cpuSeconds(() => buildFeatures(candles, { [name]: spec[name]! }))),
    ),
  );
  return { own, measured };
}

function streamMicroseconds(candles: CandleSeries): number {
  const live = createFeatureStream(spec);
  const count = Math.min(candles.timestamps.length, 100_000);
  const seconds = cpuSeconds(() => {
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
  return (1e6 * seconds) / (2 * count);
}

function auditTimes(): { readonly seconds: number; readonly alone: number } {
  const series = simulatedCandles(5000);
  const seconds = cpuSeconds(() => auditLeakage(spec, series));
  return { seconds, alone: cpuSeconds(() => buildFeatures(series, spec)) };
}

function cpuSeconds(run: () => unknown): number {
  return timed(run).cpuMs / 1000;
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
