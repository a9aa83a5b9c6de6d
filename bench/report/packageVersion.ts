import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** The version of an npm package that is installed here; of coincast itself for `.`. */
export function packageVersion(name: string): string {
  const folder = name === '.' ? root : join(root, 'node_modules', name);
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
