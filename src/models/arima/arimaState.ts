import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState, TrainingSummary } from '../model.js';
import { createStateParser, deepFreeze, trainingSummarySchema } from '../modelState.js';
import { type ArimaOrder, degreesOf, type SeasonalOrder } from './arimaOrder.js';
import { longestGaplessPast } from './gaplessPast.js';
import { partialsFromCoefficients } from './partialAutocorrelations.js';

/** Why the search for the maximum of a likelihood ended. */
export type ArimaConvergence = 'gradient' | 'stalled' | 'no-descent' | 'iteration-limit';

/** A regression on other series: what is left of the values is the ARIMA process. */
export interface ArimaRegression {
  readonly names: readonly string[];
  /** One for each name, in units of the transformed values a unit of the regressor. */
  readonly coefficients: readonly number[];
}

/**
 * The parameters of an ARIMA model:
 * values y, transformed z, eta = z - regression, w = (1-B)^d (1-B^s)^D eta - mean, f(B) w = m(B) a.
 */
export interface ArimaParameters {
  readonly order: ArimaOrder;
  /** Absent without seasonal terms and differences. */
  readonly seasonal?: SeasonalOrder;
  /** The autoregressive coefficients, lag 1 first. */
  readonly ar: readonly number[];
  /** The moving average coefficients, lag 1 first. */
  readonly ma: readonly number[];
  /** Those of the seasonal autoregressive factor, lag s first; absent where there are none. */
  readonly sar?: readonly number[];
  /** Those of the seasonal moving average factor; absent where there are none. */
  readonly sma?: readonly number[];
  /**
   * The mean of eta without differences, with them the drift, eta's slope a step, where one was fitted. With a seasonal
   * difference the mean of the differenced series is the drift times the period.
   */
  readonly constant?: number;
  readonly regressors?: ArimaRegression;
  /** The Box-Cox transformation, lambda 0 being the logarithm; absent without. */
  readonly transform?: { readonly lambda: number };
  /**
   * Standard errors of `ar`, `ma`, `sar`, `sma`, `constant` and the regressors, in this order; `null` where there is
   * none.
   */
  readonly standardErrors: readonly (number | null)[];
  /** The names of the coefficients that were held fixed, where there are any. */
  readonly fixed?: readonly string[];
  /** The variance of the innovations, in squared units of the (transformed) series. */
  readonly sigma2: number;
  /** The log likelihood at the parameters. */
  readonly logLikelihood: number;
  /** The number of differenced observations of the fit, the missing ones left out. */
  readonly n: number;
  readonly convergence: ArimaConvergence;
  /** The mean squared one-step change of the transformed values: the variance of a random walk without drift. */
  readonly walkVariance: number;
}

/**
 * What a model holds of the past: what it knew before its last observation, and that observation, so that the last
 * one, a candle still open, can be replaced.
 */
export interface ArimaEndState {
  /** The last p + P s + d + D s values of eta before the last, in order of time; expected values where missing. */
  readonly levels: readonly number[];
  /** The expected values of the last q + Q s innovations before the last, the latest first. */
  readonly innovations: readonly number[];
  /**
   * The number of differenced values before the last, where none is missing and they are too few to know the
   * innovations exactly: with the coefficients it tells what is not known of them.
   */
  readonly steps?: number;
  /**
   * What is not known of `levels` and `innovations`, in one vector, where values have been missing: it is the sum of
   * these columns times independent normal numbers of variance sigma2. Absent once all is known exactly.
   */
  readonly uncertainty?: readonly (readonly number[])[];
  /** The last value of eta; absent when it is missing. */
  readonly last?: number;
}

/**
 * The stored state of an ARIMA model: parameters, and of the past only what the next forecast needs. To keep it short,
 * lists that are empty are left out, and so is `convergence` where it is `gradient`.
 */
export interface ArimaState
  extends ModelState<'arima'>,
    Omit<ArimaParameters, MayBeAbsent>,
    Omit<ArimaEndState, MayBeAbsent>,
    Partial<Pick<ArimaParameters & ArimaEndState, MayBeAbsent>> {
  readonly version: 1;
}

type MayBeAbsent = 'ar' | 'ma' | 'standardErrors' | 'convergence' | 'levels' | 'innovations';

/** A stored factor may seem to be outside the unit circle by this, for rounding. */
const tolerance = 1e-6;

const parse = /* @__PURE__ */ createStateParser<ArimaState>('arima', 1, () => {
  const term = z.int().check(z.nonnegative());
  const numbers = z.array(z.number());
  return z.strictObject({
    kind: z.literal('arima'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    order: z.tuple([term, term, term]),
    seasonal: z.exactOptional(
      z.strictObject({ order: z.tuple([term, term, term]), period: z.int().check(z.minimum(2)) }),
    ),
    ar: z.exactOptional(numbers),
    ma: z.exactOptional(numbers),
    sar: z.exactOptional(numbers),
    sma: z.exactOptional(numbers),
    constant: z.exactOptional(z.number()),
    regressors: z.exactOptional(z.strictObject({ names: z.array(z.string()), coefficients: numbers })),
    transform: z.exactOptional(z.strictObject({ lambda: z.number() })),
    standardErrors: z.exactOptional(z.array(z.nullable(z.number().check(z.nonnegative())))),
    fixed: z.exactOptional(z.array(z.string())),
    sigma2: z.number().check(z.positive()),
    logLikelihood: z.number(),
    n: z.int().check(z.positive()),
    convergence: z.exactOptional(z.enum(['gradient', 'stalled', 'no-descent', 'iteration-limit'])),
    walkVariance: z.number().check(z.nonnegative()),
    levels: z.exactOptional(numbers),
    innovations: z.exactOptional(numbers),
    steps: z.exactOptional(z.int().check(z.positive(), z.maximum(longestGaplessPast))),
    uncertainty: z.exactOptional(z.array(numbers)),
    last: z.exactOptional(z.number()),
  });
});

/** The state in unknown data, checked and frozen: also that its parts fit its order, and that it is stationary. */
export function parseArimaState(unknownState: unknown): ArimaState {
  const state = parse(unknownState);
  const { order, seasonal, regressors, ar = [], ma = [], sar = [], sma = [] } = state;
  const { autoregressive, differences, movingAverage } = degreesOf(state);
  requireLength('ar', ar, order[0]);
  requireLength('ma', ma, order[2]);
  requireLength('sar', sar, seasonal?.order[0] ?? 0);
  requireLength('sma', sma, seasonal?.order[2] ?? 0);
  if (regressors !== undefined) {
    requireLength('regressors.coefficients', regressors.coefficients, regressors.names.length);
  }
  const count = countCoefficients(state);
  requireLength('standardErrors', state.standardErrors ?? [], count);
  const levels = autoregressive + differences;
  requireLength('levels', state.levels ?? [], levels);
  requireLength('innovations', state.innovations ?? [], movingAverage);
  state.uncertainty?.forEach((column, i) => {
    requireLength(`uncertainty.${i}`, column, levels + movingAverage);
  });
  if (state.steps !== undefined) requireGaplessPast(state, state.steps);
  const free = count - (state.fixed?.length ?? 0);
  if (state.n < free + 3) {
    throw new SerializationError({
      message: `state.n is ${state.n}, too few observations for ${free} parameters. Save the model again from its source.`,
      path: 'state.n',
    });
  }
  requireInside('ar', ar, 1);
  requireInside('sar', sar, 1);
  return state;
}

/** Also that the steps are as many as the observations say, and tell what is not known: see `gaplessPast`. */
function requireGaplessPast(state: ArimaState, steps: number): void {
  const { ma = [], sma = [], training, last, uncertainty } = state;
  const { autoregressive, differences, movingAverage } = degreesOf(state);
  requireInside('ma', ma, -1);
  requireInside('sma', sma, -1);
  const expected = training.n - differences - (last === undefined ? 0 : 1);
  const isPossible = movingAverage > 0 && steps >= Math.max(autoregressive, movingAverage);
  if (steps === expected && isPossible && uncertainty === undefined) return;
  throw new SerializationError({
    message: `state.steps is ${steps}, which does not fit the rest of the state. Save the model again from its source.`,
    path: 'state.steps',
  });
}

/** The number of coefficients, fixed ones included, the variance not. @internal */
export function countCoefficients({
  ar = [],
  ma = [],
  sar = [],
  sma = [],
  constant,
  regressors,
}: Partial<Pick<ArimaParameters, 'ar' | 'ma' | 'sar' | 'sma' | 'constant' | 'regressors'>>): number {
  const terms = ar.length + ma.length + sar.length + sma.length;
  return terms + (constant === undefined ? 0 : 1) + (regressors?.names.length ?? 0);
}

function requireLength(field: string, values: readonly unknown[], length: number): void {
  if (values.length === length) return;
  throw new SerializationError({
    message: `state.${field} must have length ${length} to fit the order, got ${values.length}. Save the model again from its source.`,
    path: `state.${field}`,
  });
}

/** With sign 1 a stationary autoregression, with -1 an invertible moving average. */
function requireInside(field: string, coefficients: readonly number[], sign: 1 | -1): void {
  const drawnIn = Float64Array.from(coefficients, (c, i) => sign * c * (1 - tolerance) ** (i + 1));
  if (partialsFromCoefficients(drawnIn) !== undefined) return;
  const what = sign === 1 ? 'a stationary autoregression' : 'an invertible moving average';
  throw new SerializationError({
    message: `state.${field} is not ${what}. Save the model again from its source.`,
    path: `state.${field}`,
  });
}

/** The parameters of a state, what is absent filled in; frozen. @internal */
export function parametersOf(state: ArimaState): ArimaParameters {
  const { order, seasonal, ar = [], ma = [], sar = [], sma = [], constant } = state;
  const { regressors, transform, standardErrors = [], fixed = [], convergence = 'gradient' } = state;
  for (const part of [order, seasonal, ar, ma, sar, sma, regressors, transform, standardErrors, fixed]) {
    deepFreeze(part);
  }
  const parameters: Writable<ArimaParameters> = {
    order,
    ar,
    ma,
    standardErrors,
    sigma2: state.sigma2,
    logLikelihood: state.logLikelihood,
    n: state.n,
    convergence,
    // Nothing is computed from it, so that a few digits will do.
    walkVariance: Number(state.walkVariance.toPrecision(4)),
  };
  if (seasonal !== undefined) parameters.seasonal = seasonal;
  if (sar.length > 0) parameters.sar = sar;
  if (sma.length > 0) parameters.sma = sma;
  if (constant !== undefined) parameters.constant = constant;
  if (regressors !== undefined) parameters.regressors = regressors;
  if (transform !== undefined) parameters.transform = transform;
  if (fixed.length > 0) parameters.fixed = fixed;
  return Object.freeze(parameters);
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The past in a state, what is absent filled in; frozen. @internal */
export function endOf({
  levels = [],
  innovations = [],
  steps,
  uncertainty,
  last,
}: ArimaState): ArimaEndState {
  const end: Writable<ArimaEndState> = { levels: deepFreeze(levels), innovations: deepFreeze(innovations) };
  if (steps !== undefined) end.steps = steps;
  if (uncertainty !== undefined) end.uncertainty = deepFreeze(uncertainty);
  if (last !== undefined) end.last = last;
  return Object.freeze(end);
}

/** The state of a model, always with its parts in the same order; frozen. @internal */
export function stateOf(
  { convergence, ...parameters }: ArimaParameters,
  training: TrainingSummary,
  end: ArimaEndState,
): ArimaState {
  const parts = {
    kind: 'arima',
    version: 1,
    training,
    ...parameters,
    ...(convergence === 'gradient' ? {} : { convergence }),
    ...end,
  } as const;
  const isWorth = ([, part]: [string, unknown]) => !Array.isArray(part) || part.length > 0;
  return Object.freeze(Object.fromEntries(Object.entries(parts).filter(isWorth)) as object as ArimaState);
}
