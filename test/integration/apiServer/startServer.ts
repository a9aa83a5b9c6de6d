import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The server as it is built. */
export const serverFile = join(import.meta.dirname, '../../../examples/api-server/dist/server.js');

/** The keys that every server of the tests knows. */
export const keys = { read: 'integration-key-of-ada', admin: 'integration-key-of-bob' } as const;

/** A server in a process of its own, on a free port. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** What it has written to standard output and standard error so far. */
  log(): string;
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | null>;
  /** Sends it a signal and does not wait. */
  signal(name: NodeJS.Signals): void;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it if it still runs, and removes its data. */
  dispose(): Promise<void>;
}

const hash = (key: string) => createHash('sha256').update(key).digest('hex');

/** Starts the built server and waits until each of its processes is ready, unless told otherwise. */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
  { ready = true }: { ready?: boolean } = {},
): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'coincast-api-'));
  const child = spawn(process.execPath, [serverFile], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      COINS: 'bitcoin',
      DATA_DIR: dataDir,
      RATE_LIMIT_MAX: '1000000',
      API_KEYS: `ada:${hash(keys.read)}`,
      ADMIN_KEYS: `bob:${hash(keys.admin)}`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const server: RunningServer = {
    url: await addressOf(child, () => text),
    pid: child.pid!,
    dataDir,
    log: () => text,
    ended,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async dispose() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  if (ready) await waitUntil(() => isServing(server.url, Number(env['WORKERS'] ?? 1)), 90_000, server.log);
  return server;
}

/** Whether so many processes are ready. One is so before another: each loads its models for itself. */
async function isServing(url: string, workers: number): Promise<boolean> {
  if (workers === 1) return (await fetch(`${url}/health/ready`)).ok;
  const versions = await versionsByWorker(url);
  return versions.size === workers && [...versions.values()].every((version) => version !== null);
}

/** The versions that the worker processes answer with, by the number of the process. */
export async function versionsByWorker(url: string): Promise<Map<number, string | null>> {
  const found = new Map<number, string | null>();
  // A new connection each time, as each goes to the next process.
  for (let i = 0; i < 8; i++) {
    const report = await (await fetch(`${url}/health`, { headers: { connection: 'close' } })).json();
    found.set(report.worker, report.coins[0].model);
  }
  return found;
}

async function addressOf(child: ChildProcess, log: () => string): Promise<string> {
  await waitUntil(
    () => {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${log()}`);
      return Promise.resolve(/Look at (http:\/\/[\d.:]+)/.test(log()));
    },
    60_000,
    log,
  );
  return /Look at (http:\/\/[\d.:]+)/.exec(log())![1]!;
}

/** Asks again and again until it is so. */
export async function waitUntil(
  isSo: () => Promise<boolean>,
  patienceMs: number,
  describe: () => string = () => '',
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`It did not come true within ${patienceMs} ms. ${describe()}`);
    await sleep(50);
  }
}
