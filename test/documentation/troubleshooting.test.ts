import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const errors = join(root, 'src', 'errors');

const codesOfClasses = readdirSync(errors).flatMap((file) => {
  const code = /override readonly code = '([a-z-]+)'/.exec(readFileSync(join(errors, file), 'utf8'));
  return code === null ? [] : [code[1]!];
});

const entries = [
  ...readFileSync(join(root, 'docs', 'troubleshooting.md'), 'utf8').matchAll(/^### `([a-z-]+)`$/gm),
].map((match) => match[1]!);

describe('docs/troubleshooting.md', () => {
  it('has one entry for every code of an error class, and for no other', () => {
    expect(codesOfClasses.length).toBeGreaterThan(15);
    expect([...entries].sort()).toEqual([...codesOfClasses].sort());
  });
});
