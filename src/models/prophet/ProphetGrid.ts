import { type FitProblem, featureLayout } from './FitProblem.js';
import type { TimeGrid } from './fourierGram.js';
import { GridWaves } from './GridWaves.js';
import { dot, gridEquations, suffixSums } from './gridEquations.js';
import type { NormalEquations } from './normalEquations.js';
import { partColumns } from './partColumns.js';
import { isWave } from './prophetParts.js';
import { waveSet } from './waveSet.js';

/** Observations on a regular grid. */
export interface FoundGrid extends TimeGrid {
  /** The row of each observation; absent when none is missing. */
  readonly row: Int32Array | undefined;
  /** The rows without one, ascending. */
  readonly missing: readonly number[];
}

/** Of so many rows one may be missing: each has to be taken out of the closed forms by hand. */
const rowsPerGap = 16;

/** The grid that timestamps lie on, each at most once; `undefined` when there is none, or too much of it is missing. @internal */
export function findGrid(timestamps: Float64Array, step: number): FoundGrid | undefined {
  const n = timestamps.length;
  const start = timestamps[0]!;
  const rows = Math.round((timestamps[n - 1]! - start) / step) + 1;
  if (rows < n || rows - n > n / rowsPerGap) return undefined;
  const row = rows === n ? undefined : new Int32Array(n);
  const missing: number[] = [];
  for (let i = 0, at = 0; i < n; i++, at++) {
    const timestamp = timestamps[i]!;
    for (; start + at * step < timestamp && at < rows; at++) missing.push(at);
    if (start + at * step !== timestamp) return undefined;
    if (row !== undefined) row[i] = at;
  }
  return missing.length === rows - n ? { start, step, rows, row, missing } : undefined;
}

/** An additive model on a grid: what can be known before the residuals are. @internal */
export class ProphetGrid {
  readonly #problem: FitProblem;
  readonly #grid: FoundGrid;
  readonly #waves: GridWaves;

  constructor(problem: FitProblem, grid: FoundGrid) {
    this.#problem = problem;
    this.#grid = grid;
    this.#waves = new GridWaves(waveSet(problem.parts.filter(isWave)), grid);
  }

  /** The normal equations about coefficients that leave the residuals `e`. */
  equations(e: Float64Array): NormalEquations {
    const { growth, timestamps, changepoints, span, parts, given } = this.#problem;
    const { rows, missing } = this.#grid;
    const { waves } = featureLayout(parts);
    const others = parts
      .filter((part) => !isWave(part))
      .flatMap((part) => partColumns(part, timestamps, given))
      .map((values) => this.#spread(values));
    const residuals = this.#spread(e);
    const project = (values: Float64Array) => {
      const products = new Float64Array(waves);
      this.#waves.project(values, 0, rows, products);
      return products;
    };
    return gridEquations({
      waves: this.#waves,
      rows,
      missing,
      hasSlope: growth !== 'flat',
      changepoints,
      span,
      residuals: {
        ee: dot(residuals, residuals, rows),
        suffixSums: (from) => suffixSums(residuals, from, rows),
        waveProducts: project(residuals),
        otherProducts: others.map((values) => dot(values, residuals, rows)),
      },
      others,
      otherProjections: others.map(project),
    });
  }

  /** Values by row, 0 where missing. */
  #spread(values: Float64Array): Float64Array {
    const { rows, row } = this.#grid;
    if (row === undefined) return values;
    const spread = new Float64Array(rows);
    for (let i = 0; i < row.length; i++) spread[row[i]!] = values[i]!;
    return spread;
  }
}
