/** Prophet-style models beside `@bsull/augurs` with Prophet's Stan model in WASM, and beside R's prophet. */

import { trainProphet } from 'coincast';
import { literalData } from '../test/golden/prophet/literalData.js';
import { literalLogPosterior } from '../test/golden/prophet/literalLogPosterior.js';
import { stanParametersOf, trainingOf } from '../test/golden/prophet/trainingOf.js';
import { worstDecrement } from '../test/golden/prophet/worstDecrement.js';
import { type Clock, clockOf, nameOfClock } from './clock.js';
import { rscript } from './interpreters.js';
import { JsonPeer, type PeerTimes } from './JsonPeer.js';
import { median } from './median.js';
import { type PeerFit, posteriorOf } from './peerPosterior.js';
import { coverageErrors } from './prophetCoverage.js';
import { raceLongSeries } from './prophetLongSeries.js';
import { type BenchProblem, prophetProblems } from './prophetProblems.js';
import type { BenchReport, BenchTable } from './report/BenchReport.js';
import { compared, contested } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { presence } from './report/presence.js';
import { number, scientific, table, text } from './report/table.js';
import { timedRuns } from './timedRuns.js';
import { warmUp } from './warmUp.js';

/** R takes minutes for more: what it found is stored. */
const mostRowsForR = 5000;
/** A peer whose job takes longer does it once. */
const longJobMs = 5000;
const stored = 'R prophet, as stored';

const programs = {
  augurs: { command: [process.execPath, 'augurs.mjs'], needs: '`@bsull/augurs` is' },
  'R prophet': { command: [rscript, 'prophet.R'], needs: 'R with prophet and jsonlite is' },
} as const;

export const benchmark = defineBenchmark({
  title: 'Prophet-style models',
  kind: 'race',
  what:
    'The series that Prophet is known by, and prices, with the options of the published examples, beside npm ' +
    '`@bsull/augurs` with Prophet’s Stan model compiled to WebAssembly, and R’s prophet. Times of fits, and of forecasts with ' +
    '80% intervals, which the peers sample with 1,000 draws and coincast computes exactly: medians of rounds by turns. ' +
    'Log-posteriors are Stan’s objective at everybody’s parameters, by one literal function. R is not asked to fit more than ' +
    '5,000 rows; what it found of them once is stored.',
  data: 'optional',
  settings: { rounds: 3, draws: 1_000_000, clock: 'cpu' },
  run: async ({ rounds, draws, clock: setting }, say) => {
    const clock = clockOf(setting);
    const peers = new Map<string, JsonPeer>();
    for (const [name, { command }] of Object.entries(programs)) {
      const peer = await JsonPeer.start(command);
      if (peer !== undefined) peers.set(name, peer);
    }
    const problems = prophetProblems();
    const outcomes: Outcome[] = [];
    for (const problem of problems) {
      say(problem.name);
      outcomes.push(await compare(problem, peers, rounds, clock));
    }
    for (const peer of peers.values()) peer.stop();
    say('long series');
    const long = raceLongSeries(problems, rounds, clock);
    say('coverage');
    const coverage = coverageOf(problems, draws);
    const against = summarize(outcomes, nameOfClock(clock));
    return {
      peers: Object.entries(programs).map(([name, { needs }]) =>
        presence(name, peers.get(name)?.version, needs),
      ),
      ...against,
      goals: [...against.goals, ...long.goals, ...coverage.goals],
      tables: [timesTable(outcomes, nameOfClock(clock)), ...long.tables, ...coverage.tables],
    };
  },
});

interface Outcome {
  readonly problem: BenchProblem;
  readonly ours: Attempt;
  readonly attempts: readonly Attempt[];
  readonly worst: ReturnType<typeof worstDecrement>;
}

/** Not a number where the peer was not timed; infinitely bad where it failed. */
interface Attempt {
  readonly name: string;
  readonly logPosterior: number;
  readonly fitMs: number;
  readonly forecastMs: number;
}

/** Every contender once a round, in turn. */
async function compare(
  problem: BenchProblem,
  peers: ReadonlyMap<string, JsonPeer>,
  rounds: number,
  clock: Clock,
): Promise<Outcome> {
  const { name, timestamps, values, options, future } = problem;
  const literal = literalData(problem);
  const { data } = literal;
  const training = trainingOf(problem);
  const train = () => trainProphet(training.observations, training.options);
  const model = train();
  const own = stanParametersOf(model, { changepoints: data.changepoints, names: literal.names, options });
  const forecast = () => model.forecast({ ...training.ahead, levels: [0.8] });
  warmUp(2, () => [train(), forecast()]);
  const meant = [...peers].filter(([peer]) => peer !== 'R prophet' || values.length <= mostRowsForR);
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
    logPosterior: fit.error === undefined ? posteriorOf(fit, literal) : Number.NEGATIVE_INFINITY,
  }));
  if (problem.r !== undefined) {
    const { columns, ...parameters } = problem.r;
    const changepoints = Array.from(data.changepoints);
    const logPosterior = posteriorOf({ parameters, columns, changepoints }, literal);
    attempts.push({ name: stored, logPosterior, fitMs: Number.NaN, forecastMs: Number.NaN });
  }
  return {
    problem,
    ours: { name: 'coincast', logPosterior: literalLogPosterior(data, own), ...timesOf('coincast') },
    attempts,
    worst: worstDecrement(data, own),
  };
}

function timesTable(outcomes: readonly Outcome[], measure: string): BenchTable {
  return table(
    `Fits, and forecasts with 80% intervals, ${measure}`,
    [
      text('series'),
      number('rows', 0),
      number('steps ahead', 0),
      text('by'),
      number('log-posterior', 3),
      number('above ours', 6),
      number('fit', 2, 'ms'),
      number('forecast', 2, 'ms'),
    ],
    outcomes.flatMap(({ problem: { name, values, future }, ours, attempts }) =>
      [ours, ...attempts].map((attempt) => [
        name,
        values.length,
        future.length,
        attempt.name,
        attempt.logPosterior,
        attempt === ours ? null : attempt.logPosterior - ours.logPosterior,
        attempt.fitMs,
        attempt.forecastMs,
      ]),
    ),
  );
}

function summarize(
  outcomes: readonly Outcome[],
  measure: string,
): Pick<BenchReport, 'comparisons' | 'contests' | 'goals'> {
  const isLarge = ({ problem: { options, values } }: Outcome) =>
    options.seasonalityMode === undefined && options.growth === undefined && values.length >= 700;
  const groups = [
    ['a fit, additive and linear of 700 rows or more', 'fitMs', outcomes.filter(isLarge)],
    ['a fit of the others', 'fitMs', outcomes.filter((each) => !isLarge(each))],
    ['a forecast with 80% intervals', 'forecastMs', outcomes],
  ] as const;
  const attemptOf = ({ attempts }: Outcome, peer: string) => attempts.find(({ name }) => name === peer);
  const comparisons = groups.flatMap(([what, time, those]) =>
    Object.keys(programs).flatMap((peer) =>
      compared({
        what,
        peer,
        measure,
        ratios: those.map((each) => {
          const theirs = attemptOf(each, peer);
          return theirs && theirs[time] / each.ours[time];
        }),
      }),
    ),
  );
  const leads = (peer: string) =>
    outcomes.flatMap((each) => {
      const theirs = attemptOf(each, peer);
      return theirs === undefined ? [] : [each.ours.logPosterior - theirs.logPosterior];
    });
  const least = (what: string, atLeast: number) =>
    comparisons
      .filter((each) => each.peer === 'augurs' && each.what === what)
      .map((each) => ({ what: `least ratio to augurs: ${what}`, value: each.least, atLeast }));
  const decrement = Math.max(...outcomes.map(({ worst }) => worst.decrement));
  return {
    comparisons,
    contests: [...Object.keys(programs), stored].flatMap((peer) =>
      contested({ what: 'log-posterior', peer, tolerance: 1e-6, leads: leads(peer) }),
    ),
    goals: [
      { what: 'log-posterior that moving one parameter could gain', value: decrement, atMost: 1e-9 },
      ...least(groups[0][0], 150),
      ...least(groups[1][0], 10),
      ...least(groups[2][0], 10),
    ],
  };
}

function coverageOf(problems: readonly BenchProblem[], draws: number): Pick<BenchReport, 'goals' | 'tables'> {
  const rows = problems
    .filter(({ values }) => values.length < 10_000)
    .map((problem) => ({ name: problem.name, ...coverageErrors(problem, draws) }));
  const value = Math.max(...rows.flatMap(({ sampler, prophet }) => [sampler, prophet]));
  return {
    goals: [
      {
        what: 'coverage of the exact intervals, the worst distance from the level',
        value,
        atMost: 0.002,
      },
    ],
    tables: [
      table(
        `Coverage of the exact intervals: the worst distance from the level, of ${draws.toLocaleString('en-US')} draws each`,
        [text('series'), scientific('by coincast’s sampler'), scientific('by Prophet’s, as it is written')],
        rows.map(({ name, sampler, prophet }) => [name, sampler, prophet]),
      ),
    ],
  };
}
