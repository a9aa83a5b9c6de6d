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
  /** Sums over the rows before each chunk, as far as they are known; moments with rows as weights. */
  readonly #beginnings: { chunks: number; readonly sum: Float64Array; readonly moment: Float64Array };
  /** The waves at the first row of a chunk. */
  readonly #s: Float64Array;
  readonly #c: Float64Array;

  constructor(waves: WaveSet, grid: TimeGrid) {
    this.waves = waves;
    this.grid = grid;
    const { count } = waves;
    this.#sine = new Float64Array(count * chunk);
    this.#cosine = new Float64Array(count * chunk);
    const beginnings = 2 * count * (Math.floor(grid.rows / chunk) + 1);
    this.#beginnings = {
      chunks: 0,
      sum: new Float64Array(beginnings),
      moment: new Float64Array(beginnings),
    };
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
   * Sums over the rows from each of `rows` up to `end`: of the columns, and of the columns times the distance in rows
   * from the first of the sum. Both are row-major, a row of 2 `count` columns for each sum.
   */
  suffixSums(rows: readonly number[], end: number): { sum: Float64Array; moment: Float64Array } {
    const width = 2 * this.waves.count;
    const sum = new Float64Array(rows.length * width);
    const moment = new Float64Array(rows.length * width);
    const all = { sum: new Float64Array(width), moment: new Float64Array(width) };
    this.#writeBeginning(end, all.sum, all.moment, 0);
    rows.forEach((from, i) => {
      const at = i * width;
      this.#writeBeginning(from, sum, moment, at);
      for (let j = 0; j < width; j++) {
        const rest = all.sum[j]! - sum[at + j]!;
        sum[at + j] = rest;
        moment[at + j] = all.moment[j]! - moment[at + j]! - from * rest;
      }
    });
    return { sum, moment };
  }

  /** Writes the sums over the rows before `end`, distances counting from row 0. */
  #writeBeginning(end: number, sum: Float64Array, moment: Float64Array, at: number): void {
    const width = 2 * this.waves.count;
    const chunks = Math.floor(end / chunk);
    const known = this.#beginnings;
    for (; known.chunks < chunks; known.chunks++) {
      const to = (known.chunks + 1) * width;
      known.sum.copyWithin(to, to - width, to);
      known.moment.copyWithin(to, to - width, to);
      this.#addRows(known.chunks * chunk, chunk, known.sum, known.moment, to);
    }
    for (let j = 0; j < width; j++) {
      sum[at + j] = known.sum[chunks * width + j]!;
      moment[at + j] = known.moment[chunks * width + j]!;
    }
    this.#addRows(chunks * chunk, end - chunks * chunk, sum, moment, at);
  }

  /** Adds the sums over `length` rows of a chunk from `row` on, distances counting from row 0. */
  #addRows(row: number, length: number, sum: Float64Array, moment: Float64Array, at: number): void {
    if (length === 0) return;
    const { start, step } = this.grid;
    const { s0, c0, s1, c1 } = this.#prefixes();
    waveValues(this.waves, start + row * step, this.#s, this.#c);
    for (let f = 0; f < this.waves.count; f++) {
      const entry = f * (chunk + 1) + length;
      const s = this.#s[f]!;
      const c = this.#c[f]!;
      const sineSum = s * c0[entry]! + c * s0[entry]!;
      const cosineSum = c * c0[entry]! - s * s0[entry]!;
      const column = at + 2 * f;
      sum[column] = sum[column]! + sineSum;
      sum[column + 1] = sum[column + 1]! + cosineSum;
      moment[column] = moment[column]! + row * sineSum + s * c1[entry]! + c * s1[entry]!;
      moment[column + 1] = moment[column + 1]! + row * cosineSum + c * c1[entry]! - s * s1[entry]!;
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
