import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { serverFile, waitUntil } from './apiServer/startServer.js';

const dataDir = mkdtempSync(join(tmpdir(), 'coincast-api-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a cluster that is told to stop while its workers start', () => {
  it('ends with all of them', async () => {
    const child = spawn(process.execPath, [serverFile], {
      env: { PATH: process.env['PATH'], PORT: '0', COINS: 'bitcoin', DATA_DIR: dataDir, WORKERS: '2' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    // The pipes are shared with the workers: they close when the last of them has ended.
    const closed = new Promise((resolve) => child.once('close', resolve));
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log += chunk;
      });
    }
    try {
      // Told after the workers were started.
      await waitUntil(
        async () => log.includes('Without REDIS_URL'),
        60_000,
        () => log,
      );
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      await closed;
      expect(log).not.toContain('is replaced');
    } finally {
      if (child.exitCode === null) child.kill('SIGKILL');
    }
  });
});
