/** ARIMA of given orders beside npm `arima`, R and statsmodels: log-likelihoods, all evaluated exactly, and times. */

import { type ArimaModel, type ArimaOrder, isCoincastError, trainArima } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { ArimaPeer, peerNames } from './ArimaPeer.js';
import { arimaCosts, daySeason } from './arimaCosts.js';
import { type BenchSeries, cryptoSeries, m4Series, sampleOf } from './benchData.js';
import { type Clock, clockOf, nameOfClock } from './clock.js';
import { median } from './median.js';
import type { BenchReport, BenchTable } from './report/BenchReport.js';
import { compared, contested } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { presence } from './report/presence.js';
import { number, table, text } from './report/table.js';
import { timedRuns } from './timedRuns.js';

/** Long enough for what a process forgets while another one runs not to matter. */
const roundMs = 100;
/** A peer whose fit takes longer does it once. */
const longJobMs = 3000;
const efforts = ['thorough', 'fast'] as const;
const orders: readonly ArimaOrder[] = [
  [5, 1, 0],
  [2, 1, 2],
  [1, 1, 1],
  [0, 1, 1],
  [3, 1, 3],
];

export const benchmark = defineBenchmark({
  title: 'ARIMA of a given order',
  kind: 'race',
  what:
    'Prices and their logarithms, 365 to 2,160 points, by ARIMA(p,1,q) without a constant, and hourly M4 series by ' +
    'ARIMA(1,1,1)(1,0,1)[24]: medians of rounds by turns. `thorough` is the default of `trainArima`, several starts; `fast` is ' +
    'one. Peers are given the same numbers: `stats::arima` of R with its methods ML and CSS-ML, `ARIMA` of statsmodels, npm ' +
    '`arima`. Log-likelihoods are those of coincast’s exact filter at everybody’s estimates, as peers report several kinds.',
  data: 'optional',
  settings: { rounds: 3, hourlySeries: 3, clock: 'cpu' },
  run: async ({ rounds, hourlySeries, clock: setting }, say) => {
    const clock = clockOf(setting);
    const started = await Promise.all(
      peerNames.map(async (name) => [name, await ArimaPeer.start(name)] as const),
    );
    const peers = started.flatMap(([, peer]) => peer ?? []);
    const race = async (cases: readonly Case[]) => {
      const outcomes: Outcome[] = [];
      for (const each of cases) {
        say(titleOf(each));
        outcomes.push(await compare(each, peers, rounds, clock));
      }
      return outcomes;
    };
    say('warming up');
    warmUp();
    const plain = await race(cryptoSeries().flatMap((series) => orders.map((order) => ({ series, order }))));
    const hourly = sampleOf(m4Series('m4-hourly-even'), hourlySeries);
    const seasonal = await race(
      (hourly.length > 0 ? hourly : cryptoSeries().slice(0, 2)).map((series) => ({
        series,
        order: [1, 1, 1],
        seasonal: daySeason,
      })),
    );
    for (const peer of peers) peer.stop();
    say('costs of coincast alone');
    const parts = [
      ['non-seasonal', plain],
      ['with season 24', seasonal],
    ] as const;
    const races = parts.map(([name, outcomes]) => against(name, outcomes, peers, nameOfClock(clock)));
    return {
      peers: started.map(([name, peer]) => presence(name, peer?.version, ArimaPeer.needs(name))),
      comparisons: races.flatMap(({ comparisons }) => comparisons),
      contests: races.flatMap(({ contests }) => contests),
      tables: [
        summary(plain, seasonal, peers, nameOfClock(clock)),
        ...parts.map(([name, outcomes]) => everyCase(name, outcomes, peers)),
        ...arimaCosts(rounds, clock),
      ],
    };
  },
});

interface Case {
  readonly series: BenchSeries;
  readonly order: ArimaOrder;
  readonly seasonal?: NonNullable<ArimaModel['seasonal']>;
}

/** Infinitely bad where a contender fails, and no time. */
interface Attempt {
  readonly logLikelihood: number;
  readonly ms: number;
}

interface Outcome extends Case {
  readonly thorough: Attempt;
  readonly fast: Attempt;
  readonly peers: Readonly<Record<string, Attempt>>;
}

function titleOf({ series, order, seasonal }: Case): string {
  return `${series.name} (${order})${seasonal === undefined ? '' : `(${seasonal.order})[${seasonal.period}]`}`;
}

/** Until the engine is compiled, as R's and the others' are. */
function warmUp(): void {
  const values = simulateMarket({ seed: 5, length: 720 }).prices;
  const until = performance.now() + 15_000;
  while (performance.now() < until) {
    for (const effort of efforts) {
      for (const order of orders) trainArima(values, { order, effort });
      trainArima(values, { order: [1, 1, 1], seasonal: daySeason, effort });
    }
  }
}

/** Every contender once a round, in turn. */
async function compare(
  each: Case,
  peers: readonly ArimaPeer[],
  rounds: number,
  clock: Clock,
): Promise<Outcome> {
  const { series, order, seasonal } = each;
  const { values, name } = series;
  const request = {
    kind: 'fit',
    series: name,
    order,
    ...(seasonal === undefined ? {} : { seasonal: seasonal.order, period: seasonal.period }),
    roundMs,
  };
  for (const peer of peers) await peer.learn(name, values);
  const times = new Map<string, number[]>();
  const found = new Map<string, Awaited<ReturnType<ArimaPeer['ask']>>>();
  const note = (who: string, ms: number) => times.set(who, [...(times.get(who) ?? []), ms]);
  const train = (effort: (typeof efforts)[number]) => trainArima(values, { order, seasonal, effort });
  for (let round = 0; round < rounds; round++) {
    for (const effort of efforts) note(effort, timedRuns(() => train(effort), roundMs)[clock]);
    for (const peer of peers) {
      const before = found.get(peer.name);
      if (before !== undefined && (before.error !== undefined || before.wallMs > longJobMs)) continue;
      const method = peer.name === 'R arima, ML' ? 'ML' : 'CSS-ML';
      const answer = await peer.ask({ ...request, method });
      found.set(peer.name, answer);
      if (answer.error === undefined) note(peer.name, answer[clock]);
    }
  }
  const own = (effort: (typeof efforts)[number]): Attempt => ({
    logLikelihood: train(effort).logLikelihood,
    ms: median(times.get(effort)!),
  });
  const theirs = [...found].map(([peer, { error, coefficients }]): [string, Attempt] => [
    peer,
    error === undefined
      ? { logLikelihood: exactly(each, coefficients), ms: median(times.get(peer)!) }
      : { logLikelihood: Number.NEGATIVE_INFINITY, ms: Number.POSITIVE_INFINITY },
  ]);
  return { ...each, thorough: own('thorough'), fast: own('fast'), peers: Object.fromEntries(theirs) };
}

/** The exact log-likelihood at a peer's estimates: what peers report is not that. */
function exactly({ series, order, seasonal }: Case, fixed: Readonly<Record<string, number>>): number {
  try {
    return trainArima(series.values, { order, seasonal, constant: false, fixed }).logLikelihood;
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    return Number.NEGATIVE_INFINITY;
  }
}

function against(
  name: string,
  outcomes: readonly Outcome[],
  peers: readonly ArimaPeer[],
  measure: string,
): Pick<BenchReport, 'comparisons' | 'contests'> {
  return {
    comparisons: peers.flatMap(({ name: peer }) =>
      efforts.flatMap((effort) =>
        compared({
          what: `a fit, ${name}${effort === 'fast' ? ', `effort: fast`' : ''}`,
          peer,
          measure,
          ratios: outcomes.map((each) => each.peers[peer]!.ms / each[effort].ms),
        }),
      ),
    ),
    contests: peers.flatMap(({ name: peer }) =>
      contested({
        what: `log-likelihood at the estimates, ${name}`,
        peer,
        tolerance: 1e-3,
        leads: outcomes.map((each) => each.thorough.logLikelihood - each.peers[peer]!.logLikelihood),
      }),
    ),
  };
}

/** By order: how far the best of all others is above ours, and the fastest of them. */
function summary(
  plain: readonly Outcome[],
  seasonal: readonly Outcome[],
  peers: readonly ArimaPeer[],
  measure: string,
): BenchTable {
  const groups = [
    ...orders.map((order) => [`(${order})`, plain.filter((each) => each.order === order)] as const),
    ['all non-seasonal', plain],
    ['with season 24', seasonal],
  ] as const;
  const best = ({ peers: others }: Outcome) =>
    Math.max(...Object.values(others).map(({ logLikelihood }) => logLikelihood));
  const fastest = ({ peers: others }: Outcome) => Math.min(...Object.values(others).map(({ ms }) => ms));
  return table(
    `By order: the best and the fastest of the peers beside coincast, ${measure}`,
    [
      text('order'),
      number('cases', 0),
      ...efforts.flatMap((effort) => [
        number(`${effort}, median`, 3, 'ms'),
        number('fastest peer over ours', 1),
        number('most that a peer is above in log-likelihood', 5),
      ]),
    ],
    groups.map(([name, those]) => [
      name,
      those.length,
      ...efforts.flatMap((effort) => [
        median(those.map((each) => each[effort].ms)),
        peers.length === 0 ? null : median(those.map((each) => fastest(each) / each[effort].ms)),
        peers.length === 0 ? null : Math.max(...those.map((each) => best(each) - each[effort].logLikelihood)),
      ]),
    ]),
  );
}

function everyCase(name: string, outcomes: readonly Outcome[], peers: readonly ArimaPeer[]): BenchTable {
  return table(
    `Every case, ${name}: times, and log-likelihoods beside that of the thorough fit`,
    [
      text('series and order'),
      number('log-likelihood', 3),
      number('thorough', 2, 'ms'),
      number('fast', 2, 'ms'),
      number('above', 4),
      ...peers.flatMap((peer) => [number(peer.name, 1, 'ms'), number('above', 4)]),
    ],
    outcomes.map((each) => {
      const { thorough, fast } = each;
      const above = (attempt: Attempt) => attempt.logLikelihood - thorough.logLikelihood;
      return [
        titleOf(each),
        thorough.logLikelihood,
        thorough.ms,
        fast.ms,
        above(fast),
        ...peers.flatMap((peer) => [each.peers[peer.name]!.ms, above(each.peers[peer.name]!)]),
      ];
    }),
    'Empty: the peer failed, or its estimates are not stationary.',
  );
}
