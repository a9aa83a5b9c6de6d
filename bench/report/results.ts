import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchResult, benchResult } from './BenchReport.js';
import { stableJson } from './stableJson.js';

const root = join(import.meta.dirname, '..', '..');
const fileOf = (benchmark: string) => join(root, 'bench', 'results', `${benchmark}.json`);

/** Stores the result of a benchmark in place of the last. */
export function writeResult(result: BenchResult): void {
  writeFileSync(fileOf(result.benchmark), stableJson(benchResult.parse(result)));
}

/** The stored result of a benchmark; `undefined` where it has never been run. */
export function readResult(benchmark: string): BenchResult | undefined {
  const file = fileOf(benchmark);
  return existsSync(file) ? benchResult.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
