/**
 * ARIMA of given orders beside npm `arima`, R and statsmodels, the last two where they are installed, each in a process
 * of its own: log-likelihoods, all evaluated exactly, and times; then how the cost grows with the series.
 *
 * With `BENCH_DATA`, a folder of public data, on prices and M4 series; without it on simulated ones. `BENCH_ROUNDS` is
 * the number of rounds, `BENCH_CLOCK=cpu` compares processor time, for machines that do other things as well.
 */

import { type ArimaModel, type ArimaOrder, isCoincastError, restoreArima, trainArima } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { ArimaPeer, type PeerName, peerNames } from './ArimaPeer.js';
import { type BenchSeries, closes, cryptoSeries, m4Series, sampleOf } from './benchData.js';
import { median } from './sideBySide.js';
import { timedRuns } from './timedRuns.js';

interface Case {
  readonly series: BenchSeries;
  readonly order: ArimaOrder;
  readonly seasonal?: NonNullable<ArimaModel['seasonal']>;
}

interface Attempt {
  readonly name: string;
  readonly logLikelihood: number;
  readonly ms: number;
  readonly failure?: string;
}

interface Outcome {
  readonly thorough: Attempt;
  readonly fast: Attempt;
  readonly peers: readonly Attempt[];
}

const clock = process.env['BENCH_CLOCK'] === 'cpu' ? 'cpuMs' : 'wallMs';
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
/** Long enough for what a process forgets while another one runs not to matter. */
const roundMs = 100;
const orders: readonly ArimaOrder[] = [
  [5, 1, 0],
  [2, 1, 2],
  [1, 1, 1],
  [0, 1, 1],
  [3, 1, 3],
];

const daySeason = { order: [1, 0, 1], period: 24 } as const;

const peers = (await Promise.all(peerNames.map((name) => ArimaPeer.start(name)))).filter(
  (peer) => peer !== undefined,
);
warmUp();
console.log(`Medians of ${rounds} rounds, ${clock === 'cpuMs' ? 'processor time' : 'by the clock'}.`);

const plain = await outcomesOf(
  cryptoSeries().flatMap((series) => orders.map((order) => ({ series, order }))),
);
const hourly = sampleOf(m4Series('m4-hourly-even'), 10);
const seasonal = await outcomesOf(
  (hourly.length > 0 ? hourly : cryptoSeries().slice(0, 2)).map((series) => ({
    series,
    order: [1, 1, 1],
    seasonal: daySeason,
  })),
);
for (const peer of peers) peer.stop();

console.log('\nNon-seasonal, by order');
for (const order of orders) summarize(`(${order})`, orderOf(order), () => true);
console.log('\nIn all');
summarize('non-seasonal', plain, () => true);
summarize('(5,1,0) at 720', orderOf([5, 1, 0]), ({ series }) => series.values.length === 720);
summarize('seasonal', seasonal, () => true);
growth();
appending();

/** Until the engine is compiled, as R's and the others' are. */
function warmUp(): void {
  const values = simulateMarket({ seed: 5, length: 720 }).prices;
  const until = performance.now() + 20_000;
  while (performance.now() < until) {
    for (const effort of ['thorough', 'fast'] as const) {
      for (const order of orders) trainArima(values, { order, effort });
      trainArima(values, { order: [1, 1, 1], seasonal: daySeason, effort });
    }
  }
}

function orderOf([p, , q]: ArimaOrder) {
  return plain.filter(({ order }) => order[0] === p && order[2] === q);
}

async function outcomesOf(cases: readonly Case[]): Promise<(Case & Outcome)[]> {
  const outcomes: (Case & Outcome)[] = [];
  for (const each of cases) {
    const outcome = await compare(each);
    outcomes.push({ ...each, ...outcome });
    const { seasonal: season, order, series } = each;
    const title = `${series.name} (${order})${season === undefined ? '' : `(${season.order})[${season.period}]`}`;
    console.log(`\n${title.padEnd(38)} log-likelihood   from ours       ms`);
    for (const attempt of [outcome.thorough, outcome.fast, ...outcome.peers]) {
      const gap = attempt.logLikelihood - outcome.thorough.logLikelihood;
      const result =
        attempt.failure ?? `${attempt.logLikelihood.toFixed(4).padStart(14)} ${gap.toFixed(4).padStart(11)}`;
      console.log(
        `  ${attempt.name.padEnd(36)} ${result.slice(0, 26).padEnd(26)} ${attempt.ms.toFixed(3).padStart(9)}`,
      );
    }
  }
  return outcomes;
}

/** Every contender once a round, in turn. */
async function compare({ series, order, seasonal: season }: Case): Promise<Outcome> {
  const { values, name } = series;
  const request = {
    kind: 'fit',
    series: name,
    order,
    ...(season === undefined ? {} : { seasonal: season.order, period: season.period }),
    roundMs,
  };
  for (const peer of peers) await peer.learn(name, values);
  const times = new Map<string, number[]>();
  const found = new Map<PeerName, Awaited<ReturnType<ArimaPeer['ask']>>>();
  const note = (who: string, ms: number) => times.set(who, [...(times.get(who) ?? []), ms]);
  const train = (effort: 'thorough' | 'fast') => trainArima(values, { order, seasonal: season, effort });
  for (let round = 0; round < rounds; round++) {
    for (const effort of ['thorough', 'fast'] as const)
      note(effort, timedRuns(() => train(effort), roundMs)[clock]);
    for (const peer of peers) {
      const before = found.get(peer.name);
      if (before?.error !== undefined) continue;
      const answer = await peer.ask({ ...request, method: peer.name === 'R ML' ? 'ML' : 'CSS-ML' });
      found.set(peer.name, answer);
      if (answer.error === undefined) note(peer.name, answer[clock]);
    }
  }
  const own = (effort: 'thorough' | 'fast'): Attempt => ({
    name: `coincast, ${effort}`,
    logLikelihood: train(effort).logLikelihood,
    ms: median(times.get(effort)!),
  });
  return {
    thorough: own('thorough'),
    fast: own('fast'),
    peers: [...found].map(([peer, { error, coefficients }]) => ({
      name: peer,
      ...(error === undefined
        ? exactly({ series, order, ...(season === undefined ? {} : { seasonal: season }) }, coefficients)
        : { logLikelihood: Number.NEGATIVE_INFINITY, failure: error.trim() }),
      ms: error === undefined ? median(times.get(peer)!) : Number.POSITIVE_INFINITY,
    })),
  };
}

/** The exact log-likelihood at a peer's estimates: what peers report is not that. */
function exactly({ series, order, seasonal: season }: Case, fixed: Readonly<Record<string, number>>) {
  try {
    const { logLikelihood } = trainArima(series.values, { order, seasonal: season, constant: false, fixed });
    return { logLikelihood };
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    return { logLikelihood: Number.NEGATIVE_INFINITY, failure: 'not stationary, or no result' };
  }
}

function summarize(title: string, all: readonly (Case & Outcome)[], isMeant: (each: Case) => boolean): void {
  const meant = all.filter(isMeant);
  const best = ({ peers: others }: Outcome) => Math.max(...others.map(({ logLikelihood }) => logLikelihood));
  const fastest = ({ peers: others }: Outcome) => Math.min(...others.map(({ ms }) => ms));
  const shortfall = (effort: 'thorough' | 'fast') =>
    Math.max(...meant.map((each) => best(each) - each[effort].logLikelihood)).toFixed(5);
  const ratio = (effort: 'thorough' | 'fast') =>
    median(meant.map((each) => fastest(each) / each[effort].ms)).toFixed(1);
  const ms = (effort: 'thorough' | 'fast') => median(meant.map((each) => each[effort].ms)).toFixed(3);
  console.log(`${title}: ${meant.length} cases`);
  console.log(
    `  worst shortfall from the best peer  thorough ${shortfall('thorough')}  fast ${shortfall('fast')}`,
  );
  console.log(`  median of the fastest peer / ours   thorough ${ratio('thorough')}  fast ${ratio('fast')}`);
  console.log(`  median ms                           thorough ${ms('thorough')}  fast ${ms('fast')}`);
  for (const { name } of peers) {
    const attempts = meant.map((each) => ({
      ours: each.thorough,
      peer: each.peers.find((attempt) => attempt.name === name)!,
    }));
    const behind = attempts.map(({ ours, peer }) => ours.logLikelihood - peer.logLikelihood);
    const finite = behind.filter(Number.isFinite);
    const worst = finite.length === 0 ? '-' : Math.max(...finite).toFixed(3);
    const times = attempts.map(({ peer }) => peer.ms).filter(Number.isFinite);
    console.log(
      `  ${name.padEnd(12)} ${behind.filter((gap) => gap > 1e-3).length} more than 0.001 below ours, worst ${worst}, ` +
        `${behind.length - finite.length} without a valid result, median ${times.length === 0 ? '-' : median(times).toFixed(1)} ms`,
    );
  }
}

/** Times of one fit at growing lengths, and of the sums of squares a fit cannot do without. */
function growth(): void {
  console.log('\nGrowth, ms          (5,1,0)  (2,1,2) fast  (2,1,2) thorough');
  for (const length of [720, 2160, 10_000, 100_000]) {
    const values = simulateMarket({ seed: 7, length }).prices;
    const ms = (order: ArimaOrder, effort: 'fast' | 'thorough') =>
      median(
        Array.from({ length: rounds }, () => timedRuns(() => trainArima(values, { order, effort }))[clock]),
      );
    const figures = [ms([5, 1, 0], 'thorough'), ms([2, 1, 2], 'fast'), ms([2, 1, 2], 'thorough')];
    console.log(
      `${String(length).padStart(10)} points ${figures.map((each) => each.toFixed(3).padStart(10)).join('    ')}`,
    );
  }
  const values = simulateMarket({ seed: 7, length: 100_000 }).prices;
  const changes = values.subarray(1).map((value, i) => value - values[i]!);
  let sink = 0;
  const pairs = Array.from({ length: rounds }, () => ({
    fit: timedRuns(() => trainArima(values, { order: [5, 1, 0] }))[clock],
    sums: timedRuns(() => {
      for (let repeat = 0; repeat < 20; repeat++) sink += sumOfSquares(changes);
    })[clock],
  }));
  const ratio = median(pairs.map(({ fit, sums }) => fit / sums));
  console.log(
    `(5,1,0) at 100,000 points takes ${ratio.toFixed(2)} times as long as 20 sums of squares of the differences ` +
      `(${median(pairs.map(({ sums }) => sums)).toFixed(3)} ms${Number.isFinite(sink) ? '' : ', overflown'})`,
  );
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]! * values[t]!;
  return sum;
}

/** Microseconds of an append, and of loading a model and forecasting 24 steps; state sizes. */
function appending(): void {
  console.log('\nA model in use            append 1, µs  load + 24 steps, µs  state, bytes');
  const values = closes('BTCUSDT_1h.csv', 720);
  const models: readonly (readonly [string, ArimaModel])[] = [
    ['(5,1,0)', trainArima(values, { order: [5, 1, 0] })],
    ['(2,1,2)', trainArima(values, { order: [2, 1, 2] })],
    ['(1,1,1)(1,0,1)[24]', trainArima(values, { order: [1, 1, 1], seasonal: daySeason })],
  ];
  for (const [name, model] of models) {
    const text = JSON.stringify(model);
    const observation = [values.at(-1)!];
    const us = (run: () => unknown) => {
      const warmUntil = performance.now() + 1000;
      while (performance.now() < warmUntil) repeat(run);
      return 1000 * median(Array.from({ length: 15 }, () => timedRuns(() => repeat(run))[clock] / 100));
    };
    const append = us(() => model.append(observation));
    const load = us(() => restoreArima(JSON.parse(text)).forecast({ horizon: 24 }));
    const { training, ...state } = model.toJSON();
    const bytes = `${JSON.stringify(state).length} + ${JSON.stringify(training).length} of training`;
    console.log(
      `${name.padEnd(24)} ${append.toFixed(2).padStart(12)} ${load.toFixed(1).padStart(19)}  ${bytes}`,
    );
  }
}

function repeat(run: () => unknown): void {
  for (let i = 0; i < 100; i++) run();
}
