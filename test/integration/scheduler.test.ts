import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '..', '..', 'examples', 'scheduler', 'dist', 'main.js');
const run = promisify(execFile);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coincast-scheduler-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = (more: NodeJS.ProcessEnv = {}) => ({
  PATH: process.env['PATH'],
  DATA_DIR: join(folder, 'data'),
  COINS: 'bitcoin',
  HISTORY_DAYS: '10',
  RETRAIN_MODELS: 'theta',
  WORKERS: '1',
  ...more,
});

/** What a process has written when it contains a text. */
async function outputUntil(child: ChildProcess, text: string): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout!) {
    output += chunk;
    if (output.includes(text)) break;
  }
  return output;
}

/** The user `nobody`, where this one may change to it: whatever is read-only is not so for root. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

describe('the scheduler, as built', () => {
  it('is built', () => {
    expect(existsSync(main), 'run `npm run build -w examples/scheduler` first').toBe(true);
  });

  it('runs once with nothing but Node, and needs nothing of its folder', async () => {
    const { stdout } = await run('node', [main, '--once'], { env: env(), cwd: folder });
    expect(stdout).toContain('not real prices');
    expect(stdout).toContain('1 coin in');
    expect(existsSync(join(folder, 'data', 'registry', 'models', 'bitcoin'))).toBe(true);
  });

  it('tells of a folder it may only read, in one line and with exit code 2', async () => {
    const readOnly = join(folder, 'read-only');
    mkdirSync(join(readOnly, 'registry'), { recursive: true });
    chmodSync(join(readOnly, 'registry'), 0o555);
    chmodSync(folder, 0o755);
    if (nobody !== undefined) chownSync(readOnly, nobody.uid, nobody.gid);
    const failure = await run('node', [main, '--once'], {
      env: env({ DATA_DIR: readOnly }),
      ...nobody,
    }).catch((error) => error);
    expect(failure.code).toBe(2);
    expect(failure.stderr).toContain(readOnly);
    expect(failure.stderr).toContain('EACCES');
    expect(failure.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('tells of a port that is taken, and ends', async () => {
    const server = createServer().listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const failure = await run('node', [main], { env: env({ METRICS_PORT: String(port) }) }).catch(
      (error) => error,
    );
    server.close();
    expect(failure.code).toBe(2);
    expect(failure.stderr).toBe(`METRICS_PORT: ${port} cannot be listened on (EADDRINUSE)\n`);
  });

  it('serves metrics that Prometheus takes, and ends on SIGTERM', async () => {
    const child = spawn('node', [main], {
      env: env({ METRICS_PORT: '0' }),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const output = await outputUntil(child, 'coin in');
      const [url] = /http:\S+/.exec(output)!;
      const metrics = await (await fetch(url)).text();
      expect(metrics).toMatch(/^coincast_scheduler_runs_total\{outcome="done"\} 1$/m);
      expect(metrics).toMatch(/^coincast_scheduler_coins_total\{status="promoted"\} 1$/m);
      expect(metrics).toMatch(/^coincast_scheduler_retrainings_total\{reason="new-listing"\} 1$/m);
      const checked = spawnSync('promtool', ['check', 'metrics'], { input: metrics });
      if (checked.error === undefined)
        expect(`${checked.stdout}${checked.stderr}`).not.toContain('coincast_');
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = await once(child, 'exit');
    expect(code).toBe(143);
  });
});
