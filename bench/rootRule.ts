/** What the root rule of the automatic order does on series with known roots, for several thresholds. */

import { trainArima } from 'coincast';
import { createRandomStream } from '../src/math/index.js';
import { median } from './median.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { type Cell, number, table, text } from './report/table.js';

/** A process: its polynomials in B, lag 1 first, with the signs of ar1 and ma1, and differences. */
interface Process {
  readonly name: string;
  readonly ar?: readonly number[];
  readonly ma?: readonly number[];
  readonly d?: number;
  /** Lag 4: differenced, with this moving average. */
  readonly sma?: number;
  readonly tried: string;
}

const cosine = 2 * Math.cos((2 * Math.PI) / 12);
const pair = (modulus: number) => [cosine / modulus, -1 / modulus ** 2];
const processes: readonly Process[] = [
  { name: 'AR root 1.005, (1,0,1)', ar: [1 / 1.005], ma: [0.4], tried: 'ARIMA(1,0,1)' },
  { name: 'AR root 1.02, (1,0,1)', ar: [1 / 1.02], ma: [0.4], tried: 'ARIMA(1,0,1)' },
  { name: 'AR root 1.1, (1,0,1)', ar: [1 / 1.1], ma: [0.4], tried: 'ARIMA(1,0,1)' },
  { name: 'complex AR roots 1.005, (2,0,0)', ar: pair(1.005), tried: 'ARIMA(2,0,0)' },
  { name: 'complex AR roots 1.02, (2,0,0)', ar: pair(1.02), tried: 'ARIMA(2,0,0)' },
  { name: 'MA root 1.005, (0,1,1)', ma: [-1 / 1.005], d: 1, tried: 'ARIMA(0,1,1)' },
  { name: 'MA root 1.02, (0,1,1)', ma: [-1 / 1.02], d: 1, tried: 'ARIMA(0,1,1)' },
  { name: 'MA root 1.1, (0,1,1)', ma: [-1 / 1.1], d: 1, tried: 'ARIMA(0,1,1)' },
  { name: 'no root, random walk', d: 1, tried: 'ARIMA(0,1,0)' },
  { name: 'Theta 0.98, (0,1,1)(0,1,1)[4]', ma: [-0.4], d: 1, sma: -0.98, tried: 'ARIMA(0,1,1)(0,1,1)[4]' },
  { name: 'Theta 0.8, (0,1,1)(0,1,1)[4]', ma: [-0.4], d: 1, sma: -0.8, tried: 'ARIMA(0,1,1)(0,1,1)[4]' },
];
const thresholds = [1, 1.001, 1.01];
const length = 200;
const horizon = 8;
const period = 4;

export const benchmark = defineBenchmark({
  title: 'The root rule of automatic ARIMA',
  kind: 'study',
  what:
    'Series of 200 simulated values with known roots, for several least moduli of roots: how often the true order is ' +
    'refused for its roots, of those where it was tried with the true number of differences, and the mean absolute error ' +
    'of forecasts of 8 steps by what is chosen, beside that with 1.01.',
  data: 'none',
  settings: { series: 10 },
  run: async ({ series }) => ({
    tables: [
      table(
        `${series} series a row`,
        [
          text('process'),
          ...thresholds.flatMap((each) => [number(`refused, ${each}`, 0), number('of', 0)]),
          ...thresholds
            .slice(0, -1)
            .flatMap((each) => [number(`error, ${each}: median ratio`, 3), number('ratio of sums', 3)]),
        ],
        processes.map((process) => row(process, series)),
      ),
    ],
  }),
});

function row(process: Process, replications: number): Cell[] {
  const refused = thresholds.map(() => 0);
  const tried = thresholds.map(() => 0);
  const errors = thresholds.map(() => [] as number[]);
  for (let seed = 1; seed <= replications; seed++) {
    const all = simulate(process, seed);
    const past = all.subarray(0, length);
    for (const [i, leastRoot] of thresholds.entries()) {
      const model = trainArima(past, {
        seasonal: process.sma === undefined ? false : { period },
        search: { leastRoot },
      });
      // With and without a constant: the one that fits better.
      const [fit] = model
        .search!.tried.filter(({ name }) => name.replace(/ with .*/, '') === process.tried)
        .sort((a, b) => b.logLikelihood - a.logLikelihood);
      if (fit !== undefined) tried[i]! += 1;
      if (fit?.rejected === 'near-unit-root') refused[i]! += 1;
      const { mean } = model.forecast({ horizon });
      const error = mean.reduce((sum, value, h) => sum + Math.abs(value - all[length + h]!), 0) / horizon;
      errors[i]!.push(error);
    }
  }
  const base = errors.at(-1)!;
  const total = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0);
  return [
    process.name,
    ...refused.flatMap((times, i) => [times, tried[i]!]),
    ...errors
      .slice(0, -1)
      .flatMap((list) => [median(list.map((error, i) => error / base[i]!)), total(list) / total(base)]),
  ];
}

/** A series of the process with normal innovations, after a run-in. */
function simulate({ ar = [], ma = [], d = 0, sma }: Process, seed: number): Float64Array {
  const random = createRandomStream(seed);
  const runIn = 1000;
  const n = length + horizon;
  const a = Float64Array.from({ length: runIn + n }, () => random.normal());
  const seasoned = a.map((value, t) => value + (sma === undefined || t < period ? 0 : sma * a[t - period]!));
  const w = new Float64Array(runIn + n);
  for (let t = 0; t < w.length; t++) {
    let value = seasoned[t]!;
    ma.forEach((c, i) => {
      if (t > i) value += c * seasoned[t - 1 - i]!;
    });
    ar.forEach((c, i) => {
      if (t > i) value += c * w[t - 1 - i]!;
    });
    w[t] = value;
  }
  let y = w.slice(runIn);
  if (sma !== undefined) y = y.map((_, t) => sumBack(y, t, period));
  if (d === 1) for (let t = 1; t < n; t++) y[t] = y[t]! + y[t - 1]!;
  return y.map((value) => 100 + value);
}

function sumBack(values: Float64Array, t: number, step: number): number {
  let sum = 0;
  for (let i = t; i >= 0; i -= step) sum += values[i]!;
  return sum;
}
