import { type FeatureLayout, type FitProblem, featureLayout } from './FitProblem.js';
import { emptyEquations, type NormalEquations } from './normalEquations.js';
import { addPanelGram, panelRows } from './panelGram.js';
import { partColumns } from './partColumns.js';
import { isMultiplicative } from './prophetParts.js';
import { type RowStretch, rowStretches } from './rowStretches.js';
import { accumulateFirstMoments, accumulateMoments, writeTrendGram } from './segmentMoments.js';

/** Weights of the rows in the linear model about some coefficients. */
export interface RowWeights {
  /** Of the trend's columns. */
  readonly trend: Float64Array;
  /** Of the multiplicative features. */
  readonly multiplicative: Float64Array;
  /** Of the products of the trend's columns with each other: those of `trend` squared, or with the curvature. */
  readonly square: Float64Array;
  /** Of the products of the trend's columns with the multiplicative features, likewise. */
  readonly crossing: Float64Array;
}

/**
 * The rows of a fit with their features, kept in panels of 64 rows. One pass gives the normal equations: the hinges'
 * columns are never made, as their products follow from moments of the segments.
 *
 * @internal
 */
export class RowDesign {
  readonly problem: FitProblem;
  readonly layout: FeatureLayout;
  /** Scaled time of the rows, and of the changepoints. */
  readonly t: Float64Array;
  readonly changepoints: Float64Array;
  readonly #stretches: readonly RowStretch[];
  /** Columns of {@link panelRows} numbers, panel by panel. */
  readonly #features: Float64Array;
  readonly #isMultiplicative: Uint8Array;
  /** The products of the features with each other, without weights; made when needed. */
  #plainGram: Float64Array | undefined;

  constructor(problem: FitProblem) {
    const { timestamps, start, span, parts, given } = problem;
    this.problem = problem;
    this.layout = featureLayout(parts);
    this.t = timestamps.map((timestamp) => (timestamp - start) / span);
    this.changepoints = problem.changepoints.map((timestamp) => (timestamp - start) / span);
    this.#stretches = rowStretches(timestamps, problem.changepoints);
    const panels = Math.ceil(timestamps.length / panelRows);
    const { features } = this.layout;
    this.#features = new Float64Array(panels * features * panelRows);
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
    for (let from = 0, to = column; from < values.length; from += panelRows, to += features) {
      this.#features.set(values.subarray(from, from + panelRows), to * panelRows);
    }
  }

  /** Piecewise linear trend: `level` and `slope` at time 0, and the changes of slope. */
  writeTrend(out: Float64Array, level: number, slope: number, delta: Float64Array): void {
    const { t, changepoints } = this;
    let at = level;
    let rise = slope;
    let known = 0;
    for (const { segment, from, to } of this.#stretches) {
      for (; known < segment; known++) {
        rise += delta[known]!;
        at -= delta[known]! * changepoints[known]!;
      }
      for (let row = from; row < to; row++) out[row] = at + rise * t[row]!;
    }
  }

  /** Sums of features times coefficients, additive and multiplicative ones apart. */
  writeEffects(additive: Float64Array, multiplicative: Float64Array, beta: Float64Array): void {
    const { features } = this.layout;
    additive.fill(0);
    multiplicative.fill(0);
    for (let p = 0, from = 0; from < this.t.length; p++, from += panelRows) {
      const rows = Math.min(panelRows, this.t.length - from);
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
    this.#writeFeatures(e, weights, result, first);
    for (const stretch of this.#stretches) {
      result.ee += this.#addTrendSums(stretch, e, weights, { moments, residuals });
      this.#addProducts(stretch, weights, products);
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

  /** Writes the products of the features with each other, and with the residuals. */
  #writeFeatures(
    e: Float64Array,
    weights: RowWeights | undefined,
    { gram, q, columns }: NormalEquations,
    first: number,
  ): void {
    const { features } = this.layout;
    const isWeighed = weights !== undefined && this.#isMultiplicative.includes(1);
    const weighed = new Float64Array(isWeighed ? features * panelRows : 0);
    if (!isWeighed) this.#copyPlainGram(gram, columns, first);
    for (let p = 0, from = 0; from < e.length; p++, from += panelRows) {
      const rows = Math.min(panelRows, e.length - from);
      const base = p * features * panelRows;
      const x = isWeighed ? weighed : this.#features;
      const at = isWeighed ? 0 : base;
      if (isWeighed) {
        this.#weigh(weighed, base, from, rows, weights.multiplicative);
        addPanelGram(x, at, { rows, count: features }, gram, { side: columns, at: first });
      }
      for (let j = 0; j < features; j++) {
        const column = at + j * panelRows;
        let sum = 0;
        for (let r = 0; r < rows; r++) sum += x[column + r]! * e[from + r]!;
        q[first + j] = q[first + j]! + sum;
      }
    }
  }

  /** Writes the products of features that have no weights, which are made once. */
  #copyPlainGram(gram: Float64Array, columns: number, first: number): void {
    const { features } = this.layout;
    if (this.#plainGram === undefined) {
      this.#plainGram = new Float64Array(features * features);
      for (let p = 0, from = 0; from < this.t.length; p++, from += panelRows) {
        const rows = Math.min(panelRows, this.t.length - from);
        const base = p * features * panelRows;
        const place = { side: features, at: 0 };
        addPanelGram(this.#features, base, { rows, count: features }, this.#plainGram, place);
      }
    }
    for (let j = 0; j < features; j++) {
      const row = this.#plainGram.subarray(j * features, j * features + j + 1);
      gram.set(row, (first + j) * columns + first);
    }
  }

  /** Adds the sums that no feature takes part in; gives the sum of squares of the residuals. */
  #addTrendSums(
    { segment, from, to }: RowStretch,
    e: Float64Array,
    weights: RowWeights | undefined,
    { moments, residuals }: { readonly moments: Float64Array; readonly residuals: Float64Array },
  ): number {
    const origin = this.#originOf(segment);
    let m0 = 0;
    let m1 = 0;
    let m2 = 0;
    let e0 = 0;
    let e1 = 0;
    let square = 0;
    for (let row = from; row < to; row++) {
      const weight = weights === undefined ? 1 : weights.square[row]!;
      const distance = this.t[row]! - origin;
      const residual = e[row]!;
      const weighted = weights === undefined ? residual : weights.trend[row]! * residual;
      m0 += weight;
      m1 += weight * distance;
      m2 += weight * distance * distance;
      e0 += weighted;
      e1 += weighted * distance;
      square += residual * residual;
    }
    moments[3 * segment] = moments[3 * segment]! + m0;
    moments[3 * segment + 1] = moments[3 * segment + 1]! + m1;
    moments[3 * segment + 2] = moments[3 * segment + 2]! + m2;
    residuals[2 * segment] = residuals[2 * segment]! + e0;
    residuals[2 * segment + 1] = residuals[2 * segment + 1]! + e1;
    return square;
  }

  /** Adds the products of the features with the trend's columns. */
  #addProducts(
    { panel, segment, from, to }: RowStretch,
    weights: RowWeights | undefined,
    products: Float64Array,
  ): void {
    const { features } = this.layout;
    const { t } = this;
    const x = this.#features;
    const origin = this.#originOf(segment);
    for (let j = 0; j < features; j++) {
      const weight = this.#isMultiplicative[j] === 1 ? weights?.crossing : weights?.trend;
      // The value of a row is where the row is, so far on.
      const on = (panel * features + j - panel) * panelRows;
      let sum = 0;
      let moment = 0;
      for (let row = from; row < to; row++) {
        const weighted = weight === undefined ? x[on + row]! : x[on + row]! * weight[row]!;
        sum += weighted;
        moment += weighted * (t[row]! - origin);
      }
      const at = 2 * features * segment + j;
      products[at] = products[at]! + sum;
      products[at + features] = products[at + features]! + moment;
    }
  }

  /** Where distances in a segment count from. */
  #originOf(segment: number): number {
    return segment === 0 ? 0 : this.changepoints[segment - 1]!;
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
