import type { FitStructure } from './FitProblem.js';
import { featureLayout } from './FitProblem.js';
import type { FittedParameters } from './FittedParameters.js';
import { referenceAt, type StartingParameters, solveLinear } from './fitLinear.js';
import { GridWaves } from './GridWaves.js';
import { gridEquations, type SuffixSums } from './gridEquations.js';
import { type FoundGrid, findGrid } from './ProphetGrid.js';
import { placeChangepoints } from './placeChangepoints.js';
import { type FitScales, type ProphetSpecification, prepareFit, scaleFor } from './prepareFit.js';
import type { OrderedObservations } from './prophetObservations.js';
import { isMultiplicative, isWave } from './prophetParts.js';
import { waveSet } from './waveSet.js';

type Observed = Pick<OrderedObservations, 'timestamps' | 'values' | 'stepMs'>;

/**
 * Fits to longer and longer beginnings of one series on a regular grid, with additive waves alone. Sums over all
 * beginnings are made in one pass, and the products of the values with the waves are continued from one fit to the next,
 * so that the cost of a fit is nearly independent of the number of observations.
 *
 * @internal
 */
export class RollingGrid {
  readonly #specification: ProphetSpecification;
  readonly #observed: Observed;
  readonly #grid: FoundGrid;
  readonly #waves: GridWaves;
  readonly #centre: number;
  /** By row, the values about the first, and ones; both 0 where missing. */
  readonly #values: Float64Array;
  readonly #ones: Float64Array;
  /** Sums over the rows before each: of values, of rows times values, of squares; of ones, of rows. */
  readonly #sums: Record<'values' | 'rowValues' | 'squares' | 'ones' | 'rows', Float64Array>;
  /** Products with the waves over the rows so far. */
  readonly #valueProducts: Float64Array;
  readonly #oneProducts: Float64Array;
  #rows = 0;
  /** The extremes of the values so far. */
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** `undefined` where the series or the model is not of that kind. */
  static of(specification: ProphetSpecification, observed: Observed): RollingGrid | undefined {
    const { growth, parts } = specification;
    if (growth === 'logistic') return undefined;
    if (!parts.every((part) => isWave(part) && !isMultiplicative(part))) return undefined;
    const grid = findGrid(observed.timestamps, observed.stepMs);
    return grid === undefined ? undefined : new RollingGrid(specification, observed, grid);
  }

  private constructor(specification: ProphetSpecification, observed: Observed, grid: FoundGrid) {
    const { values } = observed;
    const { rows, row } = grid;
    this.#specification = specification;
    this.#observed = observed;
    this.#grid = grid;
    this.#waves = new GridWaves(waveSet(specification.parts.filter(isWave)), grid);
    // Not the mean of all: rounding would then depend on what comes after a cutoff.
    this.#centre = values[0]!;
    this.#values = new Float64Array(rows);
    this.#ones = new Float64Array(rows);
    for (let i = 0; i < values.length; i++) {
      const at = row === undefined ? i : row[i]!;
      this.#values[at] = values[i]! - this.#centre;
      this.#ones[at] = 1;
    }
    this.#sums = beginningSums(this.#values, this.#ones);
    const { waves } = featureLayout(specification.parts);
    this.#valueProducts = new Float64Array(waves);
    this.#oneProducts = new Float64Array(waves);
  }

  /** The scales and the shape of the fit to the first `count` observations; never fewer than before. */
  scales(count: number): FitScales {
    const { growth, scaling, changepointRule, changepoints, changepointPriorScale, parts } =
      this.#specification;
    const { timestamps, values } = this.#observed;
    let least = this.#least;
    let greatest = this.#greatest;
    for (let i = this.#count; i < count; i++) {
      const value = values[i]!;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    this.#least = least;
    this.#greatest = greatest;
    this.#count = count;
    const known = timestamps.subarray(0, count);
    const last = timestamps[count - 1]!;
    const given = changepoints && Array.from(changepoints).filter((at) => at <= last);
    return {
      ...scaleFor({ least, greatest, n: count }, scaling, growth),
      problem: {
        growth,
        start: timestamps[0]!,
        span: last - timestamps[0]!,
        changepoints:
          growth === 'flat' ? new Float64Array(0) : placeChangepoints(known, changepointRule, given),
        changepointPriorScale,
        parts,
      },
    };
  }

  /** The fit to the first `count` observations. */
  fit(
    { problem, offset, scale }: FitScales,
    count: number,
    start: StartingParameters | undefined,
  ): FittedParameters {
    const { row, missing } = this.#grid;
    const rows = row === undefined ? count : row[count - 1]! + 1;
    this.#waves.project(this.#values, this.#rows, rows, this.#valueProducts);
    this.#waves.project(this.#ones, this.#rows, rows, this.#oneProducts);
    this.#rows = rows;
    const sums = this.#sums;
    // Residuals are (value + shift) / scale.
    const shift = -sums.values[rows]! / count;
    const reference = referenceAt(problem, (this.#centre - shift - offset) / scale);
    const equations = gridEquations({
      waves: this.#waves,
      rows,
      missing: missing.filter((gap) => gap < rows),
      hasSlope: problem.growth !== 'flat',
      changepoints: problem.changepoints,
      span: problem.span,
      residuals: {
        ee: (sums.squares[rows]! + shift * (2 * sums.values[rows]! + shift * count)) / (scale * scale),
        suffixSums: (from) => this.#suffixSums(from, rows, shift, scale),
        waveProducts: this.#valueProducts.map(
          (product, j) => (product + shift * this.#oneProducts[j]!) / scale,
        ),
        otherProducts: [],
      },
      others: [],
      otherProjections: [],
    });
    return solveLinear(problem, equations, { reference, start, exact: () => this.#exact(problem, count) });
  }

  #suffixSums(from: readonly number[], rows: number, shift: number, scale: number): SuffixSums {
    const { values, rowValues, ones, rows: rowSums } = this.#sums;
    const sum = new Float64Array(from.length);
    const moment = new Float64Array(from.length);
    from.forEach((row, i) => {
      const total = values[rows]! - values[row]!;
      const count = ones[rows]! - ones[row]!;
      sum[i] = (total + shift * count) / scale;
      const distances = rowSums[rows]! - rowSums[row]! - row * count;
      moment[i] = (rowValues[rows]! - rowValues[row]! - row * total + shift * distances) / scale;
    });
    return { sum, moment };
  }

  #exact(problem: FitStructure, count: number) {
    const { timestamps, values, stepMs } = this.#observed;
    const known = { timestamps: timestamps.subarray(0, count), values: values.subarray(0, count), stepMs };
    const none = { regressors: new Map(), conditions: new Map(), cap: undefined, floor: undefined };
    return { ...prepareFit(this.#specification, known, none).problem, ...problem };
  }
}

function beginningSums(values: Float64Array, ones: Float64Array) {
  const length = values.length + 1;
  const sums = {
    values: new Float64Array(length),
    rowValues: new Float64Array(length),
    squares: new Float64Array(length),
    ones: new Float64Array(length),
    rows: new Float64Array(length),
  };
  for (let r = 0; r < values.length; r++) {
    const value = values[r]!;
    sums.values[r + 1] = sums.values[r]! + value;
    sums.rowValues[r + 1] = sums.rowValues[r]! + r * value;
    sums.squares[r + 1] = sums.squares[r]! + value * value;
    sums.ones[r + 1] = sums.ones[r]! + ones[r]!;
    sums.rows[r + 1] = sums.rows[r]! + r * ones[r]!;
  }
  return sums;
}
