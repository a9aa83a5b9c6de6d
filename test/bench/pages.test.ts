import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchmarks } from '../../bench/benchmarks.js';
import { m4Parts } from '../../bench/m4Parts.js';
import { renderPages } from '../../bench/report/pages.js';
import { readResult } from '../../bench/report/results.js';
import { stableJson } from '../../bench/report/stableJson.js';

const root = join(import.meta.dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const names = benchmarks.map(({ name }) => name);

describe('the list of benchmarks', () => {
  it('has every file that defines one, and no other', () => {
    const files = readdirSync(join(root, 'bench'))
      .filter((file) => file.endsWith('.ts') && read('bench', file).includes('= defineBenchmark({'))
      .map((file) => file.replace('.ts', ''));
    expect([...names].sort()).toEqual(files.sort());
  });

  it('has a stored result for each, or the reason why there is none, and no other', () => {
    const stored = readdirSync(join(root, 'bench', 'results')).map((file) => file.replace('.json', ''));
    expect(stored.sort()).toEqual([...names].sort());
  });
});

describe.each(names)('the stored result of %s', (name) => {
  it('keeps to the schema, and is written as it would be written', () => {
    const result = readResult(name)!;
    expect(result.benchmark).toBe(name);
    expect(stableJson(result)).toBe(read('bench', 'results', `${name}.json`));
  });

  it('tells no place of the machine it was made on', () => {
    expect(read('bench', 'results', `${name}.json`)).not.toMatch(
      /\/(home|root|work|tmp|usr|var|Users)\/|[A-Z]:\\/,
    );
  });
});

describe('the generated pages', () => {
  it.each(Object.entries(renderPages()))('docs/%s is what the stored results give', (file, page) => {
    expect(read('docs', file)).toBe(page);
  });

  it('show every benchmark, run or not', () => {
    const pages = Object.values(renderPages()).join('');
    for (const name of names) expect(pages).toContain(`### ${readResult(name)!.title}\n`);
  });
});

describe('the published figures of the M4 competition', () => {
  it.each(
    Object.values(m4Parts).flatMap(({ title, published }) =>
      Object.entries(published).map(
        ([method, figures]) => [title, method, published['Naive2']!, figures] as const,
      ),
    ),
  )('agree with each other: %s, %s', (_title, _method, [smape2, mase2], [smape, mase, owa]) => {
    // All were rounded to three digits.
    expect(Math.abs((smape / smape2 + mase / mase2) / 2 - owa)).toBeLessThan(0.0011);
  });
});
