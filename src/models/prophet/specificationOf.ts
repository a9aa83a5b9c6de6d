import type { StartingParameters } from './fitLinear.js';
import type { FitScales, ProphetSpecification } from './prepareFit.js';
import type { ProphetState } from './prophetState.js';

/** What a stored model is, apart from the data it was fitted to. @internal */
export function specificationOf(state: ProphetState): ProphetSpecification {
  const {
    growth = 'linear',
    changepointRule = { count: 25, range: 0.8 },
    changepoints,
    changepointPriorScale = 0.05,
    scaling = 'absmax',
    transform,
    parts,
  } = state;
  return {
    growth,
    changepointRule,
    changepoints: changepointRule === 'given' ? changepoints : undefined,
    changepointPriorScale,
    scaling,
    transform,
    parts,
  };
}

/** Parameters with the scales they belong to. */
export interface ScaledParameters extends StartingParameters {
  readonly start: number;
  readonly span: number;
  readonly offset: number;
  readonly scale: number;
}

/** The parameters of a stored model. @internal */
export function scaledParameters({
  k,
  m,
  delta,
  beta,
  sigma,
  span,
  offset = 0,
  scale,
}: ProphetState): ScaledParameters {
  return {
    k,
    m,
    delta: Float64Array.from(delta),
    beta: beta.map((coefficients) => Float64Array.from(coefficients)),
    variance: sigma * sigma,
    start: span[0],
    span: span[1] - span[0],
    offset,
    scale,
  };
}

/** Parameters of one fit on the scales of another, for its search to start from. @internal */
export function rescaled(from: ScaledParameters, { problem, offset, scale }: FitScales): StartingParameters {
  const size = from.scale / scale;
  const time = problem.span / from.span;
  const later = (problem.start - from.start) / from.span;
  const isLogistic = problem.growth === 'logistic';
  const slope = isLogistic ? time : time * size;
  const changes = new Float64Array(problem.changepoints.length);
  if (changes.length === from.delta.length) changes.set(from.delta.map((change) => change * slope));
  return {
    k: from.k * slope,
    m: isLogistic
      ? (from.m - later) / time
      : ((from.m + from.k * later) * from.scale + from.offset - offset) / scale,
    delta: changes,
    beta: problem.parts.map((part, i) =>
      part.mode === 'multiplicative' ? from.beta[i]! : from.beta[i]!.map((value) => value * size),
    ),
    variance: from.variance * size * size,
  };
}
