/** GARCH and GJR models beside R's fGarch on the same returns; then what volatility models are worth out of sample. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { logReturns, trainGarch } from 'coincast';
import { closes, nameOfMarket } from './benchData.js';
import { timed } from './clock.js';
import { rscript } from './interpreters.js';
import { median } from './median.js';
import { type PeerProcess, startPeer } from './peerProcess.js';
import { compared, contested } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { presence } from './report/presence.js';
import { number, table, text } from './report/table.js';
import { volatilityScores } from './volatilityScores.js';

const roundMs = 200;
const peerName = 'R fGarch';
const returnsOf = (file: string, count: number) => logReturns(closes(file, count)).slice(1);
const models = ['garch', 'gjr'] as const;
const distributions = ['normal', 'student-t'] as const;

export const benchmark = defineBenchmark({
  title: 'GARCH models',
  kind: 'race',
  what:
    'GARCH(1,1) and GJR with normal and Student-t innovations on the same returns as `garchFit` of fGarch: processor time ' +
    'of one fit in rounds by turns, and log-likelihoods. Of GJR fGarch takes another very first variance, so that ' +
    'likelihoods differ by some hundredths. Then variances forecast out of sample: windows of 2,160 hours, refits every ' +
    '240 hours, appended between.',
  data: 'optional',
  settings: { rounds: 9, hours: 4000 },
  run: async ({ rounds, hours }, say) => {
    if (endianness() !== 'LE') throw new Error('The peer reads little-endian numbers.');
    const series = {
      [`${nameOfMarket('BTC')}-hourly-720`]: returnsOf('BTCUSDT_1h.csv', 720),
      [`${nameOfMarket('BTC')}-hourly-2160`]: returnsOf('BTCUSDT_1h.csv', 2160),
      [`${nameOfMarket('ETH')}-hourly-2160`]: returnsOf('ETHUSDT_1h.csv', 2160),
      [`${nameOfMarket('BTC')}-daily-1400`]: returnsOf('BTCUSDT_1d.csv', 1400),
    };
    const folder = mkdtempSync(join(tmpdir(), 'coincast-bench-'));
    let peer: PeerProcess | undefined;
    const raced: Outcome[] = [];
    try {
      for (const [name, returns] of Object.entries(series)) {
        writeFileSync(join(folder, `${fileName(name)}.bin`), returns);
      }
      peer = await startPeer(rscript, [join(import.meta.dirname, 'peers', 'garchJobs.R'), folder]);
      for (const [name, returns] of Object.entries(series)) {
        say(name);
        for (const model of models) {
          for (const distribution of distributions) {
            raced.push(await race(peer, rounds, { name, returns, model, distribution }));
          }
        }
      }
    } finally {
      peer?.close();
      rmSync(folder, { recursive: true });
    }
    say('volatility out of sample');
    return {
      peers: [presence(peerName, peer?.version, 'R with fGarch is')],
      comparisons: models.flatMap((model) =>
        compared({
          what: `a fit of ${model === 'gjr' ? 'GJR' : 'GARCH'}(1,1)`,
          peer: peerName,
          measure: 'processor time',
          ratios: raced.filter((each) => each.model === model).map(({ ratio }) => ratio),
        }),
      ),
      contests:
        peer === undefined
          ? []
          : contested({
              what: 'log-likelihood of GARCH(1,1)',
              peer: peerName,
              tolerance: 1e-3,
              leads: raced.filter(({ model }) => model === 'garch').map(({ lead }) => lead),
            }),
      tables: [
        table(
          'Processor time of a fit, and how far our log-likelihood is above that of fGarch',
          [
            text('series'),
            text('model'),
            number('coincast', 2, 'ms'),
            number('fGarch', 1, 'ms'),
            number('log-likelihood above', 4),
          ],
          raced.map(({ name, model, distribution, ours, theirs, lead }) => [
            name,
            `${model} ${distribution}`,
            ours,
            theirs,
            lead,
          ]),
        ),
        ...(['BTC', 'ETH'] as const).map((coin) =>
          table(
            `${nameOfMarket(coin)}, the last ${hours.toLocaleString('en-US')} hours: what a model gains in QLIKE on a constant variance, and what 95% intervals of prices cover`,
            [
              text('model'),
              number('gain, 1 h', 3),
              number('gain, 24 h', 3),
              number('covered, 1 h', 3),
              number('covered, 24 h', 3),
            ],
            volatilityScores(closes(`${coin}USDT_1h.csv`, 2160 + hours)),
          ),
        ),
      ],
    };
  },
});

interface Case {
  readonly name: string;
  readonly returns: Float64Array;
  readonly model: (typeof models)[number];
  readonly distribution: (typeof distributions)[number];
}

interface Outcome extends Omit<Case, 'returns'> {
  readonly ours: number;
  readonly theirs: number | undefined;
  readonly ratio: number | undefined;
  readonly lead: number | undefined;
}

async function race(
  peer: PeerProcess | undefined,
  rounds: number,
  { name, returns, model, distribution }: Case,
): Promise<Outcome> {
  const train = () => trainGarch([...returns], { input: 'returns', model, distribution, stationary: false });
  const job = `${fileName(name)}:${model}:${distribution === 'normal' ? 'norm' : 'std'}`;
  const warmUntil = performance.now() + roundMs;
  let runs = 0;
  for (; performance.now() < warmUntil; runs++) train();
  const ours: number[] = [];
  const theirs: number[] = [];
  let likelihood: number | undefined;
  for (let round = 0; round < rounds; round++) {
    const { cpuMs } = timed(() => {
      for (let i = 0; i < runs; i++) train();
    });
    ours.push(cpuMs / runs);
    if (peer === undefined) continue;
    const { milliseconds, results } = await peer.run(job, 2);
    theirs.push(milliseconds);
    likelihood = results[0];
  }
  return {
    name,
    model,
    distribution,
    ours: median(ours),
    theirs: theirs.length === 0 ? undefined : median(theirs),
    ratio: theirs.length === 0 ? undefined : median(theirs.map((time, round) => time / ours[round]!)),
    lead: likelihood === undefined ? undefined : train().logLikelihood - likelihood,
  };
}

/** The peer reads jobs and files of names without spaces. */
function fileName(series: string): string {
  return series.replaceAll(' ', '-');
}
