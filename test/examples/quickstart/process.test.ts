import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatPricesCsv } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { describe, expect, it } from 'vitest';
import { type CommandResult, namesIn, withFolder } from './runCommand.js';

const root = join(import.meta.dirname, '..', '..', '..');

/** Runs the command as a process of its own, on the sources. `onOutput` may send it signals. */
function runProcess(
  argv: readonly string[],
  onOutput: (kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(root, 'examples', 'quickstart', 'src', 'main.ts'), ...argv],
      { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') } },
    );
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => {
      written.stdout += data;
      onOutput((signal) => child.kill(signal));
    });
    child.stderr.on('data', (data) => {
      written.stderr += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? -1, ...written }));
  });
}

describe('the quickstart as a process', () => {
  it('gives its exit code, and its failure on standard error', async () => {
    const { exitCode, stdout, stderr } = await runProcess(['--csv', '/no/such/file.csv']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe('--csv /no/such/file.csv: there is no such file.\n');
    expect(stdout).not.toContain('[1/8]');
  });

  it('is ended by Ctrl-C with exit code 130 and nothing half-written', () =>
    withFolder(async (folder) => {
      // Large enough that reading it takes longer than a signal.
      const file = join(folder, 'prices.csv');
      const text = formatPricesCsv(simulateMarket({ seed: 1, length: 400_000, stepMs: 60_000 }));
      await writeFile(file, text);
      const { exitCode, stderr } = await runProcess(['--csv', file, '--out', join(folder, 'out')], (kill) => {
        kill('SIGINT');
      });
      expect(stderr).toBe('Stopped; no file is half-written.\n');
      expect(exitCode).toBe(130);
      expect(await namesIn(folder)).toEqual(['prices.csv']);
      expect((await readFile(file, 'utf8')).length).toBe(text.length);
    }));
});
