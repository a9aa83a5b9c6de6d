import { minimizeOnInterval } from '../../math/index.js';
import type { GaussianPath } from '../gaussianForecast.js';

/** The states of a dynamic Theta model after `count` values. */
export interface DynamicThetaStates {
  /** The level of simple exponential smoothing. */
  readonly level: number;
  /** The mean of the values. */
  readonly mean: number;
  /** The slope of their least squares line. */
  readonly slope: number;
  readonly count: number;
}

/** The parameters of a dynamic Theta model. */
export interface DynamicThetaParameters {
  readonly alpha: number;
  /** 1 - 1 / theta: how much of the line is added to the level. */
  readonly weight: number;
}

/** What was fitted. */
export interface FittedDynamicTheta extends DynamicThetaParameters {
  /** The level before the first value. */
  readonly initialLevel: number;
  readonly sumOfSquares: number;
  readonly states: DynamicThetaStates;
}

/** The bounds of alpha, and of the weight: theta is at most a million. */
const least = 1e-4;
const largest = 1 - 1e-4;
const largestWeight = 1 - 1e-6;

/**
 * Fits the dynamic optimised Theta model by least squares over alpha, theta and the first level.
 *
 * For a given alpha the errors are linear in the level and in 1 - 1 / theta, so that their best values are known, and
 * the search is one of alpha alone: it cannot end in the lesser of two valleys a few cells apart.
 *
 * @internal
 */
export function fitDynamicTheta(values: Float64Array): FittedDynamicTheta {
  const { argument: alpha } = minimizeOnInterval((at) => profile(values, at).sumOfSquares, {
    lower: least,
    upper: largest,
    cells: 24,
  });
  const { weight, initialLevel, sumOfSquares } = profile(values, alpha);
  let states: DynamicThetaStates = { level: initialLevel, mean: 0, slope: 0, count: 0 };
  for (const value of values) states = dynamicThetaAfter(states, value, alpha);
  return { alpha, weight, initialLevel, sumOfSquares, states };
}

/** The best weight and first level for an alpha. */
function profile(values: Float64Array, alpha: number) {
  const n = values.length;
  const first = values[0]!;
  const kept = 1 - alpha;
  let level = first;
  let mean = 0;
  let slope = 0;
  let power = 1;
  let byLevel = 0;
  let byBoth = 0;
  let byLine = 0;
  let levelError = 0;
  let lineError = 0;
  let square = 0;
  for (let t = 1; t <= n; t++) {
    const y = values[t - 1]!;
    const error = y - level;
    const line = lineAhead(mean, slope, t - 1, power, alpha);
    byLevel += power * power;
    byBoth += power * line;
    byLine += line * line;
    levelError += power * error;
    lineError += line * error;
    square += error * error;
    level += alpha * error;
    slope = ((t - 2) * slope + (6 / t) * (y - mean)) / (t + 1);
    mean += (y - mean) / t;
    power *= kept;
  }
  const determinant = byLevel * byLine - byBoth * byBoth;
  const free = determinant > 0 ? (byLevel * lineError - byBoth * levelError) / determinant : 0;
  const weight = Math.min(largestWeight, Math.max(0, free));
  const shift = (levelError - weight * byBoth) / byLevel;
  const sumOfSquares =
    square -
    2 * (shift * levelError + weight * lineError) +
    shift * shift * byLevel +
    2 * shift * weight * byBoth +
    weight * weight * byLine;
  return { weight, initialLevel: first + shift, sumOfSquares };
}

/** What the line adds to the next forecast, before its weight; `power` is (1 - alpha)^count. */
function lineAhead(mean: number, slope: number, count: number, power: number, alpha: number): number {
  return power * (mean - ((count + 1) / 2) * slope) + ((1 - power * (1 - alpha)) / alpha) * slope;
}

/** The one-step forecast of a state. @internal */
export function dynamicThetaAhead(
  { level, mean, slope, count }: DynamicThetaStates,
  { alpha, weight }: DynamicThetaParameters,
): number {
  return level + weight * lineAhead(mean, slope, count, (1 - alpha) ** count, alpha);
}

/** The states after another value. @internal */
export function dynamicThetaAfter(
  { level, mean, slope, count }: DynamicThetaStates,
  value: number,
  alpha: number,
): DynamicThetaStates {
  const t = count + 1;
  return {
    level: level + alpha * (value - level),
    mean: mean + (value - mean) / t,
    slope: ((t - 2) * slope + (6 / t) * (value - mean)) / (t + 1),
    count: t,
  };
}

/**
 * Mean and standard deviation of each step. The model is linear, so that the forecasts are those of the recursions
 * without errors, and the covariance of its three states follows exactly.
 *
 * @internal
 */
export function dynamicThetaPath(
  start: DynamicThetaStates,
  parameters: DynamicThetaParameters,
  sigma2: number,
  horizon: number,
): GaussianPath {
  const { alpha, weight } = parameters;
  const mean = new Float64Array(horizon);
  const standardDeviation = new Float64Array(horizon);
  let states = start;
  // Covariance of level, mean and slope.
  let covariance = new Float64Array(9);
  for (let h = 0; h < horizon; h++) {
    const t = states.count + 1;
    const power = (1 - alpha) ** states.count;
    const toLine = [
      1,
      weight * power,
      weight * ((1 - power * (1 - alpha)) / alpha - (power * t) / 2),
    ] as const;
    mean[h] = dynamicThetaAhead(states, parameters);
    const own = times(covariance, toLine);
    const variance = dot(toLine, own);
    standardDeviation[h] = Math.sqrt(sigma2 * (1 + variance));
    // Each state becomes keep * state + pull * mean + gain * (forecast + error).
    const keep = [1 - alpha, 1 - 1 / t, (t - 2) / (t + 1)] as const;
    const pull = [0, 0, -6 / (t * (t + 1))] as const;
    const gain = [alpha, 1 / t, 6 / (t * (t + 1))] as const;
    const matrix = new Float64Array(9);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        matrix[3 * i + j] = gain[i]! * toLine[j]! + (i === j ? keep[i]! : 0) + (j === 1 ? pull[i]! : 0);
      }
    }
    const next = new Float64Array(9);
    for (let i = 0; i < 3; i++) {
      const row = times(covariance, [matrix[3 * i]!, matrix[3 * i + 1]!, matrix[3 * i + 2]!]);
      for (let j = 0; j < 3; j++) {
        next[3 * i + j] =
          dot([matrix[3 * j]!, matrix[3 * j + 1]!, matrix[3 * j + 2]!], row) + gain[i]! * gain[j]!;
      }
    }
    covariance = next;
    states = dynamicThetaAfter(states, mean[h]!, alpha);
  }
  return { mean, standardDeviation };
}

type Triple = readonly [number, number, number];

function times(matrix: Float64Array, vector: Triple): Triple {
  const row = (i: number) =>
    matrix[3 * i]! * vector[0] + matrix[3 * i + 1]! * vector[1] + matrix[3 * i + 2]! * vector[2];
  return [row(0), row(1), row(2)];
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
