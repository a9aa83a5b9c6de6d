import { type FeatureLayout, type FitProblem, featureLayout } from './FitProblem.js';
import { emptyEquations, type NormalEquations } from './normalEquations.js';
import { addPanelGram, panelRows } from './panelGram.js';
import { partColumns } from './partColumns.js';
import { isMultiplicative } from './prophetParts.js';
import { accumulateFirstMoments, accumulateMoments, writeTrendGram } from './segmentMoments.js';

/** Weights of the rows in the linear model about some coefficients. */
export interface RowWeights {
  /** Of the trend's columns. */
  readonly trend: Float64Array;
  /** Of the multiplicative features. */
  readonly multiplicative: Float64Array;
}

/**
 * The rows of a fit with their features, kept in panels of at most 64 rows, none across a changepoint. One pass gives
 * the normal equations: the hinges' columns are never made, as their products follow from moments of the segments.
 *
 * @internal
 */
export class RowDesign {
  readonly problem: FitProblem;
  readonly layout: FeatureLayout;
  /** Scaled time of the rows, and of the changepoints. */
  readonly t: Float64Array;
  readonly changepoints: Float64Array;
  /** The first row of each panel, and the end of the last. */
  readonly #panels: readonly number[];
  /** The segment of each panel. */
  readonly #segments: readonly number[];
  /** Columns of {@link panelRows} numbers, panel by panel. */
  readonly #features: Float64Array;
  readonly #isMultiplicative: Uint8Array;

  constructor(problem: FitProblem) {
    const { timestamps, start, span, parts, given } = problem;
    this.problem = problem;
    this.layout = featureLayout(parts);
    this.t = timestamps.map((timestamp) => (timestamp - start) / span);
    this.changepoints = problem.changepoints.map((timestamp) => (timestamp - start) / span);
    const panels = [0];
    const segments: number[] = [];
    const ends = [...firstRows(timestamps, problem.changepoints), timestamps.length];
    ends.forEach((end, segment) => {
      for (let row = panels[panels.length - 1]!; row < end; row = Math.min(end, row + panelRows)) {
        panels.push(Math.min(end, row + panelRows));
        segments.push(segment);
      }
    });
    this.#panels = panels;
    this.#segments = segments;
    const { features } = this.layout;
    this.#features = new Float64Array(segments.length * features * panelRows);
    this.#isMultiplicative = new Uint8Array(features);
    parts.forEach((part, i) => {
      const first = this.layout.first[i]!;
      partColumns(part, timestamps, given).forEach((values, j) => {
        this.#write(first + j, values);
        this.#isMultiplicative[first + j] = Number(isMultiplicative(part));
      });
    });
  }

  #write(column: number, values: Float64Array): void {
    const { features } = this.layout;
    for (let p = 0; p < this.#segments.length; p++) {
      const rows = values.subarray(this.#panels[p], this.#panels[p + 1]);
      this.#features.set(rows, (p * features + column) * panelRows);
    }
  }

  /** Piecewise linear trend: `level` and `slope` at time 0, and the changes of slope. */
  writeTrend(out: Float64Array, level: number, slope: number, delta: Float64Array): void {
    const { t, changepoints } = this;
    for (let p = 0, segment = 0, at = level, rise = slope; p < this.#segments.length; p++) {
      for (; segment < this.#segments[p]!; segment++) {
        rise += delta[segment]!;
        at -= delta[segment]! * changepoints[segment]!;
      }
      for (let row = this.#panels[p]!; row < this.#panels[p + 1]!; row++) out[row] = at + rise * t[row]!;
    }
  }

  /** Sums of features times coefficients, additive and multiplicative ones apart. */
  writeEffects(additive: Float64Array, multiplicative: Float64Array, beta: Float64Array): void {
    const { features } = this.layout;
    additive.fill(0);
    multiplicative.fill(0);
    for (let p = 0; p < this.#segments.length; p++) {
      const from = this.#panels[p]!;
      const rows = this.#panels[p + 1]! - from;
      for (let j = 0; j < features; j++) {
        const coefficient = beta[j]!;
        if (coefficient === 0) continue;
        const out = this.#isMultiplicative[j] === 1 ? multiplicative : additive;
        const base = (p * features + j) * panelRows;
        for (let r = 0; r < rows; r++)
          out[from + r] = out[from + r]! + coefficient * this.#features[base + r]!;
      }
    }
  }

  /** The normal equations about coefficients that leave the residuals `e`. */
  equations(e: Float64Array, weights: RowWeights | undefined): NormalEquations {
    const { features } = this.layout;
    const { changepoints } = this;
    const hasSlope = this.problem.growth !== 'flat';
    const first = hasSlope ? 2 : 1;
    const ridged = first + features;
    const result = emptyEquations(e.length, ridged, changepoints.length);
    const { gram, q, columns } = result;
    const moments = new Float64Array(3 * (changepoints.length + 1));
    const residuals = new Float64Array(2 * (changepoints.length + 1));
    const products = new Float64Array(2 * features * (changepoints.length + 1));
    const scratch = new Float64Array(weights === undefined ? 0 : features * panelRows);
    for (let p = 0; p < this.#segments.length; p++) {
      const from = this.#panels[p]!;
      const rows = this.#panels[p + 1]! - from;
      const segment = this.#segments[p]!;
      const origin = segment === 0 ? 0 : changepoints[segment - 1]!;
      result.ee += this.#addTrendSums(from, rows, { e, weights, origin, moments, residuals, segment });
      const base = p * features * panelRows;
      const x = weights === undefined ? this.#features : scratch;
      const at = weights === undefined ? base : 0;
      if (weights !== undefined) this.#weigh(scratch, base, from, rows, weights.multiplicative);
      addPanelGram(x, at, { rows, count: features }, gram, { side: columns, at: first });
      const product = 2 * features * segment;
      for (let j = 0; j < features; j++) {
        let sum = 0;
        let moment = 0;
        let projection = 0;
        const column = at + j * panelRows;
        for (let r = 0; r < rows; r++) {
          const value = x[column + r]!;
          const weighted = weights === undefined ? value : value * weights.trend[from + r]!;
          sum += weighted;
          moment += weighted * (this.t[from + r]! - origin);
          projection += value * e[from + r]!;
        }
        products[product + j] = products[product + j]! + sum;
        products[product + features + j] = products[product + features + j]! + moment;
        q[first + j] = q[first + j]! + projection;
      }
    }
    accumulateMoments(moments, changepoints);
    accumulateFirstMoments(residuals, 1, changepoints);
    accumulateFirstMoments(products, features, changepoints);
    writeTrendGram(gram, columns, { hasSlope, hinges: ridged }, moments, changepoints);
    q[0] = residuals[0]!;
    if (hasSlope) q[1] = residuals[1]!;
    for (let s = 0; s < changepoints.length; s++) q[ridged + s] = residuals[2 * s + 3]!;
    for (let j = 0; j < features; j++) {
      gram[(first + j) * columns] = products[j]!;
      if (hasSlope) gram[(first + j) * columns + 1] = products[features + j]!;
      for (let s = 0; s < changepoints.length; s++) {
        gram[(ridged + s) * columns + first + j] = products[(2 * s + 3) * features + j]!;
      }
    }
    return result;
  }

  /** Adds the sums that no feature takes part in; gives the sum of squares of the residuals. */
  #addTrendSums(
    from: number,
    rows: number,
    sums: {
      e: Float64Array;
      weights: RowWeights | undefined;
      origin: number;
      moments: Float64Array;
      residuals: Float64Array;
      segment: number;
    },
  ): number {
    const { e, weights, origin, moments, residuals, segment } = sums;
    let m0 = 0;
    let m1 = 0;
    let m2 = 0;
    let e0 = 0;
    let e1 = 0;
    let square = 0;
    for (let row = from; row < from + rows; row++) {
      const weight = weights === undefined ? 1 : weights.trend[row]!;
      const distance = this.t[row]! - origin;
      const residual = e[row]!;
      const weighted = weight * distance;
      m0 += weight * weight;
      m1 += weight * weighted;
      m2 += weighted * weighted;
      e0 += weight * residual;
      e1 += weighted * residual;
      square += residual * residual;
    }
    moments[3 * segment] = moments[3 * segment]! + m0;
    moments[3 * segment + 1] = moments[3 * segment + 1]! + m1;
    moments[3 * segment + 2] = moments[3 * segment + 2]! + m2;
    residuals[2 * segment] = residuals[2 * segment]! + e0;
    residuals[2 * segment + 1] = residuals[2 * segment + 1]! + e1;
    return square;
  }

  #weigh(out: Float64Array, base: number, from: number, rows: number, weights: Float64Array): void {
    for (let j = 0; j < this.layout.features; j++) {
      const to = j * panelRows;
      const column = base + to;
      if (this.#isMultiplicative[j] === 0) {
        for (let r = 0; r < rows; r++) out[to + r] = this.#features[column + r]!;
        continue;
      }
      for (let r = 0; r < rows; r++) out[to + r] = this.#features[column + r]! * weights[from + r]!;
    }
  }
}

/** The first row at or after each changepoint. */
function firstRows(timestamps: Float64Array, changepoints: Float64Array): number[] {
  let row = 0;
  return Array.from(changepoints, (changepoint) => {
    while (row < timestamps.length && timestamps[row]! < changepoint) row += 1;
    return row;
  });
}
