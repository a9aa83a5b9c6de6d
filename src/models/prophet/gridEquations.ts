import { fourierGram } from './fourierGram.js';
import type { GridWaves } from './GridWaves.js';
import { emptyEquations, type NormalEquations } from './normalEquations.js';
import { writeTrendGram } from './segmentMoments.js';
import { waveValues } from './waveSet.js';

/** Sums over the rows from each of some rows on: of values, and of values times the distance in rows from there. */
export interface SuffixSums {
  readonly sum: Float64Array;
  readonly moment: Float64Array;
}

/** What the normal equations need to know of the residuals that are to be explained. */
export interface GridResiduals {
  /** The sum of their squares. */
  readonly ee: number;
  readonly suffixSums: (from: readonly number[]) => SuffixSums;
  /** Their products with the waves, and with each of the other features. */
  readonly waveProducts: Float64Array;
  readonly otherProducts: readonly number[];
}

/** An additive linear model on a regular grid, of which some rows may be missing. */
export interface GridModel {
  /** The waves on the grid; only the first `rows` rows of it are used. */
  readonly waves: GridWaves;
  readonly rows: number;
  /** The rows without an observation, ascending. */
  readonly missing: readonly number[];
  readonly hasSlope: boolean;
  /** Timestamps of the changepoints, ascending. */
  readonly changepoints: Float64Array;
  /** The timestamps' distance from the first to the last row. */
  readonly span: number;
  readonly residuals: GridResiduals;
  /** The features that are no waves, by row; 0 where missing. */
  readonly others: readonly Float64Array[];
  /** Their products with the waves, one row each. */
  readonly otherProjections: readonly Float64Array[];
}

/**
 * The normal equations on a grid, without looking at the rows more often than the data need: products of waves with
 * each other and with hinges are closed forms, or sums over chunks, from which the missing rows are subtracted.
 *
 * @internal
 */
export function gridEquations(model: GridModel): NormalEquations {
  const { waves, rows, missing, hasSlope, changepoints, span, residuals, others } = model;
  const { start, step } = waves.grid;
  const width = 2 * waves.waves.count;
  const first = hasSlope ? 2 : 1;
  const ridged = first + width + others.length;
  const equations = emptyEquations(rows - missing.length, ridged, changepoints.length);
  const { gram, q, columns } = equations;
  const unit = step / span;
  const scaled = changepoints.map((timestamp) => (timestamp - start) / span);
  // The first row of each sum, and how far it lies behind the changepoint.
  const from = [0, ...Array.from(changepoints, (timestamp) => Math.ceil((timestamp - start) / step))];
  const offsets = from.map((row, i) => (i === 0 ? 0 : (start + row * step - changepoints[i - 1]!) / span));

  const moments = gridMoments(model, from, offsets, unit);
  writeTrendGram(gram, columns, { hasSlope, hinges: ridged }, moments, scaled);

  // A feature's products with the trend, from its suffix sums at `at`, `at + stride` ...
  const writeColumn = (column: number, { sum, moment }: SuffixSums, at: number, stride: number) => {
    gram[column * columns] = sum[at]!;
    if (hasSlope) gram[column * columns + 1] = unit * moment[at]!;
    for (let i = 1; i < from.length; i++) {
      const entry = at + i * stride;
      gram[(ridged + i - 1) * columns + column] = unit * moment[entry]! + offsets[i]! * sum[entry]!;
    }
  };

  if (width > 0) {
    fourierGram(waves.waves, { start, step, rows }, gram, columns, first);
    const sums = waves.suffixSums(from, rows);
    if (missing.length > 0) subtractMissing(model, from, { ...sums, gram, columns, first });
    for (let j = 0; j < width; j++) {
      writeColumn(first + j, sums, j, width);
      q[first + j] = residuals.waveProducts[j]!;
    }
  }
  others.forEach((values, o) => {
    const column = first + width + o;
    writeColumn(column, suffixSums(values, from, rows), 0, 1);
    const products = model.otherProjections[o]!;
    for (let j = 0; j < width; j++) gram[column * columns + first + j] = products[j]!;
    for (let other = 0; other <= o; other++) {
      gram[column * columns + first + width + other] = dot(values, others[other]!, rows);
    }
    q[column] = residuals.otherProducts[o]!;
  });
  const { sum, moment } = residuals.suffixSums(from);
  q[0] = sum[0]!;
  if (hasSlope) q[1] = unit * moment[0]!;
  for (let i = 1; i < from.length; i++) q[ridged + i - 1] = unit * moment[i]! + offsets[i]! * sum[i]!;
  equations.ee = residuals.ee;
  return equations;
}

/** Sums of 1, τ and τ² over the rows that are there from each changepoint on. */
function gridMoments(
  { rows, missing }: GridModel,
  from: readonly number[],
  offsets: readonly number[],
  unit: number,
): Float64Array {
  const moments = new Float64Array(3 * from.length);
  from.forEach((row, i) => {
    const count = rows - row;
    const o = offsets[i]!;
    const sum = (count * (count - 1)) / 2;
    let m0 = count;
    let m1 = count * o + unit * sum;
    let m2 = count * o * o + 2 * o * unit * sum + unit * unit * ((sum * (2 * count - 1)) / 3);
    for (const gap of missing) {
      if (gap < row) continue;
      const distance = o + (gap - row) * unit;
      m0 -= 1;
      m1 -= distance;
      m2 -= distance * distance;
    }
    moments[3 * i] = m0;
    moments[3 * i + 1] = m1;
    moments[3 * i + 2] = m2;
  });
  return moments;
}

/** Takes the missing rows out of the waves' products with each other, and of their sums. */
function subtractMissing(
  { waves, missing, rows }: GridModel,
  from: readonly number[],
  { sum, moment, gram, columns, first }: SuffixSums & { gram: Float64Array; columns: number; first: number },
): void {
  const { count } = waves.waves;
  const { start, step } = waves.grid;
  const width = 2 * count;
  const sine = new Float64Array(count);
  const cosine = new Float64Array(count);
  const x = new Float64Array(width);
  // Sums over the missing rows from the present one of `from` on.
  const sums = new Float64Array(width);
  const moments = new Float64Array(width);
  let next = missing.length - 1;
  for (let i = from.length - 1, until = rows; i >= 0; until = from[i]!, i--) {
    const shift = until - from[i]!;
    for (let j = 0; j < width; j++) moments[j] = moments[j]! + shift * sums[j]!;
    for (; next >= 0 && missing[next]! >= from[i]!; next--) {
      const distance = missing[next]! - from[i]!;
      waveValues(waves.waves, start + missing[next]! * step, sine, cosine);
      for (let f = 0; f < count; f++) {
        x[2 * f] = sine[f]!;
        x[2 * f + 1] = cosine[f]!;
      }
      for (let j = 0; j < width; j++) {
        const value = x[j]!;
        const row = (first + j) * columns + first;
        for (let k = 0; k <= j; k++) gram[row + k] = gram[row + k]! - value * x[k]!;
        sums[j] = sums[j]! + value;
        moments[j] = moments[j]! + distance * value;
      }
    }
    const at = i * width;
    for (let j = 0; j < width; j++) {
      sum[at + j] = sum[at + j]! - sums[j]!;
      moment[at + j] = moment[at + j]! - moments[j]!;
    }
  }
}

/** The {@link SuffixSums} of values by row, up to row `end`. @internal */
export function suffixSums(values: Float64Array, from: readonly number[], end: number): SuffixSums {
  const sum = new Float64Array(from.length);
  const moment = new Float64Array(from.length);
  let total = 0;
  let weighted = 0;
  let row = end;
  for (let i = from.length - 1; i >= 0; i--) {
    for (; row > from[i]!; row--) {
      // Each step back makes what follows one row more distant.
      weighted += total;
      total += values[row - 1]!;
    }
    sum[i] = total;
    moment[i] = weighted;
  }
  return { sum, moment };
}

/** The sum of products of the first `length` values. @internal */
export function dot(a: Float64Array, b: Float64Array, length: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < length; i += 2) {
    even += a[i]! * b[i]!;
    odd += a[i + 1]! * b[i + 1]!;
  }
  return i < length ? even + odd + a[i]! * b[i]! : even + odd;
}
