/**
 * Automatic ETS and Theta beside R's `forecast::ets` and `thetaf`, where they are installed, and beside the ETS of
 * `@bsull/augurs` (Rust compiled to WebAssembly): processor time of a fit, by turns, on the same series. GARCH has a
 * benchmark of its own, `garch`.
 *
 * `BENCH_DATA` names the folder of public data; without, series are simulated.
 */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import initEts, { AutoETS } from '@bsull/augurs/ets';
import { trainEts, trainTheta } from 'coincast';
import { type BenchSeries, closes, m4Series, sampleOf } from './benchData.js';
import { median } from './sideBySide.js';

const roundMs = 150;
const interpreter = 'Rscript';

interface Answer {
  readonly cpuMs: number;
  readonly logLikelihood?: number;
  readonly name?: string;
}

const series: (BenchSeries & { readonly period: number })[] = [
  { name: 'BTC hourly 720', values: closes('BTCUSDT_1h.csv', 720), period: 1 },
  { name: 'BTC hourly 2160', values: closes('BTCUSDT_1h.csv', 2160), period: 1 },
  { name: 'BTC daily 1400', values: closes('BTCUSDT_1d.csv', 1400), period: 1 },
  { name: 'BTC daily 350, weekly season', values: closes('BTCUSDT_1d.csv', 350), period: 7 },
  ...sampleOf(m4Series('m4-Weekly'), 4).map((each) => ({ ...each, period: 1 })),
  ...sampleOf(m4Series('m4-hourly-even'), 1).map((each) => ({ ...each, period: 24 })),
];

const r = await startR();
console.log(r === undefined ? 'R with forecast is not installed: left out' : `Beside ${r.version}`);
const augursFolder = dirname(createRequire(import.meta.url).resolve('@bsull/augurs/ets'));
await initEts({ module_or_path: readFileSync(join(augursFolder, 'ets_bg.wasm')) });
const ratios = { ets: [] as number[], theta: [] as number[], augurs: [] as number[] };
console.log('\nMilliseconds of processor time, the last the log-likelihood above that of R');
console.log(`${'series'.padEnd(32)}      n   m   ETS       R  augurs   above   Theta       R`);
for (const { name, values, period } of series) {
  const ets = cpuOf(() => trainEts(values, { period }));
  const theta = cpuOf(() => trainTheta(values, { period }));
  const augurs = cpuOf(() => new AutoETS(period, period === 1 ? 'ZZN' : 'ZZZ').fit(values));
  const rEts = await r?.ask('ets', values, period);
  const rTheta = await r?.ask('theta', values, period);
  if (rEts !== undefined && ets !== undefined) ratios.ets.push(rEts.cpuMs / ets);
  if (rTheta !== undefined && theta !== undefined) ratios.theta.push(rTheta.cpuMs / theta);
  if (augurs !== undefined && ets !== undefined) ratios.augurs.push(augurs / ets);
  const column = (ms: number | undefined) => (ms === undefined ? '' : ms.toFixed(2)).padStart(8);
  console.log(
    `${name.padEnd(32)} ${String(values.length).padStart(6)} ${String(period).padStart(3)}` +
      `${column(ets)}${column(rEts?.cpuMs)}${column(augurs)}${column(aboveR(values, period, rEts))}${column(theta)}${column(rTheta?.cpuMs)}`,
  );
}
for (const [name, all] of Object.entries(ratios)) {
  if (all.length === 0) continue;
  const against = name === 'augurs' ? "augurs' ETS" : `R's ${name}`;
  console.log(
    `${against}: ${median(all).toFixed(1)} times our time (median), at least ${Math.min(...all).toFixed(1)}`,
  );
}
r?.close();

/** By how much our form of least AICc is above R's in log-likelihood; of the same form, if R chose it. */
function aboveR(values: Float64Array, period: number, answer: Answer | undefined): number | undefined {
  if (answer?.logLikelihood === undefined) return undefined;
  const { tried } = trainEts(values, { period });
  const same = tried!.find(({ name }) => name === answer.name);
  if (same === undefined) return undefined;
  const { error, trend, damped, seasonal } = same.form;
  const { logLikelihood } = trainEts(values, { period, model: { error, trend, damped, seasonal } });
  const n = values.length;
  return logLikelihood + (n / 2) * (Math.log((2 * Math.PI) / n) + 1) - answer.logLikelihood;
}

/** Processor time of one run, after a round to warm up; undefined where it fails. */
function cpuOf(run: () => unknown): number | undefined {
  try {
    timedRound(run);
  } catch {
    return undefined;
  }
  return timedRound(run);
}

function timedRound(run: () => unknown): number {
  const before = process.cpuUsage();
  let runs = 0;
  let spent = 0;
  while (spent < roundMs) {
    run();
    runs += 1;
    const { user, system } = process.cpuUsage(before);
    spent = (user + system) / 1000;
  }
  return spent / runs;
}

/** R in a process of its own, which times itself. */
async function startR() {
  const child = spawn(interpreter, [join(import.meta.dirname, 'peers', 'classical.R')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return undefined;
  const { version }: { version: string } = JSON.parse(first.value);
  return {
    version,
    ask: async (job: string, values: Float64Array, period: number): Promise<Answer | undefined> => {
      const repeats = period > 1 ? 1 : 3;
      child.stdin.write(`${JSON.stringify({ job, values: [...values], period, repeats })}\n`);
      const { value, done } = await lines.next();
      return done ? undefined : JSON.parse(value);
    },
    close: () => child.stdin.end(),
  };
}
