import { GarchObjective } from './GarchObjective.js';
import { GarchParametrization, type GarchShape } from './GarchParametrization.js';
import { garchMaximum } from './garchMaximum.js';
import { garchStandardErrors } from './garchStandardErrors.js';
import type { GarchFit } from './garchState.js';

/** What is fitted, and to what. */
export interface GarchSpecification {
  readonly shape: GarchShape;
  /** What squared error and variance before the first are taken to be; undefined for the mean squared error. */
  readonly presampleVariance: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Fits a model by maximum likelihood, to returns brought to a variance near 1 by a power of two.
 *
 * @internal
 */
export function fitGarch(returns: Float64Array, specification: GarchSpecification): GarchFit {
  const { shape, signal } = specification;
  const centre = shape.hasMean ? meanOf(returns) : 0;
  const scale = 2 ** -Math.floor(Math.log2(deviationFrom(returns, centre)));
  const scaled = returns.map((value) => value * scale);
  const presampleVariance =
    specification.presampleVariance === undefined
      ? undefined
      : specification.presampleVariance * scale * scale;
  const variance = deviationFrom(scaled, centre * scale) ** 2;
  const objective = new GarchObjective(new GarchParametrization(shape, variance), {
    returns: scaled,
    isStudent: shape.isStudent,
    presampleVariance,
  });
  const { x, value, free, convergence } = garchMaximum(objective, centre * scale, signal);
  return {
    ...valuesAt(objective, x, scale),
    ...garchStandardErrors(objective, { x, free }, scale),
    logLikelihood: returns.length * Math.log(scale) - value,
    n: returns.length,
    convergence,
  };
}

function valuesAt(objective: GarchObjective, x: Float64Array, scale: number) {
  const { parametrization } = objective;
  parametrization.set(x);
  const { shape } = parametrization;
  const [mu, omega, positive, negative, beta, nu] = Array.from(parametrization.theta);
  return {
    ...(shape.hasMean ? { mu: mu! / scale + 0 } : {}),
    omega: omega! / (scale * scale),
    alpha: positive!,
    ...(shape.isAsymmetric ? { gamma: negative! - positive! } : {}),
    beta: beta!,
    ...(shape.isStudent ? { nu: nu! } : {}),
  };
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]!;
  return sum / values.length;
}

function deviationFrom(values: Float64Array, centre: number): number {
  let squares = 0;
  for (let t = 0; t < values.length; t++) squares += (values[t]! - centre) ** 2;
  return Math.sqrt(squares / values.length);
}
