/**
 * Automatic ARIMA models of 1,000 hourly series of 720 points in worker threads, by `trainMany` of the built package
 * (`npm run build` first), by the automatic mode of npm `arima` in the same kind of pool, and by R's
 * `forecast::auto.arima` in as many processes, where that is installed: series a second and peak memory.
 *
 * Series are windows of the prices in `BENCH_DATA`, a folder of public data, or simulated. `BENCH_SERIES` is their
 * number, `BENCH_PEER_SERIES` and `BENCH_R_SERIES` how many of them the peers are given.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMarket } from 'coincast/testing';
import { closes, dataFolder } from './benchData.js';

interface Answer {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  /** How many forecasts are finite and positive. */
  readonly usable: number;
}

const length = 720;
const count = Number(process.env['BENCH_SERIES'] ?? 1000);
const countOfPeer = Math.min(count, Number(process.env['BENCH_PEER_SERIES'] ?? count));
const countOfR = Math.min(count, Number(process.env['BENCH_R_SERIES'] ?? 60));

if (existsSync(join(import.meta.dirname, '..', 'dist', 'trainWorker.js'))) compare();
else console.log('trainMany: run `npm run build` first');

function compare(): void {
  const kind = dataFolder === undefined ? 'simulated prices' : 'windows of BTC and ETH prices';
  console.log(`\nAutomatic ARIMA of hourly series of ${length} points, ${kind}`);
  const folder = mkdtempSync(join(tmpdir(), 'coincast-bench-'));
  try {
    const rates = [1, 2].map((workers) => run('coincast', workers, folder, count));
    console.log(`  2 workers do ${(rates[1]! / rates[0]!).toFixed(2)} times as much as 1`);
    for (const workers of [1, 2]) run('arima', workers, folder, countOfPeer);
    for (const processes of [1, 2]) runR(processes, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In a process of its own, so that the memory is its own too; gives the rate. */
function run(who: 'coincast' | 'arima', workers: number, folder: string, taken: number): number {
  const file = fileOf(folder, taken);
  const script = join(import.meta.dirname, 'peers', 'trainMany.mjs');
  const output = execFileSync(process.execPath, [script, who, String(workers), file, String(taken)], {
    encoding: 'utf8',
  });
  return report(who === 'arima' ? 'npm arima' : who, workers, taken, JSON.parse(lastLine(output)));
}

function runR(processes: number, folder: string): void {
  const script = join(import.meta.dirname, 'peers', 'trainMany.R');
  const numbers = [countOfR, length].map(String);
  try {
    const output = execFileSync(
      'Rscript',
      [script, String(processes), fileOf(folder, countOfR), ...numbers],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    report('R auto.arima', processes, countOfR, JSON.parse(lastLine(output)));
  } catch {
    console.log('  R with forecast and jsonlite is not installed: left out');
  }
}

function report(who: string, workers: number, taken: number, answer: Answer): number {
  const { seconds, cpuSeconds, peakMb, usable } = answer;
  const rate = taken / seconds;
  console.log(
    `  ${who.padEnd(13)} ${workers} at once: ${rate.toFixed(2).padStart(7)} series/s, ` +
      `${((1000 * cpuSeconds) / taken).toFixed(0).padStart(5)} ms of processor a series, peak ${peakMb.toFixed(0)} MB, ` +
      `${usable} of ${taken} forecasts finite and positive`,
  );
  return rate;
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
