/** The API server beside a bare Fastify route that returns the same bytes, predictions that are computed, and a soak. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon, { type Result } from 'autocannon';
import { heapGrowth, type SoakResult, soak } from '../test/integration/apiServer/soak.js';
import { startServer } from '../test/integration/apiServer/startServer.js';
import { clockOf } from './clock.js';
import { median } from './median.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { packageVersion } from './report/packageVersion.js';
import { type Cell, number, table, text } from './report/table.js';

const connections = 32;
const path = '/predict?coin=bitcoin&steps=24';

export const benchmark = defineBenchmark({
  title: 'The API server',
  kind: 'cost',
  what:
    'Cached answers of `GET /predict` of the built API server, with keys, limits, metrics and security headers, beside a bare ' +
    'Fastify route that returns the same bytes: the most that can be had. 32 connections, rounds by turns, server and load on ' +
    'one machine. Then predictions that must be computed, as nobody has asked for their level before, and a soak under mixed ' +
    'load with the heap after each collection.',
  data: 'none',
  settings: { rounds: 5, requests: 20_000, soakSeconds: 20, clock: 'wall' },
  run: async ({ rounds, requests: perRound, soakSeconds, clock: setting }, say) => {
    const clock = clockOf(setting);
    const server = await startServer({ RATE_LIMIT_MAX: '1000000000' });
    const bare = await startBare(`${server.url}${path}`);
    try {
      const ours = {
        name: 'cached `/predict`',
        url: `${server.url}${path}`,
        pid: server.pid,
        amount: perRound,
      };
      const theirs = { name: 'bare Fastify', url: `${bare.url}/predict`, pid: bare.pid, amount: perRound };
      // Both are compiled before anything counts.
      for (const { url } of [theirs, ours])
        await autocannon({ url, connections, amount: Math.max(30_000, perRound) });
      const pairs: [Measured, Measured][] = [];
      for (let round = 0; round < rounds; round++) {
        say(`round ${round + 1} of ${rounds}`);
        pairs.push([await measure(theirs), await measure(ours)]);
      }
      const share = (of: (each: Measured) => number) =>
        median(pairs.map(([first, second]) => of(second) / of(first)));
      const byThroughput = share(({ perSecond }) => perSecond);
      const byProcessorTime = share(({ processorUs }) => 1 / processorUs);

      say('uncached');
      let asked = 0;
      const uncached = await measure({
        ...ours,
        amount: Math.ceil(perRound / 10),
        // A level nobody has asked for before.
        requests: [
          {
            setupRequest: (request) => {
              asked += 1;
              return { ...request, path: `${path}&levels=0.5,0.${600_000 + asked}` };
            },
          },
        ],
      });
      say(`soak of ${soakSeconds} s`);
      const soaked = await soak(server.url, { seconds: soakSeconds, connections: 8 });
      return {
        peers: [{ name: 'bare Fastify', version: packageVersion('fastify') }],
        goals: [
          {
            what: `cached answers, as a share of the bare route by ${clock === 'cpuMs' ? 'processor time' : 'throughput'}`,
            value: clock === 'cpuMs' ? byProcessorTime : byThroughput,
            atLeast: 0.7,
          },
        ],
        tables: [
          table(
            'Under load, medians of the rounds',
            [
              text('answers'),
              number('rate', 0, 'requests/s'),
              number('p50', 1, 'ms'),
              number('p99', 1, 'ms'),
              number('processor time each', 0, 'µs'),
              number('failures', 0),
            ],
            [
              rowOf(
                theirs.name,
                pairs.map(([first]) => first),
              ),
              rowOf(
                ours.name,
                pairs.map(([, second]) => second),
              ),
              rowOf('uncached `/predict`', [uncached]),
            ],
            `Of the bare route, cached answers have ${(100 * byThroughput).toFixed(0)}% by throughput, ` +
              `${(100 * byProcessorTime).toFixed(0)}% by processor time.`,
          ),
          soakTable(soaked),
        ],
      };
    } finally {
      bare.kill();
      await server.dispose();
    }
  },
});

interface Target {
  readonly url: string;
  readonly pid: number;
  readonly requests?: Parameters<typeof autocannon>[0]['requests'];
  readonly amount: number;
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
  /** Processor time of the server a request, microseconds. */
  readonly processorUs: number;
}

async function measure({ url, pid, requests, amount }: Target): Promise<Measured> {
  const before = processorTime(pid);
  // Its own duration is in whole seconds, as it looks once a second whether all is done.
  const startedAt = performance.now();
  let endedAt = startedAt;
  const result = await new Promise<Result>((resolve, reject) => {
    const options = { url, connections, amount, ...(requests === undefined ? {} : { requests }) };
    const load = autocannon(options, (error, found) => (error ? reject(error) : resolve(found)));
    load.on('response', () => {
      endedAt = performance.now();
    });
  });
  return {
    perSecond: (1000 * result.requests.total) / (endedAt - startedAt),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors,
    processorUs: (processorTime(pid) - before) / result.requests.total,
  };
}

/** Of a process, microseconds, in steps of 10 ms; 0 where the system does not tell. */
function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return 0;
  }
}

function rowOf(name: string, measured: readonly Measured[]): Cell[] {
  const of = (figure: (each: Measured) => number) => median(measured.map(figure));
  return [
    name,
    of((each) => each.perSecond),
    of((each) => each.p50),
    of((each) => each.p99),
    of((each) => each.processorUs),
    measured.reduce((sum, each) => sum + each.failures, 0),
  ];
}

function soakTable(result: SoakResult) {
  const { statuses, lost, heapFloors, seconds } = result;
  const answers = Object.entries(statuses).map(([status, count]) => [`answers with ${status}`, count, '']);
  return table(
    `A soak of ${seconds} s under mixed load`,
    [text('of'), number('figure', 1), text('unit')],
    [
      ...answers,
      ['answers lost', lost.length, ''],
      ...heapFloors.map((bytes, tenth) => [`heap in the ${tenth + 1}. tenth`, bytes / 1e6, 'MB']),
      ['growth from the 3rd to 5th tenth to the 8th to 10th', 100 * heapGrowth(result), '%'],
    ],
  );
}

function startBare(url: string): Promise<{ url: string; pid: number; kill(): void }> {
  const file = join(import.meta.dirname, 'peers', 'bareFastify.mjs');
  const child = spawn(process.execPath, [file, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      const address = /Look at (\S+)/.exec(String(chunk))?.[1];
      if (address !== undefined) resolve({ url: address, pid: child.pid!, kill: () => void child.kill() });
    });
  });
}
