import { choleskyFactor, choleskyInverse } from '../../math/index.js';
import { parameterAt } from './GarchLikelihood.js';
import type { GarchObjective } from './GarchObjective.js';
import type { GarchShape } from './GarchParametrization.js';

/** Standard errors in the order of the coefficients; `null` where there is none. */
export interface GarchErrors {
  readonly standardErrors: readonly (number | null)[];
  readonly robustStandardErrors: readonly (number | null)[];
}

/**
 * Standard errors of the coefficients mu, omega, alpha, gamma, beta and nu, as many as there are: from the observed
 * information H, and robust ones from H⁻¹ S H⁻¹, S being the outer product of the scores, both carried over from the
 * coordinates that are on no edge, `free`, by the delta method.
 *
 * A coefficient on its edge has none; where H is not positive definite no coefficient has any.
 *
 * Source: Bollerslev & Wooldridge, "Quasi-maximum likelihood estimation and inference in dynamic models with
 * time-varying covariances", Econometric Reviews 11 (1992).
 *
 * @internal
 */
export function garchStandardErrors(
  objective: GarchObjective,
  { x, free }: { readonly x: Float64Array; readonly free: readonly number[] },
  scale: number,
): GarchErrors {
  const { parametrization } = objective;
  const { shape, size } = parametrization;
  const count = free.length;
  const information = objective.hessian(x, free);
  const outer = objective.outerProduct(x);
  const rows = coefficientRows(shape, parametrization.jacobian, size, scale);
  if (!choleskyFactor(information, count)) {
    const none = rows.map(() => null);
    return { standardErrors: none, robustStandardErrors: none };
  }
  const inverse = choleskyInverse(information, count);
  const product = (matrix: Float64Array, vector: readonly number[]) =>
    vector.map((_, i) => vector.reduce((sum, value, j) => sum + matrix[i * count + j]! * value, 0));
  const middle = Float64Array.from({ length: count * count }, (_, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    return outer[free[i]! * size + free[j]!]!;
  });
  const errors = (of: (slopes: readonly number[]) => readonly number[], matrix: Float64Array) =>
    rows.map((row) => {
      const slopes = of(free.map((coordinate) => row[coordinate]!));
      if (slopes.every((slope) => slope === 0)) return null;
      const variance = product(matrix, slopes).reduce((sum, value, i) => sum + value * slopes[i]!, 0);
      const error = Math.sqrt(variance);
      return Number.isFinite(error) ? error : null;
    });
  return {
    standardErrors: errors((slopes) => slopes, inverse),
    robustStandardErrors: errors((slopes) => product(inverse, slopes), middle),
  };
}

/** The derivatives of each coefficient, in the units of the returns, by all coordinates. */
function coefficientRows(
  shape: GarchShape,
  jacobian: Float64Array,
  size: number,
  scale: number,
): Float64Array[] {
  const row = (parameter: number) => jacobian.slice(parameter * size, (parameter + 1) * size);
  const alpha = row(parameterAt.positive);
  return [
    ...(shape.hasMean ? [row(parameterAt.mu).map((slope) => slope / scale)] : []),
    row(parameterAt.omega).map((slope) => slope / scale ** 2),
    alpha,
    ...(shape.isAsymmetric ? [row(parameterAt.negative).map((slope, i) => slope - alpha[i]!)] : []),
    row(parameterAt.beta),
    ...(shape.isStudent ? [row(parameterAt.nu)] : []),
  ];
}
