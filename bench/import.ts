/**
 * Cold import: what a fresh process pays for `import 'coincast'` and its other entries, beside packages of like use.
 * Medians of processes by turns, milliseconds: of processor time and by the clock around the import alone, without the
 * start of Node, and for the whole process beyond one that imports nothing. It takes the built files.
 */

import { execFileSync } from 'node:child_process';
import { median } from './sideBySide.js';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 20);
const entries = ['coincast', 'coincast/node', 'coincast/testing', 'zod', 'simple-statistics', 'arima'];

interface ColdStart {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly processMs: number;
}

const nothing: ColdStart[] = [];
const starts = new Map<string, ColdStart[]>(entries.map((entry) => [entry, []]));
for (let round = 0; round < rounds; round++) {
  nothing.push(coldStart('data:text/javascript,'));
  for (const [entry, measured] of starts) measured.push(coldStart(entry));
}

const empty = medians(nothing);
console.log(
  `Medians of ${rounds} processes; a process that imports nothing: ${empty.processMs.toFixed(0)} ms CPU`,
);
console.log('entry                  CPU, ms  clock, ms  CPU beyond the empty process, ms');
for (const [entry, measured] of starts) {
  const { cpuMs, wallMs, processMs } = medians(measured);
  console.log(
    `${entry.padEnd(20)} ${cpuMs.toFixed(1).padStart(9)} ${wallMs.toFixed(1).padStart(10)} ` +
      (processMs - empty.processMs).toFixed(1).padStart(33),
  );
}

/** Imports an entry in a process of its own. */
function coldStart(entry: string): ColdStart {
  const script = `
    const start = performance.now();
    const before = process.cpuUsage();
    import(${JSON.stringify(entry)}).then(() => {
      const wallMs = performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      const whole = process.cpuUsage();
      const cpuMs = (user + system) / 1000;
      console.log(JSON.stringify({ cpuMs, wallMs, processMs: (whole.user + whole.system) / 1000 }));
    });`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

function medians(starts: readonly ColdStart[]): ColdStart {
  const of = (key: keyof ColdStart) => median(starts.map((start) => start[key]));
  return { cpuMs: of('cpuMs'), wallMs: of('wallMs'), processMs: of('processMs') };
}
