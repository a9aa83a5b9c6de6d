import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const seconds = 10;
const child = `
import { trainArima } from 'coincast';
import { simulateMarket } from 'coincast/testing';
const series = simulateMarket({ seed: 1, length: 1440 });
trainArima(series);
let fits = 0;
for (const end = performance.now() + ${1000 * seconds}; performance.now() < end; fits++) trainArima(series);
process.stdout.write(String(fits));
`;

/**
 * How many times as much two processes that do nothing but train get done here as one: what no two workers can exceed,
 * be it for cores that share caches, a virtual machine's neighbours, or other work.
 */
export async function machineSpeedup(): Promise<number> {
  const [alone] = await fitsOf(1);
  const [first, second] = await fitsOf(2);
  return (first! + second!) / alone!;
}

function fitsOf(processes: number): Promise<number[]> {
  const cwd = join(import.meta.dirname, '..', '..');
  return Promise.all(
    Array.from({ length: processes }, async () => {
      const { stdout } = await promisify(execFile)('node', ['--input-type=module', '--eval', child], { cwd });
      return Number(stdout);
    }),
  );
}
