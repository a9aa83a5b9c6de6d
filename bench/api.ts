/**
 * The API server beside a bare Fastify route that returns the same bytes: throughput and latency of cached predictions,
 * side by side in one run; the same of predictions that must be computed; and a soak under mixed load, whose heap must
 * not grow.
 *
 * `BENCH_ROUNDS` is the number of rounds, `BENCH_REQUESTS` how many each has, `BENCH_SOAK_SECONDS` the length of the soak:
 * 600 for the whole, by default 20. `BENCH_CLOCK=cpu` compares processor time a request, for machines that do other things as
 * well. Build first: `npm run build && npm run build -w examples/api-server`.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import autocannon, { type Result } from 'autocannon';
import { describeSoak, soak } from '../test/integration/apiServer/soak.js';
import { startServer } from '../test/integration/apiServer/startServer.js';
import { median } from './sideBySide.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const perRound = Number(process.env['BENCH_REQUESTS'] ?? 20_000);
const soakSeconds = Number(process.env['BENCH_SOAK_SECONDS'] ?? 20);
const byProcessorTime = process.env['BENCH_CLOCK'] === 'cpu';
const connections = 32;
const path = '/predict?coin=bitcoin&steps=24';

const server = await startServer({ RATE_LIMIT_MAX: '1000000000' });
const bare = await startBare(`${server.url}${path}`);
try {
  const ours = { name: 'cached /predict', url: `${server.url}${path}`, pid: server.pid };
  const theirs = { name: 'bare Fastify', url: `${bare.url}/predict`, pid: bare.pid };
  // Both are compiled before anything counts.
  for (const { url } of [theirs, ours])
    await autocannon({ url, connections, amount: Math.max(30_000, perRound) });
  const pairs: [Measured, Measured][] = [];
  for (let round = 0; round < rounds; round++) pairs.push([await measure(theirs), await measure(ours)]);
  report(
    theirs.name,
    pairs.map(([first]) => first),
  );
  report(
    ours.name,
    pairs.map(([, second]) => second),
  );
  const rate = ({ perSecond, processorUs }: Measured) => (byProcessorTime ? 1e6 / processorUs : perSecond);
  const ratio = median(pairs.map(([first, second]) => rate(second) / rate(first)));
  const clock = byProcessorTime ? 'processor time' : 'throughput';
  console.log(`  ${(100 * ratio).toFixed(0)}% of the bare route by ${clock}; at least 70% is asked for\n`);

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
  report('uncached /predict', [uncached]);

  console.log(`\nSoak of ${soakSeconds} s`);
  console.log(describeSoak(await soak(server.url, { seconds: soakSeconds, connections: 8 })));
} finally {
  bare.kill();
  await server.dispose();
}

interface Target {
  readonly url: string;
  readonly pid: number;
  readonly requests?: Parameters<typeof autocannon>[0]['requests'];
  readonly amount?: number;
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
  /** Processor time of the server a request, microseconds. */
  readonly processorUs: number;
}

async function measure({ url, pid, requests, amount = perRound }: Target): Promise<Measured> {
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

function report(name: string, measured: readonly Measured[]): void {
  const of = (figure: (each: Measured) => number) => median(measured.map(figure));
  const failures = measured.reduce((sum, each) => sum + each.failures, 0);
  console.log(
    `  ${name.padEnd(18)} ${of((each) => each.perSecond)
      .toFixed(0)
      .padStart(7)} requests/s, ` +
      `p50 ${of((each) => each.p50)} ms, p99 ${of((each) => each.p99)} ms, ` +
      `${of((each) => each.processorUs).toFixed(0)} µs of processor time each, ${failures} failures`,
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
