/**
 * Runs every benchmark, or those named, each in a process of its own; prints what it finds, stores it in `bench/results`
 * and writes docs/benchmarks.md and docs/accuracy.md.
 *
 *     npm run bench                                     all of them
 *     npm run bench -- arima garch                      these
 *     npm run bench -- sizeAndPower --replications=9000 with a setting other than the default
 *     npm run bench -- --pages                          only the pages, from what is stored
 *
 * `BENCH_DATA` names the folder of public data. Settings can be set by `BENCH_<BENCHMARK>_<SETTING>`, such as
 * `BENCH_M4_SERIES=60`, too; `PYTHON` names another Python than python3. `BENCH_TIMEOUT_MINUTES` is the most that one
 * benchmark may take, 60 by default.
 */

import { execFileSync } from 'node:child_process';
import { type BenchmarkName, benchmarks } from './benchmarks.js';
import type { BenchResult } from './report/BenchReport.js';
import { writePages } from './report/pages.js';
import { renderSection } from './report/renderSection.js';
import { UsageError } from './report/resolveSettings.js';
import { readResult, writeResult } from './report/results.js';
import { runInChild } from './report/runInChild.js';

const built: readonly string[] = ['api', 'import', 'trainMany'];
const timeoutMs = 60_000 * Number(process.env['BENCH_TIMEOUT_MINUTES'] ?? 60);

const given = process.argv.slice(2);
const options = given.filter((argument) => argument.startsWith('--'));
const named = given.filter((argument) => !argument.startsWith('--'));
try {
  if (options.includes('--pages')) writePages();
  else await runAll(chosen());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function chosen(): BenchmarkName[] {
  const names = benchmarks.map(({ name }) => name);
  const unknown = named.find((name) => !(names as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw new UsageError(`There is no benchmark ${unknown}; there are ${names.join(', ')}`);
  if (named.length === 0 && options.length > 0)
    throw new UsageError('Name the benchmark that the options are for');
  return named.length === 0 ? names : (named as BenchmarkName[]);
}

async function runAll(names: readonly BenchmarkName[]): Promise<void> {
  if (names.some((name) => built.includes(name))) build();
  for (const name of names) {
    console.log(`\n${name} ...`);
    const outcome = await runInChild(name, options, timeoutMs);
    writeResult('died' in outcome ? failed(name, outcome.died) : outcome);
    console.log(`\n${renderSection(readResult(name)!)}`);
    writePages();
  }
}

/** Those that run what is built must not run what was built before; they say so themselves where it cannot be built. */
function build(): void {
  try {
    for (const where of [[], ['-w', 'examples/api-server']]) {
      execFileSync('npm', ['run', '--silent', 'build', ...where], { stdio: 'inherit' });
    }
  } catch {
    console.error('The build failed: benchmarks of what is built will fail too.');
  }
}

/** Of a process that could say nothing: what it is about is known from the last time, if there was one. */
function failed(benchmark: BenchmarkName, reason: string): BenchResult {
  const { title, kind, what } = readResult(benchmark) ?? {
    title: benchmark,
    kind: 'cost',
    what: 'Nothing is known of it.',
  };
  return {
    benchmark,
    title,
    kind,
    what,
    ranOn: new Date().toISOString().slice(0, 10),
    status: 'failed',
    reason,
  };
}
