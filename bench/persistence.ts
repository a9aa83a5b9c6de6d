/**
 * Storing a model of every kind: its size as text and gzipped, and the time to write it, to read it, and to read it and
 * forecast 24 steps; then the latter for ARIMA(5,1,0) beside `JSON.parse` of the same text and beside a model that is
 * in memory. Medians of rounds by turns, in milliseconds of processor time; with `BENCH_CLOCK=wall` by the clock.
 */

import {
  conformalize,
  deserializeModel,
  type FittedModel,
  gzipModel,
  serializeModel,
  trainNaive,
} from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { namedTrainers } from '../test/persistence/models.js';
import { median } from './sideBySide.js';

interface Job {
  readonly name: string;
  readonly run: () => unknown;
}

const isWall = process.env['BENCH_CLOCK'] === 'wall';
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 15);
const runsPerRound = 20;
const series = simulateMarket({ seed: 5, length: 2160 });
const request = { horizon: 24 };
const models: readonly (readonly [name: string, model: FittedModel])[] = [
  ...namedTrainers.map(([name, train]) => [name, train(series)] as const),
  ['conformal, 24 steps', conformalize(trainNaive, { transform: 'log' })(series)],
];

console.log(`Medians of ${rounds} rounds, ${isWall ? 'by the clock' : 'processor time'}, ms; sizes in bytes`);
console.log(
  `${'model'.padEnd(24)}    text  gzipped    write     read  read, forecast  gzipped read, forecast`,
);
for (const [name, model] of models) {
  const text = await serializeModel(model);
  const bytes = await gzipModel(model);
  const times = await byTurns([
    { name: 'write', run: () => serializeModel(model) },
    { name: 'read', run: () => deserializeModel(text) },
    { name: 'forecast', run: async () => (await deserializeModel(text)).forecast(request) },
    { name: 'gzipped', run: async () => (await deserializeModel(bytes)).forecast(request) },
  ]);
  const [write, read, forecast, gzipped] = times.map((ms) => ms.toFixed(3));
  console.log(
    `${name.padEnd(24)} ${String(text.length).padStart(7)} ${String(bytes.length).padStart(8)} ` +
      `${write!.padStart(8)} ${read!.padStart(8)} ${forecast!.padStart(15)} ${gzipped!.padStart(23)}`,
  );
}

const arima = models.find(([name]) => name === 'ARIMA(5,1,0)')![1];
const text = await serializeModel(arima);
const jobs: readonly Job[] = [
  { name: 'JSON.parse of the text', run: () => JSON.parse(text) },
  { name: 'read, with all checks', run: () => deserializeModel(text) },
  { name: 'forecast of 24 steps, model in memory', run: () => arima.forecast(request) },
  { name: 'read and forecast', run: async () => (await deserializeModel(text)).forecast(request) },
];
const times = await byTurns(jobs);
console.log('\nARIMA(5,1,0)');
for (const [i, { name }] of jobs.entries()) console.log(`${name.padEnd(40)} ${times[i]!.toFixed(4)}`);

/** The median time of each job, all of them run by turns. */
async function byTurns(jobs: readonly Job[]): Promise<number[]> {
  const times = jobs.map(() => [] as number[]);
  for (const { run } of jobs) await timeOf(run);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { run }] of jobs.entries()) times[i]!.push(await timeOf(run));
  }
  return times.map(median);
}

async function timeOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < runsPerRound; i++) await run();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return (isWall ? wallMs : (user + system) / 1000) / runsPerRound;
}
