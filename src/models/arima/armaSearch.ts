import {
  choleskyFactor,
  choleskyInverse,
  type MinimizeBfgsResult,
  minimizeBfgs,
  multiplySquare,
  multiplySquareTransposed,
} from '../../math/index.js';
import { type ArmaParametrization, armaParametrization } from './armaParametrization.js';
import { createExactLikelihood, type ExactLikelihood } from './exactLikelihood.js';
import { gaussNewtonHessian } from './gaussNewtonHessian.js';

/** What an ARMA(p, q) with regression is fitted to. */
export interface ArmaProblem {
  /** The series, centred if it has a mean and scaled to the order of 1. */
  readonly series: Float64Array;
  /** Regression columns of the same length. */
  readonly regressors: readonly Float64Array[];
  readonly p: number;
  readonly q: number;
  readonly signal: AbortSignal | undefined;
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
  /** The length of the series. */
  readonly length: number;
  readonly parametrization: ArmaParametrization;
  readonly likelihood: ExactLikelihood;
  /** Half the deviance but for constants at x, as `ExactLikelihood.evaluate`, and its derivatives. */
  readonly objective: (x: Float64Array, gradient: Float64Array) => number;
  /** Climbs from x. */
  climb(x: Float64Array, options?: ClimbOptions): MinimizeBfgsResult;
}

/** A search over all coefficients by exact maximum likelihood, on the given evaluation of the likelihood. @internal */
export function createArmaSearch(
  { series, regressors, p, q, signal }: ArmaProblem,
  likelihood: ExactLikelihood = createExactLikelihood({ series, regressors, p, q }),
): ArmaSearch {
  const parametrization = armaParametrization(p, q);
  const { f, m, set, pullBack } = parametrization;
  const fBar = new Float64Array(f.length);
  const mBar = new Float64Array(m.length);

  function objective(x: Float64Array, gradient: Float64Array): number {
    const logDeterminant = set(x);
    const value = likelihood.evaluate(f, m, logDeterminant);
    if (value < Number.POSITIVE_INFINITY) {
      likelihood.gradient(fBar, mBar);
      pullBack(fBar, mBar, 0.5, gradient);
    }
    return value;
  }

  function gaussNewtonInverse(x: Float64Array): Float64Array | undefined {
    const { size } = parametrization;
    set(x);
    const jacobian = parametrization.jacobian();
    const half = new Float64Array(size * size);
    const hessian = new Float64Array(size * size);
    multiplySquare(half, gaussNewtonHessian(series, f, m, p, q), jacobian, size);
    multiplySquareTransposed(hessian, jacobian, half, size);
    for (let i = 0; i < size; i++) hessian[i * size + i] = hessian[i * size + i]! * (1 + 1e-6) + 1e-6;
    return choleskyFactor(hessian, size) ? choleskyInverse(hessian, size) : undefined;
  }

  return {
    length: series.length,
    parametrization,
    likelihood,
    objective,
    climb: (x, { maxIterations = 200, stallGain = 1e-7, inverseHessian = gaussNewtonInverse(x) } = {}) =>
      minimizeBfgs({
        objective,
        start: x,
        inverseHessian,
        maxIterations,
        decrementTolerance: 1e-8,
        stallGain,
        onIteration: () => signal?.throwIfAborted(),
      }),
  };
}
