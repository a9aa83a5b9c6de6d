import type { BenchReport, BenchResult } from './BenchReport.js';

/** Counts and choices by name, with their defaults. */
export type Settings = Readonly<Record<string, number | string>>;

/** A setting given as the literal 5 may be 7 as well. */
type Widened<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends number ? number : S[Name] extends string ? string : S[Name];
};

/** What a benchmark of this folder exports as `benchmark`. */
export interface Benchmark<S extends Settings = Settings>
  extends Pick<BenchResult, 'title' | 'kind' | 'what'> {
  /** `required`: left out without `BENCH_DATA`. `optional`: on simulated prices without. `none`: needs none. */
  readonly data: 'required' | 'optional' | 'none';
  /**
   * Each is the default of the option `--name`, and of the environment variables `BENCH_<BENCHMARK>_<NAME>` and
   * `BENCH_<NAME>`.
   */
  readonly settings: S;
  /** `say` tells of progress. */
  run(settings: Widened<S>, say: (line: string) => void): Promise<Partial<BenchReport>>;
}

/** States the types of a benchmark. */
export function defineBenchmark<const S extends Settings>(benchmark: Benchmark<S>): Benchmark<S> {
  return benchmark;
}

/** Thrown where a benchmark cannot be run here, which is no failure. */
export class LeftOutError extends Error {}
