/**
 * Makes all golden values anew: runs every generator below this folder (R, Python or TypeScript, with the
 * versions each names at its top) and writes what it prints to `cases.json` beside it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const interpreters: Readonly<Record<string, readonly [command: string, ...before: string[]]>> = {
  'generate.R': ['Rscript'],
  'generate.py': [process.env['PYTHON'] ?? 'python3'],
  'generate.ts': [process.execPath, '--import', 'tsx'],
};

for (const topic of readdirSync(import.meta.dirname, { withFileTypes: true })) {
  if (!topic.isDirectory()) continue;
  for (const [script, [command, ...before]] of Object.entries(interpreters)) {
    const path = join(import.meta.dirname, topic.name, script);
    if (!existsSync(path)) continue;
    console.log(`${topic.name}: ${script}`);
    const output = execFileSync(command, [...before, path], { encoding: 'utf8', maxBuffer: 1 << 28 });
    writeFileSync(join(import.meta.dirname, topic.name, 'cases.json'), output);
  }
}
