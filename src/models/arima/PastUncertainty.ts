/** The deviation of a quantity from its expected value: coefficients of the unknowns. `undefined` stands for zeros. */
export type UncertainRow = Float64Array | undefined;

/** What is not known of the recent levels and innovations, each the latest first. */
export interface PastRows {
  /** The number of unknowns; rows may be longer. */
  readonly columns: number;
  readonly levels: readonly UncertainRow[];
  readonly innovations: readonly UncertainRow[];
}

/** All is known. @internal */
export const nothingUnknown: PastRows = { columns: 0, levels: [], innovations: [] };

/** Deviations below this, in units of sigma, show in no forecast. */
const negligible = 1e-7;
/** A diffuse unknown that an observation sees with less than this is not told by it. */
const invisible = 1e-9;

/**
 * What is not known of the past: the recent levels, the recent innovations, and what the time before the sample adds
 * to the coming errors, each as its expected value, kept by the owner, plus a row times unknowns. The unknowns are
 * independent, of mean 0 and variance 1 in units of sigma, but for the first few, which are diffuse: nothing at all
 * is known of them.
 *
 * A square root of a covariance, which no rounding makes indefinite. Source: Potter (1963), in Bierman, Factorization
 * Methods for Discrete Sequential Estimation, chapter II; de Jong (1991), Annals of Statistics 19, 1073-1083, for
 * diffuse unknowns, which are here eliminated one by one.
 *
 * @internal
 */
export class PastUncertainty {
  /** Of the recent levels, the latest first. */
  readonly levels: UncertainRow[];
  /** Of the recent innovations, the latest first. */
  readonly innovations: UncertainRow[];
  /** Of what the time before the sample adds to the coming errors, the next first. */
  readonly pending: UncertainRow[] = [];
  /** The expected values of `pending`. */
  readonly pendingMeans: number[] = [];
  /** The number of unknowns, the diffuse ones first. */
  columns = 0;
  diffuse = 0;
  #capacity = 0;
  readonly #spare: Float64Array[] = [];

  constructor(levels: number, innovations: number) {
    this.levels = new Array(levels).fill(undefined);
    this.innovations = new Array(innovations).fill(undefined);
  }

  /** A row of zeros. */
  newRow(): Float64Array {
    if (this.#capacity < this.columns) this.#reserve(this.columns);
    return this.#spare.pop()?.fill(0) ?? new Float64Array(this.#capacity);
  }

  /** Adds an unknown of variance 1 and returns its column. */
  addUnknown(): number {
    if (this.columns === this.#capacity) this.#reserve(2 * this.columns + 4);
    this.columns += 1;
    return this.columns - 1;
  }

  /** Adds a diffuse unknown; before any other. */
  addDiffuse(): number {
    this.diffuse += 1;
    return this.addUnknown();
  }

  /** Takes over copies of rows that nothing is diffuse in. */
  admit({ columns, levels, innovations }: PastRows): void {
    this.#forget();
    this.columns = columns;
    this.#reserve(columns);
    const copyOf = (row: UncertainRow) => {
      if (row === undefined) return undefined;
      const copy = new Float64Array(columns);
      for (let c = 0; c < columns; c++) copy[c] = row[c]!;
      return copy;
    };
    for (let i = 0; i < levels.length; i++) this.levels[i] = copyOf(levels[i]);
    for (let j = 0; j < innovations.length; j++) this.innovations[j] = copyOf(innovations[j]);
  }

  /** Whether a recent level is not known. */
  hasLevels(): boolean {
    for (let i = 0; i < this.levels.length; i++) if (this.levels[i] !== undefined) return true;
    return false;
  }

  /** Whether all is known. */
  isNothing(): boolean {
    return this.columns === 0 && this.pending.length === 0;
  }

  /** The new latest level and innovation take the place of the earliest ones. */
  push(level: UncertainRow, innovation: UncertainRow): void {
    shift(this.levels, level, this.#spare);
    shift(this.innovations, innovation, this.#spare);
  }

  /** The row of the next error leaves the pending ones; it is the caller's. */
  takePending(): UncertainRow {
    this.pendingMeans.shift();
    return this.pending.shift();
  }

  /** Which diffuse unknown an error with this row tells most of, if any. */
  diffusePivot(row: Float64Array): number | undefined {
    let pivot: number | undefined;
    let size = invisible;
    for (let i = 0; i < this.diffuse; i++) {
      if (Math.abs(row[i]!) <= size) continue;
      size = Math.abs(row[i]!);
      pivot = i;
    }
    return pivot;
  }

  /**
   * Takes in that an innovation, of variance 1, is `error` plus `row` times the unknowns. `gains` is told by how much
   * the expected value of each quantity changes. Overwrites `row` with that of the innovation; returns the variance
   * that the error had.
   */
  observe(row: Float64Array, error: number, gains: Gains): number {
    const { columns, diffuse } = this;
    let variance = 1;
    for (let i = diffuse; i < columns; i++) variance += row[i]! * row[i]!;
    const root = Math.sqrt(variance);
    const shrink = 1 / (variance + root);
    const rate = error / variance;
    this.#change(gains, (quantity) => {
      let product = 0;
      for (let i = diffuse; i < columns; i++) product += quantity[i]! * row[i]!;
      if (product === 0) return 0;
      const weight = shrink * product;
      for (let i = diffuse; i < columns; i++) quantity[i] = quantity[i]! - weight * row[i]!;
      return -product * rate;
    });
    for (let i = diffuse; i < columns; i++) row[i] = row[i]! / root;
    return variance;
  }

  /**
   * The same where the error sees the diffuse unknown `pivot`, which it determines: the innovation becomes an unknown
   * in its place.
   */
  resolve(row: Float64Array, error: number, pivot: number, gains: Gains): void {
    const { columns } = this;
    const scale = row[pivot]!;
    const last = this.diffuse - 1;
    this.#change(gains, (quantity) => {
      const weight = quantity[pivot]! / scale;
      if (weight !== 0) {
        for (let i = 0; i < columns; i++) quantity[i] = quantity[i]! - weight * row[i]!;
      }
      quantity[pivot] = quantity[last]!;
      quantity[last] = weight;
      return -weight * error;
    });
    this.diffuse = last;
    row.fill(0);
    row[last] = 1;
  }

  #change(gains: Gains, change: (quantity: Float64Array) => number): void {
    const { levels, innovations, pending, pendingMeans } = this;
    for (let i = 0; i < levels.length; i++) {
      const row = levels[i];
      if (row !== undefined) gains.level(i, change(row));
    }
    for (let j = 0; j < innovations.length; j++) {
      const row = innovations[j];
      if (row !== undefined) gains.innovation(j, change(row));
    }
    for (let k = 0; k < pending.length; k++) {
      const row = pending[k];
      if (row !== undefined) pendingMeans[k] = pendingMeans[k]! + change(row);
    }
  }

  /** Forgets the unknowns once nothing depends on them, and merges them when they outnumber what does. */
  tidy(): void {
    if (this.columns === 0 || this.pending.length > 0) return;
    let rows = 0;
    let size = 0;
    for (const part of [this.levels, this.innovations]) {
      for (let i = 0; i < part.length; i++) {
        const row = part[i];
        if (row === undefined) continue;
        rows += 1;
        for (let c = 0; c < this.columns; c++) size = Math.max(size, Math.abs(row[c]!));
      }
    }
    if (size < negligible && this.diffuse === 0) this.#forget();
    else if (this.columns - this.diffuse > 2 * rows + 8) this.merge();
  }

  /** As few unknowns as there can be, in echelon form: the first row has one, the second two ... */
  merge(): void {
    const rows = [...this.levels.slice().reverse(), ...this.innovations].filter((row) => row !== undefined);
    const { columns } = this;
    let pivot = this.diffuse;
    for (let r = 0; r < rows.length && pivot < columns; r++) {
      const size = reflect(rows, r, pivot, columns);
      if (size > 0) pivot += 1;
    }
    this.columns = Math.min(pivot, columns);
    if (this.columns === 0) this.#forget();
  }

  #forget(): void {
    this.columns = 0;
    this.levels.fill(undefined);
    this.innovations.fill(undefined);
    this.#spare.length = 0;
  }

  #reserve(capacity: number): void {
    this.#capacity = capacity;
    this.#spare.length = 0;
    for (const part of [this.levels, this.innovations, this.pending]) {
      for (let i = 0; i < part.length; i++) {
        const row = part[i];
        if (row === undefined) continue;
        part[i] = new Float64Array(capacity);
        part[i]!.set(row);
      }
    }
  }
}

/** Is told by how much the expected values of the recent levels and innovations change, counted from the latest. */
export interface Gains {
  level(index: number, change: number): void;
  innovation(index: number, change: number): void;
}

function shift(rows: UncertainRow[], row: UncertainRow, spare: Float64Array[]): void {
  if (rows.length === 0) {
    if (row !== undefined) spare.push(row);
    return;
  }
  const dropped = rows.pop();
  if (dropped !== undefined) spare.push(dropped);
  rows.unshift(row);
}

/** Householder's reflection of the columns from `pivot` that leaves row r nothing beyond it; returns what it leaves. */
function reflect(rows: readonly Float64Array[], r: number, pivot: number, columns: number): number {
  const row = rows[r]!;
  let square = 0;
  for (let c = pivot; c < columns; c++) square += row[c]! * row[c]!;
  const size = Math.sqrt(square);
  if (size < negligible * negligible) {
    for (let c = pivot; c < columns; c++) row[c] = 0;
    return 0;
  }
  const head = row[pivot]!;
  const target = head > 0 ? -size : size;
  const norm = square - head * target;
  const vector = row.slice(pivot, columns);
  vector[0] = head - target;
  for (let other = r; other < rows.length; other++) {
    const at = rows[other]!;
    let product = 0;
    for (let c = pivot; c < columns; c++) product += at[c]! * vector[c - pivot]!;
    const weight = product / norm;
    for (let c = pivot; c < columns; c++) at[c] = at[c]! - weight * vector[c - pivot]!;
  }
  for (let c = pivot + 1; c < columns; c++) row[c] = 0;
  row[pivot] = target;
  return size;
}
