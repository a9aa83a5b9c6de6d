import type { ArmaParametrization } from './armaParametrization.js';
import type { ExactLikelihood } from './exactLikelihood.js';

/** The objective of a fit in the coordinates of a parametrization; writes the derivatives into `gradient`. */
export type ArmaObjective = (x: Float64Array, gradient: Float64Array) => number;

/** Puts a likelihood behind a parametrization. @internal */
export function armaObjective(
  parametrization: ArmaParametrization,
  likelihood: ExactLikelihood,
): ArmaObjective {
  const { f, m, set, pullBack } = parametrization;
  const fBar = new Float64Array(f.length);
  const mBar = new Float64Array(m.length);
  return (x, gradient) => {
    const logDeterminant = set(x);
    const value = likelihood.evaluate(f, m, logDeterminant);
    if (value < Number.POSITIVE_INFINITY) {
      likelihood.gradient(fBar, mBar);
      pullBack(fBar, mBar, 0.5, gradient);
    }
    return value;
  };
}
