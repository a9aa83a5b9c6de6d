/**
 * Prophet-style models beside npm `@bsull/augurs` with Prophet's Stan model in WASM, and beside R's prophet where it is
 * installed, each in a process of its own: Stan's objective at everybody's parameters, by one literal function, and
 * times of fits and of forecasts with 80% intervals; then cross-validation, the cost of long series, and the coverage
 * of the exact intervals.
 *
 * With `BENCH_DATA`, a folder of public data, on the series that Prophet is known by; without it on simulated ones.
 * `BENCH_ROUNDS` is the number of rounds, `BENCH_CLOCK=cpu` compares processor time, for machines that do other things
 * as well.
 */

import { trainProphet } from 'coincast';
import { literalData } from '../test/golden/prophet/literalData.js';
import { literalLogPosterior } from '../test/golden/prophet/literalLogPosterior.js';
import { stanParametersOf, trainingOf } from '../test/golden/prophet/trainingOf.js';
import { worstDecrement } from '../test/golden/prophet/worstDecrement.js';
import { JsonPeer, type PeerTimes } from './JsonPeer.js';
import { type PeerFit, posteriorOf } from './peerPosterior.js';
import { coverageErrors } from './prophetCoverage.js';
import { longSeriesJobs } from './prophetLongSeries.js';
import { type BenchProblem, prophetProblems } from './prophetProblems.js';
import { median } from './sideBySide.js';
import { timedRuns } from './timedRuns.js';

interface Outcome {
  readonly problem: BenchProblem;
  readonly ours: Attempt;
  readonly attempts: readonly Attempt[];
  readonly worst: ReturnType<typeof worstDecrement>;
}

interface Attempt {
  readonly name: string;
  readonly logPosterior: number;
  readonly fitMs: number;
  readonly forecastMs: number;
  readonly failure?: string;
}

const clock = process.env['BENCH_CLOCK'] === 'cpu' ? 'cpuMs' : 'wallMs';
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
/** R takes minutes for more: what it found is stored. */
const mostRowsForR = 5000;
/** A peer whose job takes longer does it once. */
const longJobMs = 5000;

const programs = {
  augurs: [process.execPath, 'augurs.mjs'],
  R: ['Rscript', 'prophet.R'],
} as const;

const peers = new Map<string, JsonPeer>();
for (const [name, program] of Object.entries(programs)) {
  const peer = await JsonPeer.start(name, program);
  if (peer !== undefined) peers.set(name, peer);
}
const problems = prophetProblems();
console.log(`Medians of ${rounds} rounds, ${clock === 'cpuMs' ? 'processor time' : 'by the clock'}.`);
const outcomes: Outcome[] = [];
for (const problem of problems) outcomes.push(await compare(problem));
for (const peer of peers.values()) peer.stop();
summarize();
longSeries();
coverage();

/** Runs for seconds of processor time, until the engine has compiled it, as the others are compiled. */
function warmUp(seconds: number, run: () => unknown): void {
  const until = process.cpuUsage().user + seconds * 1e6;
  while (process.cpuUsage().user < until) run();
}

/** Every contender once a round, in turn. */
async function compare(problem: BenchProblem): Promise<Outcome> {
  const { name, timestamps, values, options, future } = problem;
  const literal = literalData(problem);
  const { data } = literal;
  const training = trainingOf(problem);
  const train = () => trainProphet(training.observations, training.options);
  const model = train();
  const own = stanParametersOf(model, { changepoints: data.changepoints, names: literal.names, options });
  const ownLogPosterior = literalLogPosterior(data, own);
  const forecast = () => model.forecast({ ...training.ahead, levels: [0.8] });
  warmUp(2, () => [train(), forecast()]);
  const meant = [...peers].filter(([peer]) => peer !== 'R' || values.length <= mostRowsForR);
  for (const [, peer] of meant) await peer.ask({ kind: 'series', series: name, timestamps, values, options });

  const times = new Map<string, number[]>();
  const note = (what: string, ms: number) => times.set(what, [...(times.get(what) ?? []), ms]);
  const found = new Map<string, PeerFit>();
  for (let round = 0; round < rounds; round++) {
    note('coincast fit', timedRuns(train)[clock]);
    note('coincast forecast', timedRuns(forecast)[clock]);
    for (const [peer, process] of meant) {
      const before = found.get(peer);
      if (before !== undefined && (before.error !== undefined || before.wallMs > longJobMs)) continue;
      const answer = await process.ask<PeerFit>({ kind: 'fit', series: name, roundMs: 20 });
      found.set(peer, answer);
      if (answer.error !== undefined) continue;
      note(`${peer} fit`, answer[clock]);
      const ahead = await process.ask<PeerTimes>({ kind: 'forecast', series: name, future, roundMs: 20 });
      if (ahead.error === undefined) note(`${peer} forecast`, ahead[clock]);
    }
  }
  const timesOf = (who: string) => ({
    fitMs: median(times.get(`${who} fit`) ?? [Number.NaN]),
    forecastMs: median(times.get(`${who} forecast`) ?? [Number.NaN]),
  });
  const attempts: Attempt[] = [...found].map(([peer, fit]) => ({
    name: peer,
    ...timesOf(peer),
    ...(fit.error === undefined
      ? { logPosterior: posteriorOf(fit, literal) }
      : { logPosterior: Number.NEGATIVE_INFINITY, failure: fit.error }),
  }));
  if (problem.r !== undefined) {
    const { columns, ...parameters } = problem.r;
    const logPosterior = posteriorOf(
      { parameters, columns, changepoints: Array.from(data.changepoints) },
      literal,
    );
    attempts.push({ name: 'R, as stored', logPosterior, fitMs: Number.NaN, forecastMs: Number.NaN });
  }
  const outcome = {
    problem,
    ours: { name: 'coincast', logPosterior: ownLogPosterior, ...timesOf('coincast') },
    attempts,
    worst: worstDecrement(data, own),
  };
  print(outcome);
  return outcome;
}

function print({ problem, ours, attempts, worst }: Outcome): void {
  const title = `${problem.name} (${problem.values.length}, ${problem.future.length} ahead)`;
  console.log(`\n${title.padEnd(40)} log-posterior   from ours     fit ms  times   forecast ms  times`);
  for (const attempt of [ours, ...attempts]) {
    const gap = attempt.logPosterior - ours.logPosterior;
    const number = (value: number, digits: number) => (Number.isNaN(value) ? '-' : value.toFixed(digits));
    const cells = [
      attempt.logPosterior.toFixed(4).padStart(15),
      gap.toFixed(6).padStart(11),
      number(attempt.fitMs, 3).padStart(10),
      number(attempt.fitMs / ours.fitMs, 0).padStart(6),
      number(attempt.forecastMs, 3).padStart(13),
      number(attempt.forecastMs / ours.forecastMs, 0).padStart(6),
    ];
    console.log(`  ${attempt.name.padEnd(36)} ${attempt.failure?.slice(0, 60) ?? cells.join(' ')}`);
  }
  console.log(`  the worst parameter (${worst.parameter}) could gain ${worst.decrement.toExponential(1)}`);
}

function summarize(): void {
  const additive = ({ problem: { options } }: Outcome) =>
    options.seasonalityMode === undefined && options.growth === undefined;
  const large = outcomes.filter((each) => additive(each) && each.problem.values.length >= 700);
  const others = outcomes.filter((each) => !large.includes(each));
  const shortfall = Math.max(
    ...outcomes.flatMap(({ ours, attempts }) =>
      attempts.map(({ logPosterior }) => logPosterior - ours.logPosterior),
    ),
  );
  const least = (among: readonly Outcome[], what: 'fitMs' | 'forecastMs') =>
    Math.min(
      ...among.flatMap(({ ours, attempts }) =>
        attempts
          .filter((each) => each.name === 'augurs' && Number.isFinite(each[what]))
          .map((augurs) => augurs[what] / ours[what]),
      ),
    );
  console.log('\nIn all');
  goal('the best other log-posterior less ours, at most 1e-6', shortfall, shortfall <= 1e-6);
  const decrement = Math.max(...outcomes.map(({ worst }) => worst.decrement));
  goal('what moving one parameter could gain, at most 1e-9', decrement, decrement <= 1e-9);
  const fits = [least(large, 'fitMs'), least(others, 'fitMs'), least(outcomes, 'forecastMs')] as const;
  goal("augurs' fit over ours, additive linear and 700 rows or more, 150 at least", fits[0], fits[0] >= 150);
  goal("augurs' fit over ours elsewhere, 10 at least", fits[1], fits[1] >= 10);
  goal("augurs' forecast with intervals over ours, 10 at least", fits[2], fits[2] >= 10);
}

function goal(title: string, value: number, isMet: boolean): void {
  const printed = Math.abs(value) < 0.01 || value >= 1e4 ? value.toExponential(1) : value.toFixed(2);
  console.log(`  ${isMet ? 'met   ' : 'MISSED'}  ${title}: ${printed}`);
}

/** The long hourly series, fitted: beside the sums no fit can do without, and beside a cross-validation. */
function longSeries(): void {
  const long = problems.filter(
    ({ values, options }) => values.length > 10_000 && options.seasonalityMode === undefined,
  );
  for (const problem of long) {
    const jobs = longSeriesJobs(problem);
    for (const { run } of jobs) warmUp(1, run);
    const times = jobs.map(() => [] as number[]);
    for (let round = 0; round < rounds; round++) {
      for (const [index, { run }] of jobs.entries()) times[index]!.push(timedRuns(run)[clock]);
    }
    const [fit, computed, stored, day, week] = times.map(median) as [number, number, number, number, number];
    console.log(`\n${problem.name.padEnd(52)} ms   times one fit`);
    jobs.forEach(({ name }, index) => {
      const ms = median(times[index]!);
      console.log(`  ${name.padEnd(50)} ${ms.toFixed(2).padStart(6)} ${(ms / fit).toFixed(2).padStart(10)}`);
    });
    goal('a fit over reading the rows with 40 columns, 2 at most', fit / computed, fit / computed <= 2);
    goal('the same, the columns computed beforehand', fit / stored, fit / stored <= 2);
    goal('cross-validation from 30 cutoffs, a day ahead, in fits, below 5', day / fit, day / fit < 5);
    goal('the same, a week ahead', week / fit, week / fit < 5);
  }
}

function coverage(): void {
  console.log(
    '\nCoverage of the exact intervals: the worst distance from the level, of a million draws each',
  );
  console.log(`${''.padEnd(40)} own sampler   Prophet's`);
  const errors = problems
    .filter(({ values }) => values.length < 10_000)
    .map((problem) => {
      const { sampler, prophet } = coverageErrors(problem);
      console.log(
        `  ${problem.name.padEnd(38)} ${sampler.toFixed(5).padStart(11)} ${prophet.toFixed(5).padStart(11)}`,
      );
      return Math.max(sampler, prophet);
    });
  goal('the worst, 0.002 at most', Math.max(...errors), Math.max(...errors) <= 0.002);
}
