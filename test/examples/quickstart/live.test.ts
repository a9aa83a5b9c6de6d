import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CoinGeckoEmulator, startCoinGeckoEmulator } from 'coincast/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Interruption } from '../../../examples/quickstart/src/failure.js';
import { namesIn, runCommand, withFolder } from './runCommand.js';

let coinGecko: CoinGeckoEmulator;
let hosts: string[];

// What goes to CoinGecko's hosts arrives at a local one instead, over real HTTP.
beforeEach(async () => {
  coinGecko = await startCoinGeckoEmulator({ seed: 5 });
  hosts = [];
  const realFetch = globalThis.fetch;
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    hosts.push(url.host);
    return realFetch(new Request(coinGecko.url.replace(/\/api\/v3$/, url.pathname + url.search), request));
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await coinGecko.close();
});

describe('the quickstart with --live', () => {
  it('names CoinGecko as the provider, and does not call the prices simulated', () =>
    withFolder(async (out) => {
      const { exitCode, stdout, stderr } = await runCommand(['--live', '--days', '10', '--out', out]);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(hosts).toEqual(['api.coingecko.com']);
      expect(stdout).toMatch(/^Data provided by CoinGecko \(plan: keyless\)\.\n/);
      const report = await readFile(join(out, 'report.html'), 'utf8');
      expect(report).toContain('Data provided by CoinGecko (plan: keyless).');
      expect(`${stdout}${report}`).not.toMatch(/simulated by|\(simulated\)/i);
    }));

  it('sends the key in the header of its plan, and writes it nowhere', () =>
    withFolder(async (out) => {
      const env = { COINGECKO_API_KEY: 'CG-very-secret', COINGECKO_PLAN: 'pro' };
      const { exitCode, stdout } = await runCommand(['--live', '--days', '10', '--out', out], { env });
      expect(exitCode).toBe(0);
      expect(hosts).toEqual(['pro-api.coingecko.com']);
      expect(coinGecko.requests[0]!.headers['x-cg-pro-api-key']).toBe('CG-very-secret');
      expect(stdout + (await readFile(join(out, 'report.html'), 'utf8'))).not.toContain('very-secret');
    }));

  it('takes empty variables for absent ones', () =>
    withFolder(async (out) => {
      const env = { COINGECKO_API_KEY: '', COINGECKO_PLAN: '' };
      const { stdout } = await runCommand(['--live', '--days', '10', '--out', out], { env });
      expect(stdout).toContain('(plan: keyless)');
    }));

  it.each([
    [
      { COINGECKO_PLAN: 'por' },
      'plan must be one of "keyless", "demo", "pro", got "por". Did you mean "pro"?',
    ],
    [{ COINGECKO_PLAN: 'pro' }, 'apiKey must be a key for the plan "pro", got undefined.'],
    [{ COINGECKO_API_KEY: 'a b' }, 'apiKey must be'],
  ])('refuses the environment %j', async (env, sentence) => {
    const { exitCode, stderr } = await runCommand(['--live'], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`COINGECKO_API_KEY and COINGECKO_PLAN do not fit: ${sentence}`);
    expect(hosts).toEqual([]);
  });

  it('tells of a wait before it tries again', () =>
    withFolder(async (out) => {
      coinGecko.setFaults([{ kind: 'rateLimit', retryAfter: 0 }]);
      const { exitCode, stdout } = await runCommand(['--live', '--days', '10', '--out', out]);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/too many requests\..* Trying again in \d s\.\n/);
    }));

  it.each([['html'], ['cutOff'], ['empty']] as const)(
    'ends with one sentence and exit code 1 when the answer is %s',
    (kind) =>
      withFolder(async (folder) => {
        coinGecko.setFaults([{ kind }]);
        const { exitCode, stderr } = await runCommand(['--live', '--out', join(folder, 'out')]);
        expect(exitCode).toBe(1);
        expect(stderr).toMatch(/^CoinGecko answered [^\n]+\n$/);
        expect(await namesIn(folder)).toEqual([]);
      }),
  );

  it('gives up an answer that never comes when it is stopped', () =>
    withFolder(async (folder) => {
      const controller = new AbortController();
      coinGecko.setFaults(() => {
        setImmediate(() => controller.abort(new Interruption(143)));
        return { kind: 'stall' };
      });
      const { signal } = controller;
      const { exitCode } = await runCommand(['--live', '--out', join(folder, 'out')], { signal });
      expect(exitCode).toBe(143);
      expect(await namesIn(folder)).toEqual([]);
    }));
});
