/**
 * The automatic order beside R's `forecast::auto.arima`, where that is installed: AICc and time on prices and on hourly
 * M4 series with season 24, and the accuracy of what is chosen on M4 series and on hourly prices.
 *
 * Needs `BENCH_DATA`, a folder of public data. `BENCH_SERIES` is the number of hourly and weekly series, or `all`;
 * `BENCH_R_SERIES` how many of the hourly ones R is asked about too, at minutes each; `BENCH_CLOCK=cpu` compares
 * processor time; `BENCH_PARTS` names parts, such as `prices,weekly`.
 */

import { type ArimaModel, isCoincastError, type TrainArimaOptions, trainArima, trainNaive } from 'coincast';
import { ArimaPeer, type PeerAnswer } from './ArimaPeer.js';
import { type BenchSeries, closes, cryptoSeries, dataFolder, m4Series, sampleOf } from './benchData.js';
import { median } from './sideBySide.js';

/** What R says of an automatic choice. */
interface RChoice {
  readonly order: readonly [number, number, number];
  readonly seasonal: readonly [number, number, number];
  readonly name: string;
}

const clock = process.env['BENCH_CLOCK'] === 'cpu' ? 'cpuMs' : 'wallMs';
const wanted = process.env['BENCH_SERIES'] ?? '20';
const count = wanted === 'all' ? Number.POSITIVE_INFINITY : Number(wanted);
const countOfR = Number(process.env['BENCH_R_SERIES'] ?? 3);
const parts = { prices: onPrices, hourly: onHourly, weekly: onWeekly, naive: againstNaive };
const named = process.env['BENCH_PARTS']?.split(',') ?? Object.keys(parts);

if (dataFolder === undefined) {
  console.log('autoArima: name a folder of public data by BENCH_DATA');
} else {
  const r = await ArimaPeer.start('R ML');
  warmUp();
  for (const name of named) await parts[name as keyof typeof parts](r);
  r?.stop();
}

/** The whole grid, by R's rule for roots and without ours for parsimony, so that both minimise the same. */
async function onPrices(r: ArimaPeer | undefined): Promise<void> {
  console.log('\nPrices, no season: AICc at the estimates, evaluated exactly; seconds');
  let lower = 0;
  let higher = 0;
  let compared = 0;
  let slower = 0;
  let stopped = 0;
  for (const series of cryptoSeries()) {
    const train = () =>
      trainArima(series.values, { search: { parsimony: false, leastRoot: 1.01, leastRootDistance: 0 } });
    const [, own] = [timed(train), timed(train), timed(train)].sort((a, b) => a[clock] - b[clock]) as Three;
    const tried = own.model.search!.tried[0]!.name;
    report(series.name, 'coincast', tried, own.model.aicc, own[clock]);
    const choices = r === undefined ? [] : [true, ...(process.env['BENCH_R_GRID'] ? [false] : [])];
    for (const stepwise of choices) {
      const answer = await askR(r!, series, { period: 1, stepwise, approximation: false });
      if (answer.error !== undefined) {
        console.log(`  R: ${answer.error}`);
        continue;
      }
      const aicc = exactAicc(series.values, answer, 1);
      report('', stepwise ? 'R, stepwise' : 'R, grid', answer.name, aicc, answer[clock]);
      if (answer[clock] < own[clock]) slower += 1;
      if (answer.order[1] !== own.model.order[1]) continue;
      compared += 1;
      const same = own.model.search!.tried.find(({ name }) => name === nameOf(answer));
      if (own.model.aicc <= aicc + 1e-3) lower += 1;
      else if (same?.rejected !== undefined && same.aicc <= aicc) {
        console.log(
          `  R's estimates stop short of the maximum of ${same.name}, which the rule for roots refuses`,
        );
        stopped += 1;
      } else higher += 1;
    }
  }
  console.log(
    `AICc at or below R's in ${lower} of ${compared} with the same d, above in ${higher}, and in ${stopped} where R stopped short; slower in ${slower}`,
  );
}

/** Seconds, AICc beside R's with its approximation, and accuracy, 48 steps ahead. */
async function onHourly(r: ArimaPeer | undefined): Promise<void> {
  const all = sampleOf(m4Series('m4-hourly-even'), count);
  console.log(`\nM4 hourly, period 24, ${all.length} series`);
  const seconds: number[] = [];
  const scores: Score[] = [];
  const models = new Map<string, ArimaModel>();
  for (const series of all) {
    const own = timed(() => trainArima(series.values, { seasonal: { period: 24 } }));
    seconds.push(own[clock] / 1000);
    models.set(series.name, own.model);
    scores.push(scoreOf(series, own.model.forecast({ horizon: 48 }).mean, 24));
    if (own[clock] > 2500) {
      console.log(
        `  ${series.name}: ${(own[clock] / 1000).toFixed(2)} s, ${own.model.search!.tried.length} models`,
      );
    }
  }
  console.log(
    `  seconds: median ${median(seconds).toFixed(3)}, maximum ${Math.max(...seconds).toFixed(3)}, ` +
      `${seconds.filter((each) => each > 2.5).length} above 2.5`,
  );
  printScores('coincast', scores);
  if (r === undefined) return;
  const ratios: number[] = [];
  const gains: number[] = [];
  const pairs: { own: Score; theirs: Score }[] = [];
  for (const series of sampleOf(all, countOfR)) {
    const answer = await askR(r, series, { period: 24, stepwise: true, approximation: true, horizon: 48 });
    if (answer.error !== undefined) {
      console.log(`  R, ${series.name}: ${answer.error}`);
      continue;
    }
    const index = all.indexOf(series);
    const { name, aicc, search } = { name: series.name, ...pick(models.get(series.name)!) };
    const exact = exactAicc(series.values, answer, 24);
    report(name, 'coincast', search, aicc, seconds[index]! * 1000);
    report('', 'R', answer.name, exact, answer[clock]);
    ratios.push(answer[clock] / 1000 / seconds[index]!);
    pairs.push({ own: scores[index]!, theirs: scoreOf(series, Float64Array.from(answer.mean), 24) });
    const model = models.get(series.name)!;
    if (answer.order[1] === model.order[1] && answer.seasonal[1] === (model.seasonal?.order[1] ?? 0)) {
      gains.push(exact - aicc);
    }
  }
  if (ratios.length === 0) return;
  console.log(
    `  R takes ${median(ratios).toFixed(1)} times as long (median of ${ratios.length}); AICc at or below R's in ` +
      `${gains.filter((gain) => gain >= -1e-3).length} of ${gains.length} with the same differences`,
  );
  printScores(
    'R, its sample',
    pairs.map(({ theirs }) => theirs),
  );
  printScores(
    'coincast, the same',
    pairs.map(({ own }) => own),
  );
}

/** Accuracy 13 steps ahead. R's auto.arima, known: sMAPE 8.59, MASE 2.54. */
function onWeekly(): void {
  const all = sampleOf(m4Series('m4-Weekly'), count === 20 ? 60 : count);
  console.log(`\nM4 weekly, ${all.length} series`);
  const choices: readonly (readonly [string, TrainArimaOptions['search']])[] = [
    ['as it is', {}],
    ['parsimony false', { parsimony: false }],
    ['leastRoot 1.01', { leastRoot: 1.01 }],
  ];
  for (const [name, search] of choices) {
    const seconds: number[] = [];
    const scores = all.map((series) => {
      const { model, ...took } = timed(() => trainArima(series.values, { search }));
      seconds.push(took[clock] / 1000);
      return scoreOf(series, model.forecast({ horizon: 13 }).mean, 1);
    });
    printScores(name, scores);
    console.log(
      `    seconds: median ${median(seconds).toFixed(3)}, maximum ${Math.max(...seconds).toFixed(3)}`,
    );
  }
  printScores(
    'naive',
    all.map((series) => scoreOf(series, trainNaive(series.values).forecast({ horizon: 13 }).mean, 1)),
  );
}

/** 24 hours ahead, every third day. R's auto.arima, known: 1.057 for BTC, 1.033 for ETH. */
function againstNaive(): void {
  console.log(
    '\nHourly log prices, 720 at a time: mean absolute error 24 steps ahead over that of the last value',
  );
  const window = 720;
  for (const coin of ['BTC', 'ETH']) {
    const prices = closes(`${coin}USDT_1h.csv`, 7700).map(Math.log);
    const searches: readonly (readonly [string, TrainArimaOptions['search']])[] = [
      ['as it is', {}],
      ['parsimony false', { parsimony: false }],
      ['bic', { criterion: 'bic' }],
      ['maxD 1', { maxD: 1 }],
    ];
    for (const [name, search] of searches) {
      let own = 0;
      let naive = 0;
      let flat = 0;
      let windows = 0;
      for (let from = 0; from + window + 24 <= prices.length; from += 72) {
        const past = prices.slice(from, from + window);
        const model = trainArima(past, { search });
        const { mean } = model.forecast({ horizon: 24 });
        for (let h = 0; h < 24; h++) {
          const actual = prices[from + window + h]!;
          own += Math.abs(actual - mean[h]!);
          naive += Math.abs(actual - past.at(-1)!);
        }
        windows += 1;
        const [p, d, q] = model.order;
        if (p + q === 0 && Object.keys(model.coefficients).length === 0 && d === 1) flat += 1;
      }
      console.log(
        `  ${coin} ${name.padEnd(16)} ${(own / naive).toFixed(4)}  (${windows} windows, (0,1,0) in ${flat})`,
      );
    }
  }
}

interface Score {
  readonly smape: number;
  readonly mase: number;
}

/** sMAPE in percent, and MASE by the season-naive forecast in training. */
function scoreOf({ values, future }: BenchSeries, mean: Float64Array, season: number): Score {
  let absolute = 0;
  let relative = 0;
  for (let h = 0; h < mean.length; h++) {
    const error = Math.abs(future![h]! - mean[h]!);
    absolute += error / mean.length;
    relative += (200 * error) / (Math.abs(future![h]!) + Math.abs(mean[h]!)) / mean.length;
  }
  let naive = 0;
  for (let t = season; t < values.length; t++) naive += Math.abs(values[t]! - values[t - season]!);
  return { smape: relative, mase: (absolute * (values.length - season)) / naive };
}

function printScores(name: string, scores: readonly Score[]): void {
  const mean = (of: (score: Score) => number) =>
    scores.reduce((sum, each) => sum + of(each), 0) / scores.length;
  console.log(
    `  ${name.padEnd(20)} sMAPE ${mean(({ smape }) => smape).toFixed(3)}  MASE ${mean(({ mase }) => mase).toFixed(4)}`,
  );
}

type AutoAnswer = PeerAnswer & RChoice & { readonly mean: readonly number[] };

async function askR(r: ArimaPeer, { name, values }: BenchSeries, options: object): Promise<AutoAnswer> {
  await r.learn(name, values);
  return r.ask<RChoice & { mean: readonly number[] }>({ kind: 'auto', series: name, ...options });
}

/** AICc of R's model at its own estimates, which R itself reports with an approximation. */
function exactAicc(
  values: Float64Array,
  { coefficients, order, seasonal }: AutoAnswer,
  period: number,
): number {
  const { intercept, ...terms } = coefficients;
  const fixed = intercept === undefined ? terms : { ...terms, mean: intercept };
  const constant = 'mean' in fixed || 'drift' in fixed;
  const season = period > 1 ? { order: seasonal, period } : (false as const);
  try {
    const { logLikelihood } = trainArima(values, { order, seasonal: season, constant, fixed });
    const k = Object.keys(fixed).length + 1;
    const n = values.length - order[1] - seasonal[1] * period;
    return -2 * logLikelihood + (2 * k * n) / (n - k - 1);
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    return Number.POSITIVE_INFINITY;
  }
}

/** As in a search report. */
function nameOf({ order, coefficients }: AutoAnswer): string {
  const constant = 'drift' in coefficients ? ' with drift' : 'intercept' in coefficients ? ' with mean' : '';
  return `ARIMA(${order})${constant}`;
}

function report(series: string, who: string, name: string, aicc: number, ms: number): void {
  console.log(
    `  ${series.padEnd(20)} ${who.padEnd(12)} ${name.padEnd(40)} ${aicc.toFixed(3).padStart(12)} ${(ms / 1000).toFixed(3).padStart(9)} s`,
  );
}

function pick({ aicc, order, seasonal }: ArimaModel) {
  const season = seasonal === undefined ? '' : `(${seasonal.order})[${seasonal.period}]`;
  return { aicc, search: `ARIMA(${order})${season}` };
}

type Timed = { readonly model: ArimaModel; readonly wallMs: number; readonly cpuMs: number };
type Three = [Timed, Timed, Timed];

function timed(run: () => ArimaModel): Timed {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const model = run();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { model, wallMs, cpuMs: (user + system) / 1000 };
}

/** Until the engine is compiled, as R's is. */
function warmUp(): void {
  const until = performance.now() + 6000;
  const values = closes('ETHUSDT_1h.csv', 1000).subarray(0, 400);
  while (performance.now() < until) {
    trainArima(values, { search: { parsimony: false } });
    trainArima(values, { seasonal: { period: 24 }, search: { budgetMs: 1000 } });
  }
}
