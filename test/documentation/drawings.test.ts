import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawings } from '../../docs/drawings/drawings.js';
import { markdownFiles } from './codeBlocks.js';

const root = join(import.meta.dirname, '..', '..');
const assets = join(root, 'docs', 'assets');

describe('the drawings of the guides', () => {
  it.each(Object.entries(drawings))('%s is what the library says today', async (name, draw) => {
    expect(readFileSync(join(assets, name), 'utf8')).toBe(await draw());
  });

  it('are all shown, and all drawn by docs/drawings', () => {
    const drawn = readdirSync(assets).filter((name) => name.endsWith('.svg'));
    expect(drawn.sort()).toEqual(Object.keys(drawings).sort());
    const guides = markdownFiles('docs').map((path) => readFileSync(join(root, path), 'utf8'));
    expect(drawn.filter((name) => !guides.some((guide) => guide.includes(`](assets/${name})`)))).toEqual([]);
  });
});
