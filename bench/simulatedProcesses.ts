/** Series with known properties, of Gaussian noise of variance 1 unless they say otherwise. */

import type { RandomStream } from '../src/math/index.js';

/** Makes one series of `n` values from the stream. */
export type Process = (n: number, stream: RandomStream) => Float64Array;

/** Independent normal values. */
export const whiteNoise: Process = (n, { normal }) => Float64Array.from({ length: n }, normal);

/** A first-order autoregression that starts in its stationary distribution. */
export function autoregression(coefficient: number): Process {
  return (n, { normal }) => {
    let value = normal() / Math.sqrt(1 - coefficient ** 2);
    return Float64Array.from({ length: n }, () => {
      const before = value;
      value = coefficient * value + normal();
      return before;
    });
  };
}

/** A first-order moving average: a shock and `coefficient` times the shock before. */
export function movingAverage(coefficient: number): Process {
  return (n, { normal }) => {
    let shock = normal();
    return Float64Array.from({ length: n }, () => {
      const before = shock;
      shock = normal();
      return shock + coefficient * before;
    });
  };
}

/** Uncorrelated noise of variance 1 whose spells of calm and excitement last: GARCH(1, 1). */
export function garchNoise(reaction: number, persistence: number): Process {
  return (n, { normal }) => {
    let variance = 1;
    return Float64Array.from({ length: n }, () => {
      const value = Math.sqrt(variance) * normal();
      variance = 1 - reaction - persistence + reaction * value ** 2 + persistence * variance;
      return value;
    });
  };
}

/** Independent values of a t distribution. */
export function studentNoise(degreesOfFreedom: number): Process {
  return (n, { normal }) =>
    Float64Array.from({ length: n }, () => {
      let squares = 0;
      for (let i = 0; i < degreesOfFreedom; i++) squares += normal() ** 2;
      return normal() / Math.sqrt(squares / degreesOfFreedom);
    });
}

/** Independent values of an exponential distribution: skewed. */
export const exponentialNoise: Process = (n, { uniform }) =>
  Float64Array.from({ length: n }, () => -Math.log1p(-uniform()));

/** The running sum of another process. */
export function sumOf(steps: Process): Process {
  return (n, stream) => {
    let level = 0;
    return steps(n, stream).map((step) => {
      level += step;
      return level;
    });
  };
}

/** Another process on top of what `level` gives for the time, counted from 0, and the length. */
export function around(level: (time: number, n: number) => number, noise: Process): Process {
  return (n, stream) => noise(n, stream).map((value, time) => value + level(time, n));
}

/** The residuals of an autoregression of order 1, with a mean, fitted to another process by least squares. */
export function autoregressiveResiduals(process: Process): Process {
  return (n, stream) => {
    const values = process(n + 1, stream);
    const mean = (from: number) => values.subarray(from, from + n).reduce((sum, x) => sum + x, 0) / n;
    const [meanBefore, meanAfter] = [mean(0), mean(1)];
    let products = 0;
    let squares = 0;
    for (let t = 0; t < n; t++) {
      products += (values[t]! - meanBefore) * (values[t + 1]! - meanAfter);
      squares += (values[t]! - meanBefore) ** 2;
    }
    const coefficient = products / squares;
    return Float64Array.from(
      { length: n },
      (_, t) => values[t + 1]! - meanAfter - coefficient * (values[t]! - meanBefore),
    );
  };
}
