/** Automatic ARIMA models of many hourly series, by `trainMany`, by npm `arima` in the same kind of pool, and by R. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMarket } from 'coincast/testing';
import { closes, dataFolder } from './benchData.js';
import { peerEnvironment, rscript } from './interpreters.js';
import { compared } from './report/compared.js';
import { defineBenchmark, LeftOutError } from './report/defineBenchmark.js';
import { packageVersion } from './report/packageVersion.js';
import { presence } from './report/presence.js';
import { number, table, text } from './report/table.js';

interface Answer {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  /** How many forecasts are finite and positive. */
  readonly usable: number;
  readonly version?: string;
}

interface Measured extends Answer {
  readonly who: string;
  /** Threads, or processes. */
  readonly workers: number;
  readonly taken: number;
}

const length = 720;
const atOnce = [1, 2] as const;
const nameOfArima = 'npm arima, auto';
const nameOfR = 'R auto.arima, mclapply';

export const benchmark = defineBenchmark({
  title: 'Training many models',
  kind: 'race',
  what:
    'Automatic ARIMA models of hourly series of 720 points, windows of prices, each with a forecast of 24 steps: by ' +
    '`trainMany` of the built package in one and two worker threads, by the automatic mode of npm `arima` in a pool of the ' +
    'same kind, and by `auto.arima` of R’s forecast in as many processes. Peers may be given fewer series. Every contender is ' +
    'a process of its own, so that the memory is its own too.',
  data: 'optional',
  settings: { series: 200, peerSeries: 200, rSeries: 40 },
  run: async ({ series, peerSeries, rSeries }, say) => {
    if (!existsSync(join(import.meta.dirname, '..', 'dist', 'trainWorker.js'))) {
      throw new LeftOutError('`npm run build` has not been run');
    }
    const folder = mkdtempSync(join(tmpdir(), 'coincast-bench-'));
    const all: Measured[] = [];
    try {
      for (const [who, taken] of [
        ['coincast', series],
        ['arima', Math.min(series, peerSeries)],
      ] as const) {
        for (const workers of atOnce) {
          say(`${who}, ${workers} at once`);
          all.push(run(who, workers, folder, taken));
        }
      }
      for (const processes of atOnce) {
        say(`R, ${processes} at once`);
        all.push(...runR(processes, folder, Math.min(series, rSeries)));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    const rateOf = (who: string, workers: number) => {
      const found = all.find((each) => each.who === who && each.workers === workers);
      return found && found.taken / found.seconds;
    };
    const peers = [nameOfArima, nameOfR];
    const rVersion = all.find(({ who }) => who === nameOfR)?.version;
    return {
      peers: [
        { name: nameOfArima, version: packageVersion('arima') },
        presence(
          nameOfR,
          rVersion === undefined ? undefined : `forecast ${rVersion}`,
          'R with forecast and jsonlite is',
        ),
      ],
      comparisons: peers.flatMap((peer) =>
        atOnce.flatMap((workers) => {
          const theirs = rateOf(peer, workers);
          return compared({
            what: `series trained a second, ${workers} at once`,
            peer,
            measure: 'throughput',
            ratios: [theirs && rateOf('coincast', workers)! / theirs],
          });
        }),
      ),
      tables: [
        table(
          'Trained, and what it took',
          [
            text('by'),
            number('at once', 0),
            number('series', 0),
            number('rate', 2, 'series/s'),
            number('processor time a series', 0, 'ms'),
            number('peak memory', 0, 'MB'),
            number('forecasts finite and positive', 1, '%'),
          ],
          all.map(({ who, workers, taken, seconds, cpuSeconds, peakMb, usable }) => [
            who,
            workers,
            taken,
            taken / seconds,
            (1000 * cpuSeconds) / taken,
            peakMb,
            (100 * usable) / taken,
          ]),
          `Two workers of coincast do ${(rateOf('coincast', 2)! / rateOf('coincast', 1)!).toFixed(2)} times as much as one.`,
        ),
      ],
    };
  },
});

/** In a process of its own, so that the memory is its own too. */
function run(who: 'coincast' | 'arima', workers: number, folder: string, taken: number): Measured {
  const file = fileOf(folder, taken);
  const script = join(import.meta.dirname, 'peers', 'trainMany.mjs');
  const output = execFileSync(process.execPath, [script, who, String(workers), file, String(taken)], {
    encoding: 'utf8',
  });
  return { who: who === 'arima' ? nameOfArima : who, workers, taken, ...JSON.parse(lastLine(output)) };
}

/** None where R or a package it needs is not installed. */
function runR(processes: number, folder: string, taken: number): Measured[] {
  const script = join(import.meta.dirname, 'peers', 'trainMany.R');
  const numbers = [taken, length].map(String);
  try {
    const output = execFileSync(rscript, [script, String(processes), fileOf(folder, taken), ...numbers], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: peerEnvironment,
    });
    return [{ who: nameOfR, workers: processes, taken, ...JSON.parse(lastLine(output)) }];
  } catch {
    return [];
  }
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)!;
}

/** So many series as doubles, in a file for the other processes. */
function fileOf(folder: string, taken: number): string {
  const file = join(folder, `${taken}.bin`);
  if (existsSync(file)) return file;
  const values = new Float64Array(taken * length);
  const sources =
    dataFolder === undefined ? [] : ['BTC', 'ETH'].map((coin) => closes(`${coin}USDT_1h.csv`, 1e6));
  for (let i = 0; i < taken; i++) values.set(seriesAt(i, taken, sources), i * length);
  writeFileSync(file, values);
  return file;
}

function seriesAt(i: number, taken: number, sources: readonly Float64Array[]): Float64Array {
  const source = sources[i % 2];
  if (source === undefined) return simulateMarket({ seed: 1 + i, length }).prices;
  const from = Math.floor((i / taken) * (source.length - length));
  return source.subarray(from, from + length);
}
