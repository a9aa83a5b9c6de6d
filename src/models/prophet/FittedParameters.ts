import { type FitStructure, featureLayout } from './FitProblem.js';
import type { Priors } from './posteriorSolver.js';
import { coefficientCount, defaultPriorScale } from './prophetParts.js';
import type { ProphetConvergence } from './prophetState.js';

/** The parameters at a maximum of the posterior, on the scaled data. */
export interface FittedParameters {
  readonly k: number;
  readonly m: number;
  readonly delta: Float64Array;
  /** The coefficients of each part. */
  readonly beta: readonly Float64Array[];
  readonly variance: number;
  readonly logPosterior: number;
  readonly convergence: ProphetConvergence;
}

/** The number of ridged columns of the trend: the level, and but for a flat one the slope. @internal */
export function trendColumns({ growth }: Pick<FitStructure, 'growth'>): number {
  return growth === 'flat' ? 1 : 2;
}

/** Prophet's priors: normal with standard deviation 5 for level and slope, that of its part for a coefficient. @internal */
export function priorsOf(problem: FitStructure): Priors {
  const { parts, changepointPriorScale } = problem;
  const layout = featureLayout(parts);
  const first = trendColumns(problem);
  const precision = new Float64Array(first + layout.features).fill(1 / 25, 0, first);
  parts.forEach((part, i) => {
    const { priorScale = defaultPriorScale } = part;
    const from = first + layout.first[i]!;
    precision.fill(1 / (priorScale * priorScale), from, from + coefficientCount(part));
  });
  return { precision, changeScale: changepointPriorScale };
}

/**
 * The logarithm of the posterior density, constants dropped: what Prophet's Stan program maximises.
 *
 * @internal
 */
export function logPosteriorOf(
  coefficients: Float64Array,
  { precision, changeScale }: Priors,
  { n, rss, variance }: { readonly n: number; readonly rss: number; readonly variance: number },
): number {
  const ridged = precision.length;
  let ridge = 0;
  for (let i = 0; i < ridged; i++) ridge += precision[i]! * coefficients[i]! * coefficients[i]!;
  let changes = 0;
  for (let i = ridged; i < coefficients.length; i++) changes += Math.abs(coefficients[i]!);
  return (
    -(n / 2) * Math.log(variance) - rss / (2 * variance) - 2 * variance - ridge / 2 - changes / changeScale
  );
}

/** The parameters in the columns of a linear model, or of its like about some coefficients. @internal */
export function parametersFrom(
  problem: FitStructure,
  coefficients: Float64Array,
): Pick<FittedParameters, 'k' | 'm' | 'delta' | 'beta'> {
  const layout = featureLayout(problem.parts);
  const first = trendColumns(problem);
  return {
    m: coefficients[0]!,
    k: first === 1 ? 0 : coefficients[1]!,
    delta: coefficients.slice(first + layout.features),
    beta: problem.parts.map((part, i) => {
      const from = first + layout.first[i]!;
      return coefficients.slice(from, from + coefficientCount(part));
    }),
  };
}

/** The columns of parameters, for a fit to start from. @internal */
export function coefficientsFrom(
  problem: FitStructure,
  { k, m, delta, beta }: Pick<FittedParameters, 'k' | 'm' | 'delta' | 'beta'>,
): Float64Array {
  const layout = featureLayout(problem.parts);
  const first = trendColumns(problem);
  const coefficients = new Float64Array(first + layout.features + problem.changepoints.length);
  coefficients[0] = m;
  if (first === 2) coefficients[1] = k;
  problem.parts.forEach((_, i) => {
    coefficients.set(beta[i]!, first + layout.first[i]!);
  });
  coefficients.set(delta, first + layout.features);
  return coefficients;
}
