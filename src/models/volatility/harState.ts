import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';
import type { HarFit } from './harRegression.js';

/**
 * The stored state of a heterogeneous autoregression of realised variances: the fit, and of the past only what the next
 * forecast needs. The last observation is kept apart, so that it can be replaced.
 */
export interface HarState extends ModelState<'har'>, HarFit {
  readonly version: 1;
  readonly input: 'prices' | 'variances';
  /** The number of observations in a day. */
  readonly period: number;
  /** The numbers of days whose means explain the next, in ascending order. */
  readonly lags: readonly number[];
  /** The least realised variance of the training days, below which none is forecast. */
  readonly floor: number;
  /** The days before that of the last observation, as many as the longest lag, in order of time. */
  readonly days: readonly number[];
  /** The number of observations of the day under way, the last one counted: from 1 to the period, which ends it. */
  readonly steps: number;
  /** The sum of the squared returns of that day without the last. */
  readonly sum: number;
  /** The last observation. */
  readonly lastValue: number;
  /** The price before the last; absent in a model of variances. */
  readonly previousValue?: number;
}

const parse = /* @__PURE__ */ createStateParser<HarState>('har', 1, () => {
  const size = z.number().check(z.nonnegative());
  const count = z.int().check(z.positive());
  return z.strictObject({
    kind: z.literal('har'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    input: z.enum(['prices', 'variances']),
    period: count,
    lags: z.array(count).check(z.minLength(1)),
    intercept: z.number(),
    slopes: z.array(z.number()),
    standardErrors: z.array(size),
    sigma: z.number().check(z.positive()),
    rSquared: z.number(),
    rows: count,
    floor: size,
    days: z.array(size),
    steps: count,
    sum: size,
    lastValue: z.number(),
    previousValue: z.exactOptional(z.number().check(z.positive())),
  });
});

/** The state in unknown data, checked and frozen: also that its parts fit each other. */
export function parseHarState(unknownState: unknown): HarState {
  const state = parse(unknownState);
  const { input, period, lags, slopes, standardErrors, days, steps, lastValue, previousValue } = state;
  const isAscending = lags.every((lag, i) => i === 0 || lag > lags[i - 1]!);
  requireFit('lags', isAscending);
  requireFit('slopes', slopes.length === lags.length);
  requireFit('standardErrors', standardErrors.length === lags.length + 1);
  requireFit('days', days.length === lags[lags.length - 1]);
  requireFit('steps', steps <= period);
  requireFit('period', input === 'prices' || period === 1);
  requireFit('previousValue', (previousValue !== undefined) === (input === 'prices'));
  requireFit('lastValue', input === 'prices' ? lastValue > 0 : lastValue >= 0);
  return state;
}

function requireFit(field: string, fits: boolean): void {
  if (fits) return;
  throw new SerializationError({
    message: `state.${field} does not fit the rest of the state. Save the model again from its source.`,
    path: `state.${field}`,
  });
}
