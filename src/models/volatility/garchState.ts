import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';
import type { VolatilityInput } from './trainingReturns.js';

/** Why the search for the maximum of a likelihood ended; `gradient` is the regular way. */
export type GarchConvergence = 'gradient' | 'stalled' | 'no-descent' | 'iteration-limit';

/**
 * The parameters of a GARCH(1,1) or GJR model:
 * h[t] = omega + (alpha + gamma where e[t-1] < 0) e[t-1]² + beta h[t-1], e[t] = r[t] - mu.
 */
export interface GarchParameters {
  /** The mean return; absent where it is taken to be zero. */
  readonly mu?: number;
  /** The constant part of the variance, in squared units of the returns. */
  readonly omega: number;
  /** How much of a squared error goes into the next variance, a share. */
  readonly alpha: number;
  /** What negative errors add to alpha; absent without asymmetry. */
  readonly gamma?: number;
  /** How much of a variance goes into the next one, a share. */
  readonly beta: number;
  /** The degrees of freedom of Student-t innovations; absent for normal ones. */
  readonly nu?: number;
}

/** Parameters with what is known of their estimation. */
export interface GarchFit extends GarchParameters {
  /** Standard errors of mu, omega, alpha, gamma, beta and nu, as many as there are; `null` where there is none. */
  readonly standardErrors: readonly (number | null)[];
  /** The same standard errors by Bollerslev and Wooldridge. */
  readonly robustStandardErrors: readonly (number | null)[];
  /** The log likelihood at the parameters. */
  readonly logLikelihood: number;
  /** The number of returns of the fit. */
  readonly n: number;
  readonly convergence: GarchConvergence;
}

/**
 * The stored state of a GARCH model: the fit, and of the past only what the next forecast needs. The variance is that
 * of the last return as known before it, so that the last observation can be replaced.
 */
export interface GarchState extends ModelState<'garch'>, GarchFit {
  readonly version: 1;
  readonly input: VolatilityInput;
  /** What squared error and variance before the first return were taken to be. */
  readonly presampleVariance: number;
  /** The variance of the last return, given those before it. */
  readonly variance: number;
  /** The last observation. */
  readonly lastValue: number;
  /** The price before the last; absent in a model of returns. */
  readonly previousValue?: number;
}

const parse = /* @__PURE__ */ createStateParser<GarchState>('garch', 1, () => {
  const errors = z.array(z.nullable(z.number().check(z.nonnegative())));
  return z.strictObject({
    kind: z.literal('garch'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    input: z.enum(['prices', 'returns']),
    mu: z.exactOptional(z.number()),
    omega: z.number().check(z.positive()),
    alpha: z.number().check(z.nonnegative()),
    gamma: z.exactOptional(z.number()),
    beta: z.number().check(z.nonnegative(), z.maximum(1)),
    // The fit ends at 1000, give or take rounding.
    nu: z.exactOptional(z.number().check(z.gt(2), z.lt(1001))),
    standardErrors: errors,
    robustStandardErrors: errors,
    logLikelihood: z.number(),
    n: z.int().check(z.positive()),
    convergence: z.enum(['gradient', 'stalled', 'no-descent', 'iteration-limit']),
    presampleVariance: z.number().check(z.positive()),
    variance: z.number().check(z.positive()),
    lastValue: z.number(),
    previousValue: z.exactOptional(z.number().check(z.positive())),
  });
});

/** The state in unknown data, checked and frozen: also that its parts fit each other. */
export function parseGarchState(unknownState: unknown): GarchState {
  const state = parse(unknownState);
  const { alpha, gamma = 0, input, lastValue, previousValue, standardErrors, robustStandardErrors } = state;
  const count = coefficientNames(state).length;
  require('gamma', alpha + gamma >= 0);
  require('previousValue', (previousValue !== undefined) === (input === 'prices'));
  require('lastValue', input === 'returns' || lastValue > 0);
  require('standardErrors', standardErrors.length === count);
  require('robustStandardErrors', robustStandardErrors.length === count);
  return state;
}

function require(field: string, isFit: boolean): void {
  if (isFit) return;
  throw new SerializationError({
    message: `state.${field} does not fit the rest of the state. Save the model again from its source.`,
    path: `state.${field}`,
  });
}

const names = ['mu', 'omega', 'alpha', 'gamma', 'beta', 'nu'] as const;

/** The names of the coefficients a model has, in the order of its standard errors. @internal */
export function coefficientNames(parameters: GarchParameters): (keyof GarchParameters)[] {
  return names.filter((name) => parameters[name] !== undefined);
}

/** What is left of a shock to the variance one step later: alpha + gamma / 2 + beta, 1 up to rounding being 1. @internal */
export function persistenceOf({ alpha, gamma = 0, beta }: GarchParameters): number {
  const gap = 1 - beta - alpha - gamma / 2;
  return Math.abs(gap) < 4 * Number.EPSILON ? 1 : 1 - gap;
}
