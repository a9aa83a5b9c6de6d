import { describe, expect, it } from 'vitest';
import type { BenchmarkName } from '../../bench/benchmarks.js';
import { runInChild } from '../../bench/report/runInChild.js';

const run = (fixture: string, options: string[], timeoutMs = 60_000) =>
  runInChild(`../test/bench/fixtures/${fixture}` as BenchmarkName, options, timeoutMs);

describe('runInChild', () => {
  it('gives the result of a benchmark, or what became of one that has none', async () => {
    const [measured, thrown, leftOut, exited, late] = await Promise.all([
      run('measures', ['--rounds=7']),
      run('fails', ['--how=throws']),
      run('fails', ['--how=is left out']),
      run('fails', ['--how=exits']),
      run('fails', ['--how=hangs'], 2000),
    ]);
    expect(measured).toMatchObject({
      status: 'done',
      title: 'One that works',
      settings: { rounds: 7 },
      report: { tables: [{ rows: [[7]] }] },
    });
    expect(thrown).toMatchObject({ status: 'failed', reason: 'test/bench/fixtures/peer.R went wrong' });
    expect(leftOut).toMatchObject({ status: 'left-out', reason: 'a program is missing' });
    expect(exited).toEqual({ died: 'its process ended with code 3' });
    expect(late).toEqual({ died: expect.stringMatching(/^it took longer than 0\.03\d* minutes$/) });
  }, 60_000);

  it('refuses options that the benchmark does not have', async () => {
    await expect(run('measures', ['--round=7'])).rejects.toThrow(
      'has no option --round; its options are: --rounds',
    );
  }, 60_000);
});
