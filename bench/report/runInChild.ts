import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { BenchmarkName } from '../benchmarks.js';
import type { BenchResult } from './BenchReport.js';
import { UsageError } from './resolveSettings.js';

/** What the child says at its end, or that it could make nothing of the options. */
export type ChildAnswer = { readonly result: BenchResult } | { readonly usage: string };

/** What became of a child: its answer, or why there is none. */
export type ChildOutcome = BenchResult | { readonly died: string };

/**
 * Runs one benchmark in a process of its own, so that neither its memory nor its end is ours.
 *
 * @throws {@link UsageError} when the benchmark does not have the options.
 */
export function runInChild(
  benchmark: BenchmarkName,
  options: readonly string[],
  timeoutMs: number,
): Promise<ChildOutcome> {
  const child = fork(join(import.meta.dirname, 'child.ts'), [benchmark, ...options], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
  });
  let answer: ChildAnswer | undefined;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  child.on('message', (message) => {
    answer = message as ChildAnswer;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (answer !== undefined && 'usage' in answer) reject(new UsageError(answer.usage));
      else if (answer !== undefined) resolve(answer.result);
      else if (isLate) resolve({ died: `it took longer than ${timeoutMs / 60_000} minutes` });
      else resolve({ died: `its process ended with ${signal ?? `code ${code}`}` });
    });
  });
}
