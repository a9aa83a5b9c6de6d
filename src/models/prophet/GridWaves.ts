import type { TimeGrid } from './fourierGram.js';
import { type WaveSet, waveValues } from './waveSet.js';

/** Rows that share a table of the waves. */
const chunk = 64;

/**
 * Sums of waves over stretches of a regular grid. The waves of 64 rows are tabulated once; those of any other 64 rows
 * are the table turned by the phase of the first of them, so that a sum over n rows costs two multiplications a row and
 * harmonic when it is weighted by data, and nothing a row when it is not.
 *
 * @internal
 */
export class GridWaves {
  readonly waves: WaveSet;
  readonly grid: TimeGrid;
  /** Of harmonic f at row r of a chunk, at `64 f + r`. */
  readonly #sine: Float64Array;
  readonly #cosine: Float64Array;
  /** Sums over the first r rows of a chunk, and the same with rows as weights, at `65 f + r`; made when needed. */
  #prefix: { s0: Float64Array; c0: Float64Array; s1: Float64Array; c1: Float64Array } | undefined;
  /** The waves at the first row of a chunk. */
  readonly #s: Float64Array;
  readonly #c: Float64Array;

  constructor(waves: WaveSet, grid: TimeGrid) {
    this.waves = waves;
    this.grid = grid;
    const { count } = waves;
    this.#sine = new Float64Array(count * chunk);
    this.#cosine = new Float64Array(count * chunk);
    this.#s = new Float64Array(count);
    this.#c = new Float64Array(count);
    for (let r = 0; r < Math.min(chunk, grid.rows); r++) {
      waveValues(waves, r * grid.step, this.#s, this.#c);
      for (let f = 0; f < count; f++) {
        this.#sine[f * chunk + r] = this.#s[f]!;
        this.#cosine[f * chunk + r] = this.#c[f]!;
      }
    }
  }

  /** Adds the products of the columns sine 1, cosine 1, ... with `values`, over rows `from` up to `to`, to `out`. */
  project(values: Float64Array, from: number, to: number, out: Float64Array, at = 0): void {
    const { start, step } = this.grid;
    const { count } = this.waves;
    const sine = this.#sine;
    const cosine = this.#cosine;
    for (let row = from; row < to; row += chunk) {
      const length = Math.min(chunk, to - row);
      if (isZero(values, row, length)) continue;
      waveValues(this.waves, start + row * step, this.#s, this.#c);
      for (let f = 0; f < count; f++) {
        const table = f * chunk;
        let s = 0;
        let c = 0;
        let s2 = 0;
        let c2 = 0;
        let r = 0;
        for (; r + 1 < length; r += 2) {
          const value = values[row + r]!;
          const next = values[row + r + 1]!;
          s += value * sine[table + r]!;
          c += value * cosine[table + r]!;
          s2 += next * sine[table + r + 1]!;
          c2 += next * cosine[table + r + 1]!;
        }
        if (r < length) {
          s += values[row + r]! * sine[table + r]!;
          c += values[row + r]! * cosine[table + r]!;
        }
        s += s2;
        c += c2;
        const s0 = this.#s[f]!;
        const c0 = this.#c[f]!;
        out[at + 2 * f] = out[at + 2 * f]! + s0 * c + c0 * s;
        out[at + 2 * f + 1] = out[at + 2 * f + 1]! + c0 * c - s0 * s;
      }
    }
  }

  /**
   * Sums over the rows from each of `rows` (ascending, the first 0) up to `end`: of the columns, and of the columns
   * times the distance in rows from the first of the sum. Both are row-major, a row of 2 `count` columns for each sum.
   */
  suffixSums(rows: readonly number[], end: number): { sum: Float64Array; moment: Float64Array } {
    const width = 2 * this.waves.count;
    const sum = new Float64Array(rows.length * width);
    const moment = new Float64Array(rows.length * width);
    let until = end;
    for (let i = rows.length - 1; i >= 0; i--) {
      const from = rows[i]!;
      const at = i * width;
      if (i + 1 < rows.length) {
        // What follows, its moments counted from this row.
        const shift = until - from;
        for (let j = 0; j < width; j++) {
          const after = sum[at + width + j]!;
          sum[at + j] = after;
          moment[at + j] = moment[at + width + j]! + shift * after;
        }
      }
      this.#addStretch(from, until, sum, moment, at);
      until = from;
    }
    return { sum, moment };
  }

  #addStretch(from: number, to: number, sum: Float64Array, moment: Float64Array, at: number): void {
    const { start, step } = this.grid;
    const { count } = this.waves;
    const { s0, c0, s1, c1 } = this.#prefixes();
    for (let row = from; row < to; row += chunk) {
      const length = Math.min(chunk, to - row);
      const offset = row - from;
      waveValues(this.waves, start + row * step, this.#s, this.#c);
      for (let f = 0; f < count; f++) {
        const entry = f * (chunk + 1) + length;
        const s = this.#s[f]!;
        const c = this.#c[f]!;
        const sineSum = s * c0[entry]! + c * s0[entry]!;
        const cosineSum = c * c0[entry]! - s * s0[entry]!;
        const column = at + 2 * f;
        sum[column] = sum[column]! + sineSum;
        sum[column + 1] = sum[column + 1]! + cosineSum;
        moment[column] = moment[column]! + offset * sineSum + s * c1[entry]! + c * s1[entry]!;
        moment[column + 1] = moment[column + 1]! + offset * cosineSum + c * c1[entry]! - s * s1[entry]!;
      }
    }
  }

  #prefixes() {
    if (this.#prefix !== undefined) return this.#prefix;
    const { count } = this.waves;
    const side = chunk + 1;
    const made = {
      s0: new Float64Array(count * side),
      c0: new Float64Array(count * side),
      s1: new Float64Array(count * side),
      c1: new Float64Array(count * side),
    };
    for (let f = 0; f < count; f++) {
      for (let r = 0; r < chunk; r++) {
        const s = this.#sine[f * chunk + r]!;
        const c = this.#cosine[f * chunk + r]!;
        const at = f * side + r;
        made.s0[at + 1] = made.s0[at]! + s;
        made.c0[at + 1] = made.c0[at]! + c;
        made.s1[at + 1] = made.s1[at]! + r * s;
        made.c1[at + 1] = made.c1[at]! + r * c;
      }
    }
    this.#prefix = made;
    return made;
  }
}

function isZero(values: Float64Array, from: number, length: number): boolean {
  for (let i = from; i < from + length; i++) if (values[i] !== 0) return false;
  return true;
}
