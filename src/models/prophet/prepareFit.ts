import { DegenerateSeriesError } from '../../errors/index.js';
import { type BoxCox, transformed } from '../transform.js';
import type { FitProblem, FitStructure } from './FitProblem.js';
import type { FittedParameters } from './FittedParameters.js';
import { fitCurved } from './fitCurved.js';
import { fitLinear, type StartingParameters } from './fitLinear.js';
import type { GrowthLevels } from './growthLevels.js';
import type { GivenColumns } from './partColumns.js';
import { placeChangepoints } from './placeChangepoints.js';
import type { OrderedObservations } from './prophetObservations.js';
import { isMultiplicative, type ProphetPart } from './prophetParts.js';
import type { ChangepointRule } from './resolveProphetOptions.js';
import type { ProphetGrowth, ProphetScaling } from './TrainProphetOptions.js';

/** What a model is, apart from the data. */
export interface ProphetSpecification {
  readonly growth: ProphetGrowth;
  readonly changepointRule: ChangepointRule;
  /** Those given, where they are. */
  readonly changepoints: ArrayLike<number> | undefined;
  readonly changepointPriorScale: number;
  readonly scaling: ProphetScaling;
  readonly transform: BoxCox | undefined;
  readonly parts: readonly ProphetPart[];
}

/** Columns that go with the observations of a fit, in order of time. */
export interface FitColumns extends GivenColumns, GrowthLevels {}

/** How a fit is scaled. */
export interface FitScales {
  readonly problem: FitStructure;
  readonly offset: number;
  readonly scale: number;
}

/** A fit made ready: the scaled problem, and how it was scaled. */
export interface PreparedFit extends FitScales {
  readonly problem: FitProblem;
}

/**
 * Scales observations in order of time and places the changepoints.
 *
 * @throws {@link DegenerateSeriesError} when nothing is left of the values' variation.
 * @throws {@link NonFiniteValueError} when a value to be transformed is not positive.
 * @internal
 */
export function prepareFit(
  specification: ProphetSpecification,
  { timestamps, values, stepMs }: Pick<OrderedObservations, 'timestamps' | 'values' | 'stepMs'>,
  columns: FitColumns,
): PreparedFit {
  const { growth, changepointRule, changepointPriorScale, scaling, transform, parts } = specification;
  const { cap, floor } = columns;
  const z = transformed(values, transform);
  if (floor !== undefined) for (let i = 0; i < z.length; i++) z[i] = z[i]! - floor[i]!;
  const { offset, scale } = scaleOf(z, scaling, growth);
  for (let i = 0; i < z.length; i++) z[i] = (z[i]! - offset) / scale;
  const start = timestamps[0]!;
  const places = placeChangepoints(timestamps, changepointRule, specification.changepoints);
  return {
    offset,
    scale,
    problem: {
      growth,
      timestamps,
      start,
      span: timestamps[timestamps.length - 1]! - start,
      step: stepMs,
      y: z,
      cap: cap?.map((level, i) => (level - floor![i]!) / scale),
      changepoints: growth === 'flat' ? new Float64Array(0) : places,
      changepointPriorScale,
      parts,
      given: columns,
    },
  };
}

function scaleOf(z: Float64Array, scaling: ProphetScaling, growth: ProphetGrowth) {
  let least = z[0]!;
  let greatest = z[0]!;
  for (let i = 1; i < z.length; i++) {
    const value = z[i]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return scaleFor({ least, greatest, n: z.length }, scaling, growth);
}

/**
 * What is taken off the values, and what they are divided by. The floor is where logistic growth starts, so that
 * nothing more is taken off there.
 *
 * @internal
 */
export function scaleFor(
  { least, greatest, n }: { readonly least: number; readonly greatest: number; readonly n: number },
  scaling: ProphetScaling,
  growth: ProphetGrowth,
): { offset: number; scale: number } {
  const isRange = scaling === 'minmax';
  const scale = isRange ? greatest - least : Math.max(-least, greatest);
  if (scale > 0 && greatest > least) return { offset: isRange && growth !== 'logistic' ? least : 0, scale };
  throw new DegenerateSeriesError({
    message: `All ${n} values are the same above the floor, or once transformed: there is no variation to model. Check the floor and the transformation.`,
    reason: 'constant',
  });
}

/** The maximum of the posterior of a prepared fit. @internal */
export function fitProblem(
  problem: FitProblem,
  start?: StartingParameters,
  signal?: AbortSignal,
): FittedParameters {
  const isLinear = problem.growth !== 'logistic' && !problem.parts.some(isMultiplicative);
  return isLinear ? fitLinear(problem, start) : fitCurved(problem, start, signal);
}
