/** What a fresh process pays for `import 'coincast'` and its other entries. It takes the built files. */

import { execFileSync } from 'node:child_process';
import { median } from './median.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { number, table, text } from './report/table.js';

const entries = ['coincast', 'coincast/node', 'coincast/testing', 'zod', 'simple-statistics', 'arima'];

interface ColdStart {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly processMs: number;
}

export const benchmark = defineBenchmark({
  title: 'Cold import',
  kind: 'cost',
  what:
    'What a fresh process pays for an import, beside packages that do a part of it: medians of processes by turns, of ' +
    'processor time and by the clock around the import alone, without the start of Node; and of processor time for the ' +
    'whole process, beyond one that imports nothing.',
  data: 'none',
  settings: { rounds: 20 },
  run: async ({ rounds }) => {
    const nothing: ColdStart[] = [];
    const starts = new Map<string, ColdStart[]>(entries.map((entry) => [entry, []]));
    for (let round = 0; round < rounds; round++) {
      nothing.push(coldStart('data:text/javascript,'));
      for (const [entry, measured] of starts) measured.push(coldStart(entry));
    }
    const empty = medians(nothing);
    const root = medians(starts.get('coincast')!);
    return {
      goals: [{ what: 'cold import of `coincast`, by the clock, ms', value: root.wallMs, atMost: 30 }],
      tables: [
        table(
          `Medians of ${rounds} processes`,
          [
            text('import'),
            number('processor time', 1, 'ms'),
            number('clock', 1, 'ms'),
            number('beyond an empty process', 1, 'ms'),
          ],
          [...starts].map(([entry, measured]) => {
            const { cpuMs, wallMs, processMs } = medians(measured);
            return [entry, cpuMs, wallMs, processMs - empty.processMs];
          }),
        ),
      ],
      notes: [`A process that imports nothing takes ${empty.processMs.toFixed(0)} ms of processor time.`],
    };
  },
});

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
