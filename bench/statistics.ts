/**
 * 1,000 unit root tests and a decomposition, side by side with R and statsmodels where they are installed, on the
 * same numbers. Results are compared before times. `PYTHON` names another Python than python3.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { adfTest, stl } from 'coincast';
import { createRandomStream } from '../src/math/index.js';
import { type PeerProcess, startPeer } from './peerProcess.js';
import { median } from './sideBySide.js';
import { sumOf, whiteNoise } from './simulatedProcesses.js';

const rounds = 9;
const roundMs = 200;
// The robust weights of R, which takes another middle value now and then, are the reason that it is no less.
const tolerance = 1e-5;
const stream = createRandomStream(20260101);
const walks = Array.from({ length: 1000 }, () => sumOf(whiteNoise)(720, stream));
const season = Float64Array.from(sumOf(whiteNoise)(10_000, stream), (level, hour) => {
  const outlier = stream.uniform() < 0.01 ? 30 : 0;
  return 100 + level / 10 + 5 * Math.sin((Math.PI * hour) / 12) + stream.normal() + outlier;
});

function decompose(robust: boolean): Float64Array[] {
  const { trend, seasonal } = stl(season, { period: 24, seasonalWindow: 11, robust });
  return [trend, seasonal];
}
const jobs = {
  adf: {
    title: '1,000 adfTest of 720 values, trend, 8 lags',
    run: () => [walks.map((walk) => adfTest(walk, { regression: 'trend', lags: 8 }).statistic)],
  },
  stl: { title: 'stl of 10,000 values, period 24', run: () => decompose(false) },
  robustStl: { title: 'stl of 10,000 values, period 24, robust', run: () => decompose(true) },
};

const folder = mkdtempSync(join(tmpdir(), 'coincast-bench-'));
const peers: PeerProcess[] = [ownProcess()];
try {
  if (endianness() !== 'LE') throw new Error('The peers read little-endian numbers.');
  writeFileSync(join(folder, 'walks.bin'), Float64Array.from(walks.flatMap((walk) => [...walk])));
  writeFileSync(join(folder, 'season.bin'), season);
  const script = (name: string) => join(import.meta.dirname, 'peers', name);
  for (const [name, command, path] of [
    ['R with tseries', 'Rscript', script('statisticsJobs.R')],
    ['statsmodels', process.env['PYTHON'] ?? 'python3', script('statisticsJobs.py')],
  ] as const) {
    const peer = await startPeer(command, [path, folder]);
    if (peer === undefined) console.log(`${name} is not installed: skipped`);
    else peers.push(peer);
  }
  for (const [job, { title }] of Object.entries(jobs)) {
    console.log(`\n${title}: median ms, times as long as coincast, largest difference in results`);
    await race(job);
  }
} finally {
  for (const peer of peers) peer.close();
  rmSync(folder, { recursive: true });
}

/** In every round each does the job in turn, so that whatever else the machine does falls on all alike. */
async function race(job: string): Promise<void> {
  const expected = (await peers[0]!.run(job, 1)).results;
  const differences: number[] = [];
  const repeats: number[] = [];
  const times = peers.map(() => [] as number[]);
  for (const peer of peers) {
    const { milliseconds, results } = await peer.run(job, 1);
    const difference = largestRelativeDifference(results, expected);
    if (!(difference < tolerance)) throw new Error(`${peer.version} differs by ${difference} in ${job}`);
    differences.push(difference);
    repeats.push(Math.max(1, Math.ceil(roundMs / Math.max(milliseconds, 0.1))));
  }
  for (let round = 0; round < rounds; round++) {
    for (const [index, peer] of peers.entries()) {
      times[index]!.push((await peer.run(job, repeats[index]!)).milliseconds);
    }
  }
  for (const [index, { version }] of peers.entries()) {
    const ratio = median(times[index]!.map((time, round) => time / times[0]![round]!));
    console.log(
      `${version.padEnd(24)} ${median(times[index]!).toFixed(2).padStart(9)} ms  ${ratio.toFixed(1).padStart(6)}  ${differences[index]!.toExponential(1)}`,
    );
  }
}

function ownProcess(): PeerProcess {
  return {
    version: 'coincast',
    run: async (job, repeats) => {
      const { run } = jobs[job as keyof typeof jobs];
      let results: readonly ArrayLike<number>[] = [];
      const start = performance.now();
      for (let i = 0; i < repeats; i++) results = run();
      const milliseconds = (performance.now() - start) / repeats;
      return { milliseconds, results: results.flatMap((part) => Array.from(part)) };
    },
    close: () => {},
  };
}

/** Relative to the largest result, so that a seasonal part near zero is compared on the scale of the whole. */
function largestRelativeDifference(values: readonly number[], expected: readonly number[]): number {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(values[i]! - expected[i]!));
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return largest / scale;
}
