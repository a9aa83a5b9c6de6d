/** The process of one benchmark: `child.ts NAME --option=value ...`; sends what it finds to the process that started it. */

import { join } from 'node:path';
import { dataFolder } from '../benchData.js';
import { type BenchReport, type BenchResult, benchReport } from './BenchReport.js';
import { type Benchmark, LeftOutError } from './defineBenchmark.js';
import { describeMachine } from './describeMachine.js';
import { packageVersion } from './packageVersion.js';
import { resolveSettings, UsageError } from './resolveSettings.js';
import type { ChildAnswer } from './runInChild.js';
import { withoutPaths } from './withoutPaths.js';

const [name, ...options] = process.argv.slice(2) as [string, ...string[]];
const { benchmark }: { benchmark: Benchmark } = await import(join(import.meta.dirname, '..', `${name}.ts`));
const { title, kind, what } = benchmark;
const about = { benchmark: name, title, kind, what, ranOn: new Date().toISOString().slice(0, 10) };

const answer = await run();
process.send!(answer, () => process.exit(0));

async function run(): Promise<ChildAnswer> {
  try {
    const settings = resolveSettings(name, benchmark.settings, options, process.env);
    if (benchmark.data === 'required' && dataFolder === undefined) {
      throw new LeftOutError('`BENCH_DATA`, which names the folder of public data, was not set');
    }
    const start = performance.now();
    const found = await benchmark.run(settings, (line) => console.log(`  ${line}`));
    const empty: BenchReport = { peers: [], comparisons: [], contests: [], goals: [], tables: [], notes: [] };
    return {
      result: {
        ...about,
        status: 'done',
        seconds: (performance.now() - start) / 1000,
        coincast: packageVersion('.'),
        machine: describeMachine(),
        data: benchmark.data === 'none' ? 'none' : dataFolder === undefined ? 'simulated' : 'public',
        settings,
        report: benchReport.parse({ ...empty, ...found }),
      },
    };
  } catch (error) {
    if (error instanceof UsageError) return { usage: error.message };
    if (!(error instanceof LeftOutError)) console.error(error);
    const status: Exclude<BenchResult['status'], 'done'> =
      error instanceof LeftOutError ? 'left-out' : 'failed';
    return { result: { ...about, status, reason: withoutPaths(error) } };
  }
}
