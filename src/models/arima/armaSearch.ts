import { choleskyFactor, choleskyInverse, type MinimizeBfgsResult, minimizeBfgs } from '../../math/index.js';
import type { ArmaLikelihood, ArmaLikelihoodInput } from './ArmaLikelihood.js';
import { type ArmaParametrization, armaParametrization } from './armaParametrization.js';
import { createExactLikelihood } from './exactLikelihood.js';
import { gaussNewtonHessian } from './gaussNewtonHessian.js';

/** What an ARMA process with regression is fitted to: the series centred if it has a mean, of the order of 1. */
export interface ArmaProblem extends ArmaLikelihoodInput {
  readonly signal: AbortSignal | undefined;
  /** For each of ar, ma, sar, sma the value that is given, NaN where it is free; absent where all are. */
  readonly given?: Float64Array | undefined;
}

/** How far to climb. */
export interface ClimbOptions {
  /** Default 200. */
  readonly maxIterations?: number;
  /** Give up when six iterations gained less than this. Default 1e-7. */
  readonly stallGain?: number;
  /** What is known of the curvature, as left by an earlier climb. Default: the approximation of Gauss and Newton. */
  readonly inverseHessian?: Float64Array;
}

/** A way up to a maximum of the likelihood. */
export interface ArmaSearch {
  readonly parametrization: ArmaParametrization;
  readonly likelihood: ArmaLikelihood;
  /** Half the deviance but for constants at x, as `ArmaLikelihood.evaluate`. */
  readonly valueAt: (x: Float64Array) => number;
  /** Its derivatives at the x last evaluated, where the value is finite. */
  readonly gradientThere: (gradient: Float64Array) => void;
  /** Climbs from x. */
  climb(x: Float64Array, options?: ClimbOptions): MinimizeBfgsResult;
}

/** A search over all coefficients by maximum likelihood, on the given evaluation of the likelihood. @internal */
export function createArmaSearch(
  problem: ArmaProblem,
  likelihood: ArmaLikelihood = createExactLikelihood(problem),
  parametrization: ArmaParametrization = armaParametrization(problem.orders),
): ArmaSearch {
  const { series, signal } = problem;
  const { f, m, set, pullBack } = parametrization;
  const fBar = new Float64Array(f.expanded.length);
  const mBar = new Float64Array(m.expanded.length);

  function valueAt(x: Float64Array): number {
    return likelihood.evaluate(f, m, set(x));
  }

  function gradientThere(gradient: Float64Array): void {
    likelihood.gradient(fBar, mBar);
    pullBack(fBar, mBar, likelihood.determinantWeight, gradient);
  }

  function gaussNewtonInverse(x: Float64Array): Float64Array | undefined {
    const { size } = parametrization;
    const logDeterminant = set(x);
    if (likelihood.hessian !== undefined) likelihood.evaluate(f, m, logDeterminant);
    const jacobian = parametrization.jacobian();
    const hessian = likelihood.hessian?.() ?? gaussNewtonHessian(series, f, m);
    const terms = jacobian.length / size;
    const half = new Float64Array(terms * size);
    const carried = new Float64Array(size * size);
    for (let i = 0; i < terms; i++) {
      for (let l = 0; l < terms; l++) {
        const entry = hessian[i * terms + l]!;
        for (let j = 0; j < size; j++)
          half[i * size + j] = half[i * size + j]! + entry * jacobian[l * size + j]!;
      }
    }
    for (let l = 0; l < terms; l++) {
      for (let i = 0; i < size; i++) {
        const entry = jacobian[l * size + i]!;
        for (let j = 0; j < size; j++) {
          carried[i * size + j] = carried[i * size + j]! + entry * half[l * size + j]!;
        }
      }
    }
    for (let i = 0; i < size; i++) carried[i * size + i] = carried[i * size + i]! * (1 + 1e-6) + 1e-6;
    return choleskyFactor(carried, size) ? choleskyInverse(carried, size) : undefined;
  }

  return {
    parametrization,
    likelihood,
    valueAt,
    gradientThere,
    climb: (x, { maxIterations = 200, stallGain = 1e-7, inverseHessian = gaussNewtonInverse(x) } = {}) =>
      minimizeBfgs({
        objective: valueAt,
        gradientThere,
        start: x,
        inverseHessian,
        maxIterations,
        decrementTolerance: 1e-8,
        stallGain,
        onIteration: () => signal?.throwIfAborted(),
      }),
  };
}
