import { type FitProblem, type FitStructure, featureLayout } from './FitProblem.js';
import {
  coefficientsFrom,
  type FittedParameters,
  logPosteriorOf,
  parametersFrom,
  priorsOf,
  trendColumns,
} from './FittedParameters.js';
import { leastVariance } from './noiseVariance.js';
import type { NormalEquations } from './normalEquations.js';
import { residualSum } from './normalEquations.js';
import { findGrid, ProphetGrid } from './ProphetGrid.js';
import { perfectFit } from './perfectFit.js';
import { maximizePosterior } from './posteriorSolver.js';
import { RowDesign } from './RowDesign.js';

/** Below this share of the variation, the residuals are found anew row by row, as differences have lost digits. */
const smallShare = 1e-9;

/** Parameters to start from. */
export type StartingParameters = Pick<FittedParameters, 'k' | 'm' | 'delta' | 'beta' | 'variance'>;

/**
 * The maximum of the posterior of a model with linear or flat trend and additive parts: a linear model, solved
 * exactly from its normal equations. On a regular grid these come without the features' columns.
 *
 * @internal
 */
export function fitLinear(problem: FitProblem, start?: StartingParameters): FittedParameters {
  const { y } = problem;
  let level = 0;
  for (let i = 0; i < y.length; i++) level += y[i]! / y.length;
  const reference = referenceAt(problem, level);
  const residuals = y.map((value) => value - level);
  const grid = findGrid(problem.timestamps, problem.step);
  const equations =
    grid === undefined
      ? new RowDesign(problem).equations(residuals, undefined)
      : new ProphetGrid(problem, grid).equations(residuals);
  return solveLinear(problem, equations, { reference, start, exact: () => problem });
}

/** Coefficients that are zero but for the level, about which the values are fitted. @internal */
export function referenceAt(problem: FitStructure, level: number): Float64Array {
  const { parts, changepoints } = problem;
  const reference = new Float64Array(
    trendColumns(problem) + featureLayout(parts).features + changepoints.length,
  );
  reference[0] = level;
  return reference;
}

/**
 * The same from normal equations about `reference`; `exact` gives the observations where they are needed after all,
 * for residuals so small that sums have lost them.
 *
 * @internal
 */
export function solveLinear(
  problem: FitStructure,
  equations: NormalEquations,
  {
    reference,
    start,
    exact,
  }: {
    readonly reference: Float64Array;
    readonly start: StartingParameters | undefined;
    readonly exact: () => FitProblem;
  },
): FittedParameters {
  const priors = priorsOf(problem);
  const { n } = equations;
  const from = {
    coefficients: start === undefined ? reference : coefficientsFrom(problem, start),
    variance: start === undefined ? undefined : 1.05 * start.variance,
  };
  let { coefficients, variance } = maximizePosterior(equations, priors, { reference, start: from });
  let rss = residualSum(equations, difference(coefficients, reference));
  if (rss < smallShare * equations.ee) {
    const observed = exact();
    const design = new RowDesign(observed);
    for (let pass = 0; pass < 3; pass++) {
      const about = coefficients;
      const refined = design.equations(residualsAt(observed, design, about), undefined);
      ({ coefficients, variance } = maximizePosterior(refined, priors, {
        reference: about,
        start: { coefficients: about, variance: pass === 0 ? undefined : variance },
      }));
      rss = residualSum(refined, difference(coefficients, about));
    }
  }
  if (variance <= leastVariance) throw perfectFit(n);
  return {
    ...parametersFrom(problem, coefficients),
    variance,
    logPosterior: logPosteriorOf(coefficients, priors, { n, rss, variance }),
    convergence: 'optimum',
  };
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

function residualsAt(problem: FitProblem, design: RowDesign, coefficients: Float64Array): Float64Array {
  const { y } = problem;
  const first = trendColumns(problem);
  const { features } = design.layout;
  const fitted = new Float64Array(y.length);
  const additive = new Float64Array(y.length);
  design.writeTrend(
    fitted,
    coefficients[0]!,
    first === 1 ? 0 : coefficients[1]!,
    coefficients.subarray(first + features),
  );
  design.writeEffects(additive, new Float64Array(y.length), coefficients.subarray(first, first + features));
  return y.map((value, i) => value - fitted[i]! - additive[i]!);
}
