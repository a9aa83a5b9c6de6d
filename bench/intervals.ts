/** Intervals of rolling one-day-ahead forecasts of hourly prices: what they cover, and what an update costs. */

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
import { dataFolder, nameOfMarket } from './benchData.js';
import { timed } from './clock.js';
import type { BenchTable } from './report/BenchReport.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { number, table, text } from './report/table.js';

const hour = 3_600_000;
const horizon = 24;
const levels = [0.8, 0.95] as const;
/** A month with fewer of its hours forecast than half of them is no month. */
const leastOfMonth = 360 * horizon;

const walk = (series: SeriesInput) => trainArima(series, { order: [0, 1, 0], transform: 'log' });
const prophet = (series: SeriesInput) => trainProphet(series, { transform: 'log', yearly: false });
const conformal = (options: ConformalizeOptions) => conformalize(walk, { transform: 'log', ...options });
const week = { ewma: { season: 168 } };

export const benchmark = defineBenchmark({
  title: 'Intervals of bitcoin and ether, day by day',
  kind: 'study',
  what:
    'A forecast of 24 hours at every hour of three years of hourly prices, by models that have seen just what came before. ' +
    'Coverage of 80 and 95% intervals, how far it is off in the worst calendar month, and Winkler scores over that of a ' +
    'random walk in logarithms with constant variance, trained once: below 1 is better. `conformalize` is around the same ' +
    'walk; its defaults were chosen on bitcoin of 2023 alone. And what an update by `append` costs.',
  data: 'optional',
  settings: { coins: 'BTC,ETH', prophet: 'yes' },
  run: async ({ coins, prophet: withProphet }, say) => ({
    tables: coins.split(',').flatMap((coin) => {
      const prices = hourlyPrices(coin, coin === 'BTC' ? 0 : 1);
      const meant = contenders.filter(({ train }) => withProphet === 'yes' || train !== prophet);
      const results = meant.map((contender) => {
        say(`${coin}, ${contender.name}`);
        return { ...contender, ...rollingForecasts(prices, contender) };
      });
      return tablesOf(nameOfMarket(coin as 'BTC' | 'ETH'), results);
    }),
  }),
});

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
  { name: 'ARIMA(0,1,0), daily on the last 720 h', train: walk, hours: 720, refitEvery: 24 },
  { name: 'Prophet-style, daily on the last 2160 h', train: prophet, hours: 2160, refitEvery: 24 },
  { name: '`split`', train: conformal({ method: 'split', scale: 'none' }) },
  { name: '`split`, EWMA', train: conformal({ method: 'split', scale: week }) },
  { name: 'adaptive (PID), EWMA: the default', train: conformal({ scale: week }) },
  { name: 'adaptive (PID), no scale', train: conformal({ scale: 'none' }) },
  { name: 'adaptive (ACI), EWMA', train: conformal({ scale: week, controller: 'aci' }) },
];

interface Tally {
  hits: number[];
  winkler: number[];
  count: number;
}

interface Rolled extends Contender {
  readonly months: ReadonlyMap<number, Tally>;
  readonly microseconds: number;
}

function tablesOf(coin: string, results: readonly Rolled[]): BenchTable[] {
  const spans = [
    [2023, 2024],
    [2024, 2026],
    [2023, 2026],
  ] as const;
  const bySpan = spans.map(([from, to]) => {
    const first = between(results[0]!, from, to).whole;
    const winkler = (of: Tally, k: number) => of.winkler[k]! / of.count;
    const both = (of: Tally) => levels.reduce((sum, _, k) => sum + winkler(of, k), 0);
    return table(
      `${coin}, ${from === to - 1 ? from : `${from} to ${to - 1}`}`,
      [
        text('model'),
        ...levels.flatMap((level) => [
          number(`${100 * level}%: covered`, 1, '%'),
          number('worst month off by', 1, 'points'),
          number('Winkler ratio', 3),
        ]),
        number('of both', 3),
      ],
      results.map((each) => {
        const { whole, months } = between(each, from, to);
        const cells = levels.flatMap((level, k) => {
          const worst = months.reduce((far, month) => {
            const miss = month.hits[k]! / month.count - level;
            return Math.abs(miss) > Math.abs(far) ? miss : far;
          }, 0);
          const covered = (100 * whole.hits[k]!) / whole.count;
          return [covered, 100 * worst, winkler(whole, k) / winkler(first, k)];
        });
        return [each.name, ...cells, both(whole) / both(first)];
      }),
    );
  });
  return [
    ...bySpan,
    table(
      `${coin}: processor time of an update`,
      [text('model'), number('time', 0, 'µs')],
      results.map(({ name, microseconds }) => [name, microseconds]),
    ),
  ];
}

/** A forecast at every hour of the span, of every model that has seen just what came before. */
function rollingForecasts(prices: PriceSeries, { train, hours, refitEvery }: Contender) {
  const first = prices.timestamps.findIndex((time) => time >= Date.UTC(2023, 0, 1));
  const known = (end: number) =>
    sliceSeries(prices, { to: prices.timestamps[end]!, ...(hours === undefined ? {} : { last: hours }) });
  const months = new Map<number, Tally>();
  let model = train(known(first));
  let cpuMs = 0;
  let updates = 0;
  for (let t = first; t < prices.prices.length; t++) {
    const forecast = model.forecast({ horizon, levels });
    tally(months, forecast, prices, t);
    const one = sliceSeries(prices, { from: prices.timestamps[t]!, to: prices.timestamps[t]! + 1 });
    if (refitEvery !== undefined && (t + 1 - first) % refitEvery === 0 && t + 1 < prices.prices.length) {
      model = train(known(t + 1));
      continue;
    }
    const before: FittedModel = model;
    const took = timed(() => before.append(one));
    model = took.value;
    cpuMs += took.cpuMs;
    updates += 1;
  }
  return { months, microseconds: (1000 * cpuMs) / updates };
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
  { months }: Pick<Rolled, 'months'>,
  from: number,
  to: number,
): { readonly whole: Tally; readonly months: readonly Tally[] } {
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
