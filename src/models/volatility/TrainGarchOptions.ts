import { requireBoolean, requireNumber, requireOneOf } from '../../errors/index.js';
import type { TrainOptions } from '../model.js';
import type { GarchShape } from './GarchParametrization.js';
import type { VolatilityInput } from './trainingReturns.js';

/** Options of {@link trainGarch}. */
export interface TrainGarchOptions extends TrainOptions {
  /**
   * How the variance reacts: `garch`, to errors of both signs alike; `gjr`, by an own amount to negative ones. Default
   * `garch`.
   */
  readonly model?: 'garch' | 'gjr' | undefined;
  /** The distribution of the innovations, scaled to variance 1; Student-t has fat tails. Default `normal`. */
  readonly distribution?: 'normal' | 'student-t' | undefined;
  /**
   * The mean return: `zero`, so that the price is expected where it is, or `constant`, to be estimated, a drift of the
   * logarithm of the price. Default `zero`: over the stretches models are fitted to, a mean return is mostly noise.
   */
  readonly mean?: 'zero' | 'constant' | undefined;
  /** What the numbers of the series are. Default `prices`, whose log returns are modelled. */
  readonly input?: VolatilityInput | undefined;
  /**
   * Whether the persistence is held at most 1, so that forecasts of the variance do not grow faster than along a line;
   * false for the larger region of R's fGarch, in which only alpha and beta are. Default true.
   */
  readonly stationary?: boolean | undefined;
  /**
   * What squared error and variance before the first return are taken to be: `sample`, the mean squared error at the
   * same parameters, as in R's fGarch; or a number in squared units of the returns, from 1e-12 to 1e12 times their own
   * variance. Default `sample`.
   */
  readonly presampleVariance?: 'sample' | number | undefined;
}

/** @internal */
export const trainGarchKeys = ['model', 'distribution', 'mean', 'input', 'stationary', 'presampleVariance'];

/** {@link TrainGarchOptions} with the defaults filled in and checked, as far as they tell without the series. */
export interface ResolvedGarchOptions {
  readonly shape: GarchShape;
  readonly input: VolatilityInput;
  /** undefined for the mean squared error. */
  readonly presampleVariance: number | undefined;
}

/** @throws {@link InvalidArgumentError} when an option is none of what it can be. @internal */
export function resolveGarchOptions(options: TrainGarchOptions): ResolvedGarchOptions {
  const { stationary = true, presampleVariance = 'sample' } = options;
  requireBoolean('stationary', stationary);
  const shape = {
    isAsymmetric: requireOneOf('model', options.model ?? 'garch', ['garch', 'gjr']) === 'gjr',
    isStudent:
      requireOneOf('distribution', options.distribution ?? 'normal', ['normal', 'student-t']) === 'student-t',
    hasMean: requireOneOf('mean', options.mean ?? 'zero', ['zero', 'constant']) === 'constant',
    isBounded: stationary,
  };
  return {
    shape,
    input: resolveInput(options.input),
    presampleVariance:
      presampleVariance === 'sample'
        ? undefined
        : requireNumber('presampleVariance', presampleVariance, { above: 0 }),
  };
}

/** @throws {@link InvalidArgumentError} when it is neither. @internal */
export function resolveInput(input: VolatilityInput = 'prices'): VolatilityInput {
  return requireOneOf('input', input, ['prices', 'returns']);
}

const widest = 1e12;

/** @throws {@link InvalidArgumentError} when a presample variance is out of proportion to the returns. @internal */
export function requireProportion(presampleVariance: number | undefined, variance: number): void {
  if (presampleVariance === undefined) return;
  requireNumber('presampleVariance', presampleVariance, {
    min: variance / widest,
    max: variance * widest,
  });
}
