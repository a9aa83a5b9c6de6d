import type { GarchParameters } from './garchState.js';
import { persistenceOf } from './garchState.js';

/** The variance of the step after one with error `e` and variance `h`. @internal */
export function nextVariance(
  { omega, alpha, gamma = 0, beta }: GarchParameters,
  e: number,
  h: number,
): number {
  return omega + (e < 0 ? alpha + gamma : alpha) * e * e + beta * h;
}

/** The variance of each return given those before it. @internal */
export function conditionalVariances(
  parameters: GarchParameters,
  returns: Float64Array,
  presampleVariance: number,
): Float64Array {
  const { mu = 0, omega } = parameters;
  const variances = new Float64Array(returns.length);
  let h = omega + persistenceOf(parameters) * presampleVariance;
  for (let t = 0; t < returns.length; t++) {
    variances[t] = h;
    h = nextVariance(parameters, returns[t]! - mu, h);
  }
  return variances;
}

/** The variances expected of the steps from the one with variance `first`: no step depends on the horizon. @internal */
export function expectedVariances(parameters: GarchParameters, first: number, horizon: number): Float64Array {
  const { omega } = parameters;
  const persistence = persistenceOf(parameters);
  let h = first;
  return Float64Array.from({ length: horizon }, () => {
    const own = h;
    h = omega + persistence * h;
    return own;
  });
}
