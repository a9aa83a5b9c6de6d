/**
 * Intervals of rolling one-day-ahead forecasts of hourly prices: what they cover, over the whole span and in the worst
 * calendar month, their Winkler scores beside those of constant variance, and what an update costs.
 *
 * With `BENCH_DATA`, a folder of public data, on bitcoin and ether of 2023 to 2025; without it on simulated markets. The
 * defaults of `conformalize` were chosen on bitcoin of 2023 alone. `--coin=BTC` or `--coin=ETH` takes one only.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ConformalizeOptions,
  conformalize,
  createPriceSeries,
  type FittedModel,
  type Forecast,
  fillGaps,
  type PriceSeries,
  type SeriesInput,
  sliceSeries,
  trainArima,
  trainProphet,
} from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { parse } from 'csv-parse/sync';
import { dataFolder } from './benchData.js';

const hour = 3_600_000;
const horizon = 24;
const levels = [0.8, 0.95] as const;
/** A month with fewer of its hours forecast than half of them is no month. */
const leastOfMonth = 360 * horizon;

const walk = (series: SeriesInput) => trainArima(series, { order: [0, 1, 0], transform: 'log' });
const prophet = (series: SeriesInput) => trainProphet(series, { transform: 'log', yearly: false });
const conformal = (options: ConformalizeOptions) => conformalize(walk, { transform: 'log', ...options });
const week = { ewma: { season: 168 } };

interface Contender {
  readonly name: string;
  readonly train: (series: PriceSeries) => FittedModel;
  /** The hours it is trained on, the latest before the span; all where absent. */
  readonly hours?: number;
  /** After how many hours it is trained anew on so many; never where absent. */
  readonly refitEvery?: number;
}

const contenders: readonly Contender[] = [
  { name: 'ARIMA(0,1,0), trained once on 720 h', train: walk, hours: 720 },
  { name: '  the same, daily on the last 720 h', train: walk, hours: 720, refitEvery: 24 },
  { name: 'Prophet-style, daily on the last 2160 h', train: prophet, hours: 2160, refitEvery: 24 },
  { name: 'split', train: conformal({ method: 'split', scale: 'none' }) },
  { name: 'split, EWMA', train: conformal({ method: 'split', scale: week }) },
  { name: 'adaptive (PID), EWMA', train: conformal({ scale: week }) },
  { name: 'adaptive (PID), no scale', train: conformal({ scale: 'none' }) },
  { name: 'adaptive (ACI), EWMA', train: conformal({ scale: week, controller: 'aci' }) },
];

interface Tally {
  hits: number[];
  winkler: number[];
  count: number;
}

interface Result {
  readonly whole: Tally;
  readonly months: readonly Tally[];
  readonly microseconds: number;
}

const chosen = process.argv.find((argument) => argument.startsWith('--coin='))?.slice('--coin='.length);
for (const [seed, coin] of ['BTC', 'ETH'].entries()) {
  if (chosen !== undefined && chosen !== coin) continue;
  const prices = hourlyPrices(coin, seed);
  const results = contenders.map((contender) => rollingForecasts(prices, contender));
  for (const [from, to] of [
    [2023, 2024],
    [2024, 2026],
    [2023, 2026],
  ] as const) {
    console.log(
      `\n${coin}, ${from === to - 1 ? from : `${from} to ${to - 1}`}: coverage, worst month, Winkler ratio`,
    );
    const first = between(results[0]!, from, to);
    for (const [i, { name }] of contenders.entries()) {
      const { whole, months } = between(results[i]!, from, to);
      const cells = levels.map((level, k) => {
        const worst = months.reduce((far, month) => {
          const miss = month.hits[k]! / month.count - level;
          return Math.abs(miss) > Math.abs(far) ? miss : far;
        }, 0);
        const ratio = whole.winkler[k]! / whole.count / (first.whole.winkler[k]! / first.whole.count);
        return `${level}: ${(whole.hits[k]! / whole.count).toFixed(4)} ${signed(worst)} ${ratio.toFixed(3)}`;
      });
      const both = levels.reduce((sum, _, k) => sum + whole.winkler[k]! / whole.count, 0);
      const firstBoth = levels.reduce((sum, _, k) => sum + first.whole.winkler[k]! / first.whole.count, 0);
      console.log(`${name.padEnd(38)} ${cells.join('   ')}   both ${(both / firstBoth).toFixed(3)}`);
    }
  }
  console.log(`\n${coin}: microseconds of processor time an update`);
  for (const [i, { name }] of contenders.entries()) {
    console.log(`${name.padEnd(38)} ${results[i]!.microseconds.toFixed(0).padStart(6)}`);
  }
}

/** A forecast at every hour of the span, of every model that has seen just what came before. */
function rollingForecasts(prices: PriceSeries, { train, hours, refitEvery }: Contender) {
  const first = prices.timestamps.findIndex((time) => time >= Date.UTC(2023, 0, 1));
  const known = (end: number) =>
    sliceSeries(prices, { to: prices.timestamps[end]!, ...(hours === undefined ? {} : { last: hours }) });
  const months = new Map<number, Tally>();
  let model = train(known(first));
  let cpu = 0;
  let updates = 0;
  for (let t = first; t < prices.prices.length; t++) {
    const forecast = model.forecast({ horizon, levels });
    tally(months, forecast, prices, t);
    const one = sliceSeries(prices, { from: prices.timestamps[t]!, to: prices.timestamps[t]! + 1 });
    if (refitEvery !== undefined && (t + 1 - first) % refitEvery === 0 && t + 1 < prices.prices.length) {
      model = train(known(t + 1));
      continue;
    }
    const start = process.cpuUsage();
    model = model.append(one);
    const { user, system } = process.cpuUsage(start);
    cpu += user + system;
    updates += 1;
  }
  return { months, microseconds: cpu / updates };
}

function tally(months: Map<number, Tally>, { intervals }: Forecast, prices: PriceSeries, t: number): void {
  for (let h = 0; h < horizon && t + h < prices.prices.length; h++) {
    const date = new Date(prices.timestamps[t + h]!);
    const month = 12 * date.getUTCFullYear() + date.getUTCMonth();
    let entry = months.get(month);
    if (entry === undefined) {
      entry = { hits: levels.map(() => 0), winkler: levels.map(() => 0), count: 0 };
      months.set(month, entry);
    }
    const value = prices.prices[t + h]!;
    for (const [k, { level, lower, upper }] of intervals.entries()) {
      const outside = Math.max(lower[h]! - value, value - upper[h]!, 0);
      if (outside === 0) entry.hits[k] = entry.hits[k]! + 1;
      entry.winkler[k] = entry.winkler[k]! + upper[h]! - lower[h]! + (2 / (1 - level)) * outside;
    }
    entry.count += 1;
  }
}

function between(
  { months }: ReturnType<typeof rollingForecasts>,
  from: number,
  to: number,
): Omit<Result, 'microseconds'> {
  const those = [...months]
    .filter(([month]) => month >= 12 * from && month < 12 * to)
    .map(([, each]) => each);
  const sum = (of: (each: Tally) => number) => those.reduce((total, each) => total + of(each), 0);
  return {
    whole: {
      hits: levels.map((_, k) => sum(({ hits }) => hits[k]!)),
      winkler: levels.map((_, k) => sum(({ winkler }) => winkler[k]!)),
      count: sum(({ count }) => count),
    },
    months: those.filter(({ count }) => count >= leastOfMonth),
  };
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
}

/** Closing prices since 2022 without gaps. */
function hourlyPrices(coin: string, seed: number): PriceSeries {
  if (dataFolder === undefined) {
    return simulateMarket({ seed: 1 + seed, length: 4 * 8766, startTimestamp: Date.UTC(2022, 0, 1) });
  }
  const text = readFileSync(join(dataFolder, `${coin}USDT_1h.csv`));
  const rows: { timestamp: string; close: string }[] = parse(text, { columns: true });
  const series = createPriceSeries({
    timestamps: rows.map(({ timestamp }) => Date.parse(`${timestamp.replace(' ', 'T')}Z`)),
    prices: rows.map(({ close }) => Number(close)),
    stepMs: hour,
  });
  return fillGaps(series, { method: 'previous' });
}
