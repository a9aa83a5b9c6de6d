import { crossValidateProphet, trainProphet } from 'coincast';
import { trainingOf } from '../test/golden/prophet/trainingOf.js';
import { type Clock, nameOfClock } from './clock.js';
import { median } from './median.js';
import type { BenchProblem } from './prophetProblems.js';
import type { BenchReport } from './report/BenchReport.js';
import { number, table, text } from './report/table.js';
import { timedRuns } from './timedRuns.js';
import { warmUp } from './warmUp.js';

interface Job {
  readonly name: string;
  readonly run: () => unknown;
}

const columns = 40;
const dayMs = 86_400_000;

/** Long hourly series: a fit beside the sums no fit can do without, and beside a cross-validation. */
export function raceLongSeries(
  problems: readonly BenchProblem[],
  rounds: number,
  clock: Clock,
): Pick<BenchReport, 'goals' | 'tables'> {
  const long = problems.filter(
    ({ values, options }) => values.length > 10_000 && options.seasonalityMode === undefined,
  );
  const parts = long.map((problem) => {
    const jobs = longSeriesJobs(problem);
    for (const { run } of jobs) warmUp(1, run);
    const times = jobs.map(() => [] as number[]);
    for (let round = 0; round < rounds; round++) {
      for (const [index, { run }] of jobs.entries()) times[index]!.push(timedRuns(run)[clock]);
    }
    const medians = times.map(median);
    const [fit, computed, stored, day, week] = medians as [number, number, number, number, number];
    return {
      goals: [
        {
          what: `${problem.name}: a fit over reading the rows with 40 columns`,
          value: fit / computed,
          atMost: 2,
        },
        { what: 'the same, the columns computed beforehand', value: fit / stored, atMost: 2 },
        { what: 'cross-validation from 30 cutoffs, a day ahead, in fits', value: day / fit, atMost: 5 },
        { what: 'the same, a week ahead', value: week / fit, atMost: 5 },
      ],
      tables: [
        table(
          `${problem.name}: a fit beside what it cannot do without, ${nameOfClock(clock)}`,
          [text('job'), number('time', 2, 'ms'), number('times one fit', 2)],
          jobs.map(({ name }, index) => [name, medians[index], medians[index]! / fit]),
        ),
      ],
    };
  });
  return { goals: parts.flatMap(({ goals }) => goals), tables: parts.flatMap(({ tables }) => tables) };
}

/** One fit, the least that 40 Fourier columns cost (each row read once with every column), and cross-validations. */
function longSeriesJobs({ timestamps, values, ...problem }: BenchProblem): readonly Job[] {
  const { observations, options } = trainingOf({ timestamps, values, ...problem });
  const stored = Array.from({ length: columns }, (_, j) =>
    Float64Array.from(timestamps, (timestamp) => wave(j, timestamp)),
  );
  const y = Float64Array.from(values);
  return [
    { name: 'one fit', run: () => trainProphet(observations, options) },
    {
      name: 'rows times 40 columns, sines and cosines computed',
      run: () => {
        let sum = 0;
        for (let i = 0; i < y.length; i++) {
          for (let j = 0; j < columns; j++) sum += y[i]! * wave(j, timestamps[i]!);
        }
        return sum;
      },
    },
    {
      name: 'rows times 40 columns, stored',
      run: () => {
        let sum = 0;
        for (const column of stored) for (let i = 0; i < y.length; i++) sum += y[i]! * column[i]!;
        return sum;
      },
    },
    ...[24, 168].map((horizon) => ({
      name: `cross-validation, 30 cutoffs, ${horizon} steps`,
      run: () => crossValidateProphet(observations, { ...options, horizon, cutoffs: 30 }),
    })),
  ];
}

function wave(j: number, timestamp: number): number {
  const phase = (2 * Math.PI * ((j >> 1) + 1) * (timestamp / dayMs)) / 365.25;
  return j % 2 === 0 ? Math.sin(phase) : Math.cos(phase);
}
