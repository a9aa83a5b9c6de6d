import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatPricesCsv } from 'coincast';
import { loadModel } from 'coincast/node';
import { simulateMarket } from 'coincast/testing';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../../examples/quickstart/src/failure.js';
import { namesIn, runCommand, withFolder } from './runCommand.js';

describe('the quickstart', () => {
  it('goes the whole way on simulated prices, and says that they are simulated', () =>
    withFolder(async (folder) => {
      const out = join(folder, 'deep', 'out');
      const { exitCode, stdout, stderr } = await runCommand(['--out', out]);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(
        /^Simulated by the embedded CoinGecko emulator \(seed 7\): these are not real prices\.\n/,
      );
      expect(stdout).toContain('[1/8] 720 prices of bitcoin in usd');
      expect(stdout).toContain('bitcoin (simulated): 720 prices, hourly,');
      expect(stdout).toContain('On this one window of 24 steps the mean absolute error of ARIMA(5,1,0)');
      expect(stdout).toContain('loaded again: it forecasts the same numbers.');
      expect(await namesIn(out)).toEqual(['model.json.gz', 'report.html']);
      const report = await readFile(join(out, 'report.html'), 'utf8');
      expect(report).toContain('<h1>bitcoin (simulated)</h1>');
      expect(report).toContain(
        '<p class="provenance simulated">Simulated by the embedded CoinGecko emulator',
      );
      expect(report).not.toContain('Data provided by CoinGecko');
    }));

  it('saves the model it forecast with, and where its prices came from', () =>
    withFolder(async (out) => {
      const { stdout } = await runCommand([
        '--coin',
        'ethereum',
        '--days',
        '10',
        '--horizon',
        '6',
        '--out',
        out,
      ]);
      const model = await loadModel(join(out, 'model.json.gz'));
      expect(model.training).toMatchObject({ n: 240, coinId: 'ethereum', stepMs: 3_600_000 });
      const { mean } = model.forecast({ horizon: 6 });
      expect(stdout).toContain(mean[5]!.toLocaleString('en-US', { maximumFractionDigits: 2 }));
    }));

  it('reads a CSV, cuts it to the last days and takes another order', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'prices.csv');
      await writeFile(file, formatPricesCsv(simulateMarket({ seed: 2, length: 400 })));
      const argv = [
        '--csv',
        file,
        '--days',
        '10',
        '--horizon',
        '12',
        '--order',
        '1,1,1',
        '--out',
        join(folder, 'out'),
      ];
      const { exitCode, stdout } = await runCommand(argv);
      expect(exitCode).toBe(0);
      expect(stdout).toContain('prices.csv: 240 prices, hourly, 2024-01-07 16:00 to 2024-01-17 15:00 UTC');
      expect(stdout).toContain('Held out: the last 12 hours');
      expect(stdout).toContain('ARIMA(1,1,1), log-likelihood');
      expect(stdout).not.toMatch(/simulated/i);
    }));

  it('fills a gap in a CSV and says so', () =>
    withFolder(async (folder) => {
      const lines = formatPricesCsv(simulateMarket({ seed: 2, length: 200 })).split('\n');
      const file = join(folder, 'prices.csv');
      await writeFile(file, [...lines.slice(0, 195), ...lines.slice(196)].join('\n'));
      const { exitCode, stdout } = await runCommand(['--csv', file, '--out', join(folder, 'out')]);
      expect(exitCode).toBe(0);
      expect(stdout).toContain('1 missing price filled with the one before');
      const report = await readFile(join(folder, 'out', 'report.html'), 'utf8');
      expect(report).toContain('Of these prices 1 were missing and filled in');
    }));

  it('writes over what an earlier run left, and leaves everything else alone', () =>
    withFolder(async (out) => {
      await writeFile(join(out, 'report.html'), 'old');
      await writeFile(join(out, 'notes.txt'), 'mine');
      await runCommand(['--out', out, '--days', '5']);
      expect(await namesIn(out)).toEqual(['model.json.gz', 'notes.txt', 'report.html']);
      expect((await stat(join(out, 'report.html'))).size).toBeGreaterThan(10_000);
      expect(await readFile(join(out, 'notes.txt'), 'utf8')).toBe('mine');
    }));
});

describe('the quickstart, stopped', () => {
  it.each([1, 4, 8])('ends with the signal’s exit code after step %i, and writes nothing', (step) =>
    withFolder(async (folder) => {
      const controller = new AbortController();
      const { exitCode, stderr } = await runCommand(['--out', join(folder, 'out')], {
        signal: controller.signal,
        onWrite: (text) => {
          if (text.startsWith(`[${step}/8]`)) controller.abort(new Interruption(130));
        },
      });
      expect([exitCode, stderr]).toEqual([130, 'Stopped; no file is half-written.\n']);
      expect(await namesIn(folder)).toEqual([]);
    }),
  );
});
