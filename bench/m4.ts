/**
 * M4 weekly and the even-numbered half of M4 hourly, by the competition's definitions: sMAPE with factor 200, MASE with
 * season 1 and 24, OWA against Naive2, forecasts below zero taken as zero. The benchmarks of the competition stand beside
 * their published figures; `trainAuto` is shown for all series and for the two halves, the one its members were chosen on
 * and the other.
 *
 * Needs `BENCH_DATA`, a folder of public data. `BENCH_PARTS` names parts, such as `weekly`; `BENCH_SERIES` takes so many
 * series, evenly spread, in place of all.
 */

import {
  acf,
  type FittedModel,
  isCoincastError,
  trainArima,
  trainAuto,
  trainEts,
  trainNaive,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from 'coincast';
import { type BenchSeries, dataFolder, m4Series, sampleOf } from './benchData.js';

interface Part {
  readonly file: 'm4-Weekly' | 'm4-hourly-even';
  readonly horizon: number;
  /** The season of the definitions. */
  readonly season: number;
  /** The seasons a model may use. */
  readonly periods: readonly number[];
  /** sMAPE, MASE and OWA as published, of all 359 and 414 series. */
  readonly published: Readonly<Record<string, readonly [number, number, number]>>;
}

const parts: Readonly<Record<string, Part>> = {
  weekly: {
    file: 'm4-Weekly',
    horizon: 13,
    season: 1,
    periods: [52],
    published: {
      Naive: [9.161, 2.777, 1],
      sNaive: [9.161, 2.777, 1],
      Naive2: [9.161, 2.777, 1],
      SES: [9.012, 2.685, 0.975],
      Damped: [8.866, 2.404, 0.917],
      Theta: [9.093, 2.637, 0.971],
      Comb: [8.944, 2.432, 0.926],
      ETS: [8.727, 2.527, 0.931],
    },
  },
  hourly: {
    file: 'm4-hourly-even',
    horizon: 48,
    season: 24,
    periods: [24, 168],
    published: {
      Naive: [43.003, 11.608, 3.593],
      sNaive: [13.912, 1.193, 0.627],
      Naive2: [18.383, 2.395, 1],
      SES: [18.094, 2.385, 0.99],
      Damped: [19.265, 2.956, 1.141],
      Theta: [18.138, 2.455, 1.006],
      Comb: [22.053, 4.582, 1.556],
      ETS: [17.307, 1.824, 0.852],
    },
  },
};

type Method = (values: Float64Array, part: Part) => Float64Array;

const meanOf = (model: FittedModel, { horizon }: Part) => model.forecast({ horizon, levels: [] }).mean;

/** A benchmark of the competition: on the series without its season, where the competition's test finds one. */
const deseasonalised =
  (method: Method): Method =>
  (values, part) => {
    const factors = seasonalFactors(values, part.season);
    if (factors === undefined) return method(values, part);
    const rest = values.map((value, t) => value / factors[t % part.season]!);
    return method(rest, part).map((value, h) => value * factors[(values.length + h) % part.season]!);
  };

const naive: Method = (values, part) => meanOf(trainNaive(values), part);
const ses: Method = (values, part) => meanOf(trainEts(values, { model: 'simple' }), part);
const holt: Method = (values, part) => meanOf(trainEts(values, { model: 'holt' }), part);
const damped: Method = (values, part) => meanOf(trainEts(values, { model: 'damped-holt' }), part);

/** As the competition computed it: simple smoothing of the line of twice the curvature, averaged with the straight line. */
const theta: Method = (values, part) => {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value / n, 0);
  let covariance = 0;
  let variance = 0;
  values.forEach((value, t) => {
    covariance += (t - middle) * (value - mean);
    variance += (t - middle) ** 2;
  });
  const line = (t: number) => mean + (covariance / variance) * (t - middle);
  const curved = ses(
    values.map((value, t) => 2 * value - line(t)),
    part,
  );
  return curved.map((value, h) => Math.max(0, (value + line(n + h)) / 2));
};

const comb: Method = (values, part) => {
  const all = [ses, holt, damped].map((method) => method(values, part));
  return all[0]!.map((_, h) => (all[0]![h]! + all[1]![h]! + all[2]![h]!) / 3);
};

/** Naive2 first, as all others are set against it. */
const methods: Readonly<Record<string, Method>> = {
  Naive2: deseasonalised(naive),
  Naive: naive,
  sNaive: (values, part) =>
    part.season === 1
      ? naive(values, part)
      : meanOf(trainSeasonalNaive(values, { period: part.season }), part),
  SES: deseasonalised(ses),
  Holt: deseasonalised(holt),
  Damped: deseasonalised(damped),
  Theta: deseasonalised(theta),
  Comb: deseasonalised(comb),
  ETS: (values, part) => meanOf(trainEts(values, { period: part.season }), part),
  trainTheta: (values, part) => meanOf(trainTheta(values, { period: part.periods[0]! }), part),
  'trainTheta dynamic': (values, part) =>
    meanOf(trainTheta(values, { period: part.periods[0]!, variant: 'dynamic' }), part),
  'trainStl + ETS': (values, part) => meanOf(adjusted(values, part), part),
  trainArima: (values, part) => meanOf(trainArima(values), part),
  trainAuto: (values, part) => meanOf(trainAuto(values, { periods: part.periods }), part),
};

function adjusted(values: Float64Array, { periods }: Part): FittedModel {
  const possible = periods.filter((period) => values.length > 2 * period);
  return possible.length === 0 ? trainEts(values) : trainStl(values, { period: possible });
}

/** The factors of the season, where the autocorrelation at its lag is beyond the 90% bounds. */
function seasonalFactors(values: Float64Array, period: number): Float64Array | undefined {
  const n = values.length;
  if (period === 1 || n < 3 * period) return undefined;
  const { values: correlations } = acf(values, { maxLag: period });
  const below = correlations.slice(1, period).reduce((sum, each) => sum + each * each, 0);
  if (Math.abs(correlations[period]!) <= 1.645 * Math.sqrt((1 + 2 * below) / n)) return undefined;
  const half = period / 2;
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let t = half; t < n - half; t++) {
    let trend = (values[t - half]! + values[t + half]!) / 2;
    for (let i = t - half + 1; i < t + half; i++) trend += values[i]!;
    sums[t % period]! += (values[t]! * period) / trend;
    counts[t % period]! += 1;
  }
  const factors = sums.map((sum, place) => sum / counts[place]!);
  const mean = factors.reduce((sum, factor) => sum + factor / period, 0);
  return factors.map((factor) => factor / mean);
}

interface Score {
  readonly smape: number;
  readonly mase: number;
}

function scoreOf({ values, future }: BenchSeries, mean: Float64Array, season: number): Score {
  let absolute = 0;
  let smape = 0;
  mean.forEach((value, h) => {
    const forecast = Math.max(0, value);
    const error = Math.abs(future![h]! - forecast);
    absolute += error / mean.length;
    smape += (200 * error) / (Math.abs(future![h]!) + forecast) / mean.length;
  });
  let changes = 0;
  for (let t = season; t < values.length; t++) changes += Math.abs(values[t]! - values[t - season]!);
  return { smape, mase: (absolute * (values.length - season)) / changes };
}

function average(scores: readonly Score[]): Score {
  const of = (pick: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  return { smape: of(({ smape }) => smape), mase: of(({ mase }) => mase) };
}

const text = ({ smape, mase }: Score, owa: number) =>
  `${smape.toFixed(3)} / ${mase.toFixed(3)} / ${owa.toFixed(3)}`;

function run(name: string, part: Part): void {
  const wanted = process.env['BENCH_SERIES'];
  const all = m4Series(part.file);
  const series = wanted === undefined ? all : sampleOf(all, Number(wanted));
  console.log(
    `\nM4 ${name}, ${series.length} series, ${part.horizon} steps: sMAPE / MASE / OWA, published; ms of processor time a series`,
  );
  const scores = new Map<string, Score[]>();
  for (const [method, forecast] of Object.entries(methods)) {
    const cpu = process.cpuUsage();
    const failures: string[] = [];
    scores.set(
      method,
      series.map((each) => {
        try {
          return scoreOf(each, forecast(each.values, part), part.season);
        } catch (error) {
          if (!isCoincastError(error)) throw error;
          failures.push(`${each.name}: ${error.message}`);
          return scoreOf(each, naive(each.values, part), part.season);
        }
      }),
    );
    const { user, system } = process.cpuUsage(cpu);
    const owaOf = (own: readonly Score[], reference: readonly Score[]) => {
      const [a, b] = [average(own), average(reference)];
      return (a.smape / b.smape + a.mase / b.mase) / 2;
    };
    const reference = scores.get('Naive2')!;
    const own = scores.get(method)!;
    const published = part.published[method];
    console.log(
      `  ${method.padEnd(20)} ${text(average(own), owaOf(own, reference)).padEnd(24)} ` +
        `${(published === undefined ? '' : `${published[0]} / ${published[1]} / ${published[2]}`).padEnd(24)} ` +
        `${((user + system) / 1000 / series.length).toFixed(1)}`,
    );
    for (const failure of failures) console.log(`    naive in place of ${failure}`);
    if (method !== 'trainAuto') continue;
    for (const [half, first] of [
      ['the half its members were chosen on', 0],
      ['the other half', 1],
    ] as const) {
      const pick = (from: readonly Score[]) => from.filter((_, i) => i % 2 === first);
      console.log(`    ${half}: ${text(average(pick(own)), owaOf(pick(own), pick(reference)))}`);
    }
  }
}

if (dataFolder === undefined) console.log('m4: name a folder of public data by BENCH_DATA');
else {
  const named = process.env['BENCH_PARTS']?.split(',') ?? Object.keys(parts);
  for (const name of named) run(name, parts[name]!);
}
