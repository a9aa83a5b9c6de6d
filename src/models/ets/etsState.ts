import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';
import { type EtsForm, isStableForm } from './EtsForm.js';

/** Level, slope and season of a model at one time. */
export interface EtsLevels {
  /** The level, in units of the (transformed) series. */
  readonly level: number;
  /** The change a step, or the factor a step with a multiplicative trend; absent without a trend. */
  readonly slope?: number;
  /** The seasonal terms of the coming period, the next step's first; absent without a season. */
  readonly seasonals?: readonly number[];
}

/** The parameters of an ETS model. */
export interface EtsParameters {
  readonly form: EtsForm;
  /** The number of observations in a season; absent without. */
  readonly period?: number;
  /** How much of an error goes into the level. */
  readonly alpha: number;
  /** How much of it goes into the slope; absent without a trend. */
  readonly beta?: number;
  /** How much of it goes into the season; absent without. */
  readonly gamma?: number;
  /** What is left of the slope after a step; absent where it is not damped. */
  readonly phi?: number;
  /** Before the first value. */
  readonly initial: EtsLevels;
  /** The variance of the one-step errors, relative ones with multiplicative errors. */
  readonly sigma2: number;
  /** The log likelihood at the parameters. */
  readonly logLikelihood: number;
  /** The number of observations of the fit. */
  readonly n: number;
}

/** The stored state of an ETS model. */
export interface EtsState extends ModelState<'ets'>, EtsParameters {
  readonly version: 1;
  /** After the last observation. */
  readonly last: EtsLevels;
}

const parse = /* @__PURE__ */ createStateParser<EtsState>('ets', 1, () => {
  const component = ['additive', 'multiplicative'] as const;
  const levels = () =>
    z.strictObject({
      level: z.number(),
      slope: z.exactOptional(z.number()),
      seasonals: z.exactOptional(z.array(z.number())),
    });
  const share = () => z.number().check(z.minimum(0), z.maximum(1));
  return z.strictObject({
    kind: z.literal('ets'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    form: z.strictObject({
      error: z.enum(component),
      trend: z.enum(['none', ...component]),
      damped: z.boolean(),
      seasonal: z.enum(['none', ...component]),
    }),
    period: z.exactOptional(z.int().check(z.minimum(2))),
    alpha: share(),
    beta: z.exactOptional(share()),
    gamma: z.exactOptional(share()),
    phi: z.exactOptional(share()),
    initial: levels(),
    sigma2: z.number().check(z.positive()),
    logLikelihood: z.number(),
    n: z.int().check(z.positive()),
    last: levels(),
  });
});

/** The state in unknown data, checked and frozen: also that its parts fit its form. */
export function parseEtsState(unknownState: unknown): EtsState {
  const state = parse(unknownState);
  const { form, period } = state;
  const hasTrend = form.trend !== 'none';
  const isSeasonal = form.seasonal !== 'none';
  require('form', isStableForm(form) && (hasTrend || !form.damped));
  require('period', (period !== undefined) === isSeasonal);
  require('beta', (state.beta !== undefined) === hasTrend);
  require('gamma', (state.gamma !== undefined) === isSeasonal);
  require('phi', (state.phi !== undefined) === form.damped);
  for (const name of ['initial', 'last'] as const) {
    const { level, slope, seasonals } = state[name];
    require(`${name}.slope`, (slope !== undefined) === hasTrend);
    require(`${name}.seasonals`, seasonals?.length === period);
    if (form.trend === 'multiplicative') require(`${name}.level`, level > 0 && slope! > 0);
    if (form.seasonal === 'multiplicative')
      require(`${name}.seasonals`, seasonals!.every((term) => term > 0));
  }
  return state;
}

function require(field: string, holds: boolean): void {
  if (holds) return;
  throw new SerializationError({
    message: `state.${field} does not fit the form of the model. Save the model again from its source.`,
    path: `state.${field}`,
  });
}
