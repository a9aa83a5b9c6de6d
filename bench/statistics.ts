/** Unit root tests and decompositions beside R and statsmodels on the same numbers; results are compared before times. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { adfTest, stl } from 'coincast';
import { createRandomStream } from '../src/math/index.js';
import { timed } from './clock.js';
import { python, rscript } from './interpreters.js';
import { median } from './median.js';
import { type PeerProcess, startPeer } from './peerProcess.js';
import { compared } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { presence } from './report/presence.js';
import { number, scientific, table, text } from './report/table.js';
import { sumOf, whiteNoise } from './simulatedProcesses.js';

const roundMs = 200;
// The robust weights of R, which takes another middle value now and then, are the reason that it is no less.
const tolerance = 1e-5;
const scripts = {
  'R tseries and stats': { command: rscript, script: 'statisticsJobs.R', needs: 'R with tseries is' },
  statsmodels: { command: python, script: 'statisticsJobs.py', needs: 'Python with statsmodels is' },
} as const;

export const benchmark = defineBenchmark({
  title: 'Statistics',
  kind: 'race',
  what:
    'Unit root tests (`tseries::adf.test`, `adfuller`) and decompositions by loess (`stats::stl`, `STL`) of the same ' +
    'simulated series, in rounds by turns: median processor time. A peer whose results differ by more than 1e-5 of the ' +
    'largest would fail the benchmark.',
  data: 'none',
  settings: { rounds: 9 },
  run: async ({ rounds }, say) => {
    if (endianness() !== 'LE') throw new Error('The peers read little-endian numbers.');
    const { jobs, walks, season } = makeJobs();
    const folder = mkdtempSync(join(tmpdir(), 'coincast-bench-'));
    const contenders: Contender[] = [{ name: 'coincast', process: ownProcess(jobs) }];
    const peers = [];
    try {
      writeFileSync(join(folder, 'walks.bin'), Float64Array.from(walks.flatMap((walk) => [...walk])));
      writeFileSync(join(folder, 'season.bin'), season);
      for (const [name, { command, script, needs }] of Object.entries(scripts)) {
        const process = await startPeer(command, [join(import.meta.dirname, 'peers', script), folder]);
        peers.push(presence(name, process?.version, needs));
        if (process !== undefined) contenders.push({ name, process });
      }
      const raced = [];
      for (const [job, { title }] of Object.entries(jobs)) {
        say(title);
        raced.push({ title, outcomes: await race(job, contenders, rounds) });
      }
      return {
        peers,
        comparisons: raced.flatMap(({ title, outcomes }) =>
          outcomes
            .slice(1)
            .flatMap(({ name, ratio }) =>
              compared({ what: title, peer: name, measure: 'processor time', ratios: [ratio] }),
            ),
        ),
        tables: raced.map(({ title, outcomes }) =>
          table(
            title,
            [
              text('program'),
              number('median', 2, 'ms'),
              scientific('largest difference from coincast, relative'),
            ],
            outcomes.map(({ name, ms, difference }) => [name, ms, name === 'coincast' ? null : difference]),
          ),
        ),
      };
    } finally {
      for (const { process } of contenders) process.close();
      rmSync(folder, { recursive: true });
    }
  },
});

interface Contender {
  readonly name: string;
  readonly process: PeerProcess;
}

type Jobs = Readonly<Record<string, { title: string; run: () => readonly ArrayLike<number>[] }>>;

function makeJobs() {
  const stream = createRandomStream(20260101);
  const walks = Array.from({ length: 1000 }, () => sumOf(whiteNoise)(720, stream));
  const season = Float64Array.from(sumOf(whiteNoise)(10_000, stream), (level, hour) => {
    const outlier = stream.uniform() < 0.01 ? 30 : 0;
    return 100 + level / 10 + 5 * Math.sin((Math.PI * hour) / 12) + stream.normal() + outlier;
  });
  const decompose = (robust: boolean) => {
    const { trend, seasonal } = stl(season, { period: 24, seasonalWindow: 11, robust });
    return [trend, seasonal];
  };
  const jobs: Jobs = {
    adf: {
      title: '1,000 `adfTest` of 720 values, trend, 8 lags',
      run: () => [walks.map((walk) => adfTest(walk, { regression: 'trend', lags: 8 }).statistic)],
    },
    stl: { title: '`stl` of 10,000 values, period 24', run: () => decompose(false) },
    robustStl: { title: '`stl` of 10,000 values, period 24, robust', run: () => decompose(true) },
  };
  return { jobs, walks, season };
}

/** In every round each does the job in turn, so that whatever else the machine does falls on all alike. */
async function race(job: string, contenders: readonly Contender[], rounds: number) {
  const expected = (await contenders[0]!.process.run(job, 1)).results;
  const prepared = [];
  for (const { name, process } of contenders) {
    const { milliseconds, results } = await process.run(job, 1);
    const difference = largestRelativeDifference(results, expected);
    if (!(difference < tolerance)) throw new Error(`${name} differs by ${difference} in ${job}`);
    const repeats = Math.max(1, Math.ceil(roundMs / Math.max(milliseconds, 0.1)));
    prepared.push({ name, process, difference, repeats, times: [] as number[] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { process, repeats, times } of prepared) {
      times.push((await process.run(job, repeats)).milliseconds);
    }
  }
  const own = prepared[0]!.times;
  return prepared.map(({ name, difference, times }) => ({
    name,
    difference,
    ms: median(times),
    ratio: median(times.map((time, round) => time / own[round]!)),
  }));
}

function ownProcess(jobs: Jobs): PeerProcess {
  return {
    version: 'coincast',
    run: async (job, repeats) => {
      const { run } = jobs[job]!;
      let results: readonly ArrayLike<number>[] = [];
      const { cpuMs } = timed(() => {
        for (let i = 0; i < repeats; i++) results = run();
      });
      return {
        milliseconds: cpuMs / repeats,
        results: results.flatMap((part) => Array.from(part)),
      };
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
