import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateMarket } from 'coincast/testing';
import { parse } from 'csv-parse/sync';
import { createRandomStream } from '../src/math/index.js';
import type { ProphetParameters } from '../test/golden/prophet/literalLogPosterior.js';
import type { CaseOptions, ProphetProblem } from '../test/golden/prophet/ProphetCase.js';
import published from '../test/golden/prophet/published.json' with { type: 'json' };
import { dataFolder } from './benchData.js';

/** A series to fit with options, and what R made of it at the time, where that is known. */
export interface BenchProblem extends ProphetProblem {
  readonly name: string;
  readonly values: readonly number[];
  readonly timestamps: readonly number[];
  readonly r?: ProphetParameters & { readonly columns: readonly string[] };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The public series with `BENCH_DATA`, simulated ones of like length without. */
export function prophetProblems(): BenchProblem[] {
  if (dataFolder === undefined) return simulatedProblems();
  return published.fits.map(({ name, file, rows, options, r }) => ({
    ...withFuture(name, lastRows(file, rows), options as CaseOptions),
    r,
  }));
}

function simulatedProblems(): BenchProblem[] {
  const market = (name: string, length: number, stepMs: number, options: CaseOptions = {}) => {
    const { timestamps, prices } = simulateMarket({ seed: length, length, stepMs });
    return withFuture(name, { timestamps: Array.from(timestamps), values: Array.from(prices) }, options);
  };
  const daily = seasonalDays(2905);
  const events = [
    { name: 'match', dates: daily.matches, lowerWindow: -1, upperWindow: 1, priorScale: 10 },
  ] as const;
  return [
    withFuture('daily 2905', daily, {}),
    withFuture('daily 2905, multiplicative', daily, { seasonalityMode: 'multiplicative' }),
    withFuture('daily 2905, logistic', daily, { growth: 'logistic', cap: 20 }),
    withFuture('daily 2905, events', daily, { events }),
    market('BTC daily 365', 365, dayMs),
    market('BTC hourly 720', 720, hourMs),
    market('BTC hourly 2160', 2160, hourMs),
    market('BTC hourly 34349', 34_349, hourMs),
    market('BTC hourly 34349, multiplicative', 34_349, hourMs, { seasonalityMode: 'multiplicative' }),
  ];
}

/** Days with a trend that bends, a year, a week and matches every 50 days. */
function seasonalDays(count: number) {
  const { normal } = createRandomStream(count);
  const startMs = Date.UTC(2016, 0, 1);
  const timestamps = Array.from({ length: count }, (_, i) => startMs + i * dayMs);
  const matches = timestamps.filter((_, i) => i % 50 === 20);
  const values = timestamps.map((_, i) => {
    const trend = 8 + 0.001 * i - 0.002 * Math.max(0, i - 1000) + 0.002 * Math.max(0, i - 2000);
    const season = Math.sin((2 * Math.PI * i) / 365.25) + 0.4 * Math.sin((2 * Math.PI * i) / 7);
    return trend + 0.4 * season + (i % 50 === 20 ? 1 : 0) + 0.3 * normal();
  });
  return { timestamps, values, matches };
}

function withFuture(
  name: string,
  { timestamps, values }: { timestamps: readonly number[]; values: readonly number[] },
  options: CaseOptions,
): BenchProblem {
  const end = timestamps.at(-1)!;
  const stepMs = end - timestamps.at(-2)!;
  const horizon =
    timestamps.length > 10_000 ? 720 : timestamps.length < 500 ? 30 : stepMs < dayMs ? 168 : 365;
  return {
    name,
    timestamps,
    values,
    options,
    future: Array.from({ length: horizon }, (_, i) => end + (i + 1) * stepMs),
  };
}

function lastRows(file: string, count: number) {
  const rows: Record<string, string>[] = parse(readFileSync(join(dataFolder!, file)), { columns: true });
  const last = rows.slice(-count);
  const instant = (text: string) =>
    Date.parse(`${text.length > 10 ? text.replace(' ', 'T') : `${text}T00:00`}Z`);
  return {
    timestamps: last.map(({ ds, timestamp }) => instant((ds ?? timestamp)!)),
    values: last.map(({ y, close }) => Number(y ?? close)),
  };
}
