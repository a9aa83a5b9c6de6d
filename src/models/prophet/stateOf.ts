import type { NumberArray } from '../../errors/index.js';
import type { TrainingSummary } from '../model.js';
import type { ConformalScores } from './conformalScores.js';
import type { FittedParameters } from './FittedParameters.js';
import type { FitScales, ProphetSpecification } from './prepareFit.js';
import type { ProphetState, StoredLevel } from './prophetState.js';

/** What a state is made of. */
export interface ProphetFit {
  readonly training: TrainingSummary;
  readonly specification: ProphetSpecification;
  readonly prepared: FitScales;
  readonly fitted: FittedParameters;
  readonly cap: number | NumberArray | undefined;
  readonly floor: number | NumberArray | undefined;
  readonly conformal: ConformalScores | undefined;
}

/** The state of a fitted model, defaults left out. @internal */
export function stateOf(fit: ProphetFit): ProphetState {
  const { training, specification, prepared, fitted, cap, floor, conformal } = fit;
  const { growth, changepointRule, changepointPriorScale, scaling, transform, parts } = specification;
  const { problem, offset, scale } = prepared;
  const isDefaultRule =
    changepointRule !== 'given' && changepointRule.count === 25 && changepointRule.range === 0.8;
  return {
    kind: 'prophet',
    version: 1,
    training,
    ...(growth === 'linear' ? {} : { growth }),
    span: [problem.start + 0, problem.start + problem.span],
    ...(scaling === 'absmax' ? {} : { scaling }),
    ...(offset === 0 ? {} : { offset }),
    scale,
    ...(transform === undefined ? {} : { transform }),
    ...(cap === undefined ? {} : { cap: storedLevel(cap) }),
    ...(floor === undefined ? {} : { floor: storedLevel(floor) }),
    ...(isDefaultRule ? {} : { changepointRule }),
    ...(changepointPriorScale === 0.05 ? {} : { changepointPriorScale }),
    k: fitted.k + 0,
    m: fitted.m + 0,
    changepoints: plain(problem.changepoints),
    delta: plain(fitted.delta),
    parts,
    beta: fitted.beta.map(plain),
    sigma: Math.sqrt(fitted.variance),
    logPosterior: fitted.logPosterior,
    ...(fitted.convergence === 'optimum' ? {} : { convergence: fitted.convergence }),
    ...(conformal === undefined ? {} : { conformal }),
  };
}

function storedLevel(level: number | NumberArray): StoredLevel {
  return typeof level === 'number' ? level + 0 : 'given';
}

/** JSON has no -0. */
function plain(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => value + 0);
}
