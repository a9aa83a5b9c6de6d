import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarks } from '../benchmarks.js';
import { renderAccuracy } from './renderAccuracy.js';
import { renderBenchmarks } from './renderBenchmarks.js';
import { readResult } from './results.js';

/** The pages that stored results make, by their files in `docs/`. */
export function renderPages(): Readonly<Record<'benchmarks.md' | 'accuracy.md', string>> {
  const resultsOf = (page: 'benchmarks' | 'accuracy') =>
    benchmarks.filter((each) => each.page === page).flatMap(({ name }) => readResult(name) ?? []);
  return {
    'benchmarks.md': renderBenchmarks(resultsOf('benchmarks')),
    'accuracy.md': renderAccuracy(resultsOf('accuracy')),
  };
}

/** Writes them. */
export function writePages(): void {
  for (const [file, page] of Object.entries(renderPages())) {
    writeFileSync(join(import.meta.dirname, '..', '..', 'docs', file), page);
  }
}
