/**
 * Whether other versions of Node make the same forecasts of the models in `test/persistence/stored`, to the bit:
 * `npm run build && node test/integration/compareNodes.mjs 20 22 24`. Each version comes from the npm package `node`.
 *
 * CI has every version run the unit tests, which compare the forecasts with those that are stored; this compares them
 * on one machine.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const built = process.env.COINCAST_NODE ?? join(here, '..', '..', 'dist', 'node.js');
const stored = join(here, '..', 'persistence', 'stored');
const files = readdirSync(stored, { recursive: true })
  .filter((name) => name.endsWith('.json') && !name.endsWith('.forecasts.json'))
  .map((name) => join(stored, name));
const script = [join(here, 'printForecasts.mjs'), built, ...files];

const run = (command, ...before) => execFileSync(command, [...before, ...script], { encoding: 'utf8' });
const expected = run(process.execPath);
report(process.version, expected);
for (const major of process.argv.slice(2)) {
  const node = ['-y', '-p', `node@${major}`, 'node'];
  report(execFileSync('npx', [...node, '--version'], { encoding: 'utf8' }).trim(), run('npx', ...node));
}

function report(version, bits) {
  const digest = createHash('sha256').update(bits).digest('hex').slice(0, 16);
  const isSame = bits === expected;
  process.stdout.write(
    `${version}: ${files.length} models, ${digest}, ${isSame ? 'the same bits' : 'OTHER BITS'}\n`,
  );
  if (!isSame) process.exitCode = 1;
}
