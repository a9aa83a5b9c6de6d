import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '..', '..', 'examples', 'quickstart', 'dist', 'main.js');
let out: string;

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'coincast-quickstart-'));
});

afterEach(() => rmSync(out, { recursive: true, force: true }));

describe('npm start, as built', () => {
  it('is built', () => {
    expect(existsSync(main), 'run `npm run build -w examples/quickstart` first').toBe(true);
  });

  it('makes the whole journey over HTTP and leaves a model and a report that needs no network', async () => {
    const { stdout } = await promisify(execFile)('node', [main, '--days', '10', '--out', out]);
    expect(stdout).toContain('simulated');
    expect(stdout).toContain('it forecasts the same numbers');
    expect(readdirSync(out).sort()).toEqual(['model.json.gz', 'report.html']);
    const report = readFileSync(join(out, 'report.html'), 'utf8');
    expect(report.match(/<svg/g)!.length).toBeGreaterThanOrEqual(3);
    expect(report).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('says in one sentence what is wrong with a flag, and exits with 2', async () => {
    const failure = await promisify(execFile)('node', [main, '--horizn', '3']).catch((error) => error);
    expect(failure.code).toBe(2);
    expect(failure.stderr.trim().split('\n').length).toBe(1);
    expect(failure.stderr).toContain('--horizn');
  });

  it('ends cleanly on Ctrl-C', async () => {
    const child = spawn('node', [main, '--days', '365', '--out', out], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(130);
    expect(readdirSync(out)).toEqual([]);
  });
});
