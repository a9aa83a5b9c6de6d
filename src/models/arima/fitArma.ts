import {
  choleskyFactor,
  choleskyInverse,
  type MinimizeBfgsResult,
  minimizeBfgs,
  multiplySquare,
  multiplySquareTransposed,
} from '../../math/index.js';
import { armaObjective } from './armaObjective.js';
import {
  type ArmaCoefficients,
  type ArmaParametrization,
  armaParametrization,
} from './armaParametrization.js';
import { createExactLikelihood, type ExactLikelihood } from './exactLikelihood.js';
import { gaussNewtonHessian } from './gaussNewtonHessian.js';
import { hannanRissanen } from './hannanRissanen.js';

/** What to fit an ARMA(p, q) to. */
export interface FitArmaInput {
  /** The series, centred if it has a mean and scaled to the order of 1. */
  readonly series: Float64Array;
  /** Regression columns of the same length. */
  readonly regressors: readonly Float64Array[];
  readonly p: number;
  readonly q: number;
  readonly signal: AbortSignal | undefined;
}

/** A maximum of the likelihood. */
export interface ArmaFit {
  readonly coefficients: ArmaCoefficients;
  /** The estimates of the regression. */
  readonly beta: Float64Array;
  /** The variance of the innovations, S / n. */
  readonly sigma2: number;
  readonly logLikelihood: number;
  /** Where the maximum lies, with likelihood and parametrization left there. */
  readonly x: Float64Array;
  readonly parametrization: ArmaParametrization;
  readonly likelihood: ExactLikelihood;
  readonly reason: MinimizeBfgsResult['reason'];
  readonly iterations: number;
}

/**
 * Fits ARMA(p, q) with regression by exact maximum likelihood.
 *
 * @internal
 */
export function fitArma({ series, regressors, p, q, signal }: FitArmaInput): ArmaFit {
  const n = series.length;
  const parametrization = armaParametrization(p, q);
  const likelihood = createExactLikelihood({ series, regressors, p, q });
  const objective = armaObjective(parametrization, likelihood);
  const start = parametrization.locate(hannanRissanen(series, p, q));
  const found = minimizeBfgs({
    objective,
    start,
    inverseHessian: startingInverseHessian(series, parametrization, start, p, q),
    onIteration: () => signal?.throwIfAborted(),
  });
  const value = objective(found.x, found.gradient);
  return {
    coefficients: parametrization.coefficients(),
    beta: likelihood.point.beta.slice(),
    sigma2: likelihood.point.sumOfSquares / n,
    logLikelihood: -value - (n / 2) * (1 + Math.log(2 * Math.PI)),
    x: found.x,
    parametrization,
    likelihood,
    reason: found.reason,
    iterations: found.iterations,
  };
}

function startingInverseHessian(
  series: Float64Array,
  parametrization: ArmaParametrization,
  x: Float64Array,
  p: number,
  q: number,
): Float64Array | undefined {
  const { size, f, m } = parametrization;
  parametrization.set(x);
  const jacobian = parametrization.jacobian();
  const half = new Float64Array(size * size);
  const hessian = new Float64Array(size * size);
  multiplySquare(half, gaussNewtonHessian(series, f, m, p, q), jacobian, size);
  multiplySquareTransposed(hessian, jacobian, half, size);
  for (let i = 0; i < size; i++) hessian[i * size + i] = hessian[i * size + i]! * (1 + 1e-6) + 1e-6;
  return choleskyFactor(hessian, size) ? choleskyInverse(hessian, size) : undefined;
}
