/**
 * GARCH and GJR models beside R's fGarch, where it is installed, on the same returns: log-likelihoods, and processor
 * time of one fit in rounds by turns. Then what volatility models are worth: variances forecast one step ahead out of
 * sample. `BENCH_DATA` names the folder of public data; without, series are simulated.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { logReturns, trainGarch } from 'coincast';
import { closes } from './benchData.js';
import { type PeerProcess, startPeer } from './peerProcess.js';
import { median } from './sideBySide.js';
import { volatilityScores } from './volatilityScores.js';

const rounds = 9;
const roundMs = 200;
const returnsOf = (file: string, count: number) => logReturns(closes(file, count)).slice(1);
const series = [
  ['BTC-hourly-720', returnsOf('BTCUSDT_1h.csv', 720)],
  ['BTC-hourly-2160', returnsOf('BTCUSDT_1h.csv', 2160)],
  ['ETH-hourly-2160', returnsOf('ETHUSDT_1h.csv', 2160)],
  ['BTC-daily-1400', returnsOf('BTCUSDT_1d.csv', 1400)],
] as const;
const models = ['garch', 'gjr'] as const;
const distributions = ['normal', 'student-t'] as const;

const folder = mkdtempSync(join(tmpdir(), 'coincast-bench-'));
let peer: PeerProcess | undefined;
try {
  if (endianness() !== 'LE') throw new Error('The peer reads little-endian numbers.');
  for (const [name, returns] of series) writeFileSync(join(folder, `${name}.bin`), returns);
  peer = await startPeer('Rscript', [join(import.meta.dirname, 'peers', 'garchJobs.R'), folder]);
  console.log(peer === undefined ? 'R with fGarch is not installed: skipped' : `Beside ${peer.version}`);
  console.log(
    `\n${'series'.padEnd(18)}${'model'.padEnd(18)}   ours, ms   R, ms   times   log-likelihood above`,
  );
  const ratios: number[] = [];
  for (const [name, returns] of series) {
    for (const model of models) {
      for (const distribution of distributions) ratios.push(await race(name, returns, model, distribution));
    }
  }
  if (peer !== undefined) {
    console.log(`median: ${median(ratios).toFixed(1)} times as fast`);
    console.log(
      'Of GJR fGarch takes another very first variance, so that likelihoods differ by some hundredths.',
    );
  }
} finally {
  peer?.close();
  rmSync(folder, { recursive: true });
}

for (const file of ['BTCUSDT_1h.csv', 'ETHUSDT_1h.csv']) {
  console.log(`\n${file}: the last 4,000 hours, window 2,160, refits every 240 hours, appended between`);
  console.log(
    'model'.padEnd(18) +
      ['QLIKE gain, 1 h', '24 h', '95% covers, 1 h', '24 h'].map((title) => title.padStart(16)).join(''),
  );
  for (const row of volatilityScores(closes(file, 2160 + 4000))) console.log(row);
}

async function race(
  name: string,
  returns: Float64Array,
  model: (typeof models)[number],
  distribution: (typeof distributions)[number],
): Promise<number> {
  const train = () => trainGarch([...returns], { input: 'returns', model, distribution, stationary: false });
  const job = `${name}:${model}:${distribution === 'normal' ? 'norm' : 'std'}`;
  const warmUntil = performance.now() + roundMs;
  let runs = 0;
  for (; performance.now() < warmUntil; runs++) train();
  const ours: number[] = [];
  const theirs: number[] = [];
  let likelihood: number | undefined;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    for (let i = 0; i < runs; i++) train();
    const { user, system } = process.cpuUsage(before);
    ours.push((user + system) / 1000 / runs);
    if (peer === undefined) continue;
    const { milliseconds, results } = await peer.run(job, 2);
    theirs.push(milliseconds);
    likelihood = results[0];
  }
  const ratio = median(theirs.map((time, round) => time / ours[round]!));
  const above = likelihood === undefined ? 'none' : (train().logLikelihood - likelihood).toFixed(4);
  console.log(
    `${name.padEnd(18)}${`${model} ${distribution}`.padEnd(18)} ${median(ours).toFixed(2).padStart(10)}` +
      (peer === undefined
        ? ''
        : ` ${median(theirs).toFixed(1).padStart(7)} ${ratio.toFixed(1).padStart(7)}   ${above}`),
  );
  return ratio;
}
