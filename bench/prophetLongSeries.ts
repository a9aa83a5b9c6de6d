import { crossValidateProphet, trainProphet } from 'coincast';
import { trainingOf } from '../test/golden/prophet/trainingOf.js';
import type { BenchProblem } from './prophetProblems.js';
import type { Contender } from './sideBySide.js';

const columns = 40;
const dayMs = 86_400_000;

/** One fit, the least that 40 Fourier columns cost (each row read once with every column), and cross-validations. */
export function longSeriesJobs({ timestamps, values, ...problem }: BenchProblem): readonly Contender[] {
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
