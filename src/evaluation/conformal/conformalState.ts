import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import { createStateParser, type ModelState, trainingSummarySchema } from '../../models/index.js';
import { packedLength, packedPattern, unpackNumbers } from './packedNumbers.js';
import type { ScoreTransform } from './scoreSpace.js';

/** The gains of the PID controller. */
export interface PidGains {
  /** How much a miss at one step ahead widens that step's intervals for good, as a change of their logarithm. */
  readonly tracking: number;
  /** The change of the logarithm of all widths for each unit of recent coverage that is missing. */
  readonly coverage: number;
  /** In how many steps the memory of recent coverage halves. */
  readonly halfLife: number;
}

/** The gain of adaptive conformal inference. */
export interface AciGains {
  /** How much a miss changes the share that is to be missed. */
  readonly gamma: number;
}

/** What corrects the quantiles of the scores as observations arrive, with its gains. */
export type ConformalController = { readonly pid: PidGains } | { readonly aci: AciGains };

/** How a conformal model makes its intervals: the options of `conformalize`, resolved. */
export interface ConformalSettings {
  readonly method: 'split' | 'adaptive';
  /** The number of steps that are calibrated. */
  readonly horizon: number;
  /** The calibrated levels, ascending. */
  readonly levels: readonly number[];
  /** The number of scores kept for each step ahead. */
  readonly window: number;
  /** Of how many origins one gives a score. */
  readonly stride: number;
  readonly symmetric: boolean;
  readonly transform: ScoreTransform;
  /** Absent with method `split`. */
  readonly controller?: ConformalController;
}

/** The stored state of the scale by exponentially weighted averages. */
export interface EwmaScaleState {
  readonly type: 'ewma';
  /** The mean absolute one-step error the averages started from. */
  readonly reference: number;
  /** In steps, ascending. */
  readonly halfLives: readonly number[];
  /** The exponentially weighted mean absolute error of each half-life. */
  readonly averages: readonly number[];
  /** A factor for each place in the season; empty without one. */
  readonly season: readonly number[];
  /** The number of errors seen. */
  readonly steps: number;
}

/** The stored state of what scores are divided by. */
export type VolatilityState =
  | {
      readonly type: 'none';
      /** The mean absolute one-step error, which scores are divided by. */
      readonly reference: number;
    }
  | EwmaScaleState
  | { readonly type: 'model'; readonly model: ModelState };

/** A forecast that is not yet observed in full; what it holds for each step begins at the first step to come. */
export interface PendingForecast {
  /** What was forecast for each step. */
  readonly mean: readonly number[];
  /** The scale of its first step when it was made. */
  readonly unit: number;
  /** The scale of each step over `unit`, packed. */
  readonly scale: string;
  /** For each correction the ends of the intervals in units of the scale, packed; `NaN` where scores were too few. */
  readonly ends: readonly string[];
}

/**
 * The stored state of a conformal model, that of the model it wraps within. What is packed is text in base64:
 * first sign and exponent of every number, then the leading 12 bits of every fraction, as doubles have them, two
 * characters each. To so many bits these numbers are rounded when they arise, so that nothing is lost in storage.
 */
export interface ConformalState extends ModelState<'conformal'> {
  readonly version: 1;
  readonly settings: ConformalSettings;
  readonly base: ModelState;
  readonly volatility: VolatilityState;
  /** The number of origins forecast from since calibration began. */
  readonly origins: number;
  /** For each step ahead the scores in the window, packed, the oldest first. */
  readonly scores: readonly string[];
  /** For each step ahead the corrections, one a level, or two, below before above; empty with method `split`. */
  readonly corrections: readonly (readonly number[])[];
  /** The share that was recently missed too often, for each correction; empty but with a PID controller. */
  readonly excess: readonly number[];
  /** The latest forecasts, the oldest first. */
  readonly pending: readonly PendingForecast[];
  /** How many of the intervals issued held their observation, for each level. */
  readonly held: readonly number[];
  /** How many intervals of each level have been issued and observed. */
  readonly observed: number;
}

const parse = /* @__PURE__ */ createStateParser<ConformalState>('conformal', 1, () => {
  const number = z.number();
  const numbers = z.array(number);
  const positive = number.check(z.positive());
  const count = z.int().check(z.nonnegative());
  const packed = z.string().check(z.regex(packedPattern));
  const model = z.looseObject({ kind: z.string(), version: z.int(), training: trainingSummarySchema() });
  const level = number.check(z.gt(0), z.lt(1));
  return z.strictObject({
    kind: z.literal('conformal'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    settings: z.strictObject({
      method: z.enum(['split', 'adaptive']),
      horizon: z.int().check(z.positive()),
      levels: z.array(level).check(z.minLength(1)),
      window: z.int().check(z.positive()),
      stride: z.int().check(z.positive()),
      symmetric: z.boolean(),
      transform: z.enum(['none', 'log']),
      controller: z.exactOptional(
        z.union([
          z.strictObject({
            pid: z.strictObject({
              tracking: number.check(z.nonnegative()),
              coverage: number.check(z.nonnegative()),
              halfLife: positive,
            }),
          }),
          z.strictObject({ aci: z.strictObject({ gamma: positive }) }),
        ]),
      ),
    }),
    base: model,
    volatility: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('none'), reference: positive }),
      z.strictObject({
        type: z.literal('ewma'),
        reference: positive,
        halfLives: z.array(positive).check(z.minLength(1)),
        averages: z.array(positive),
        season: z.array(positive),
        steps: count,
      }),
      z.strictObject({ type: z.literal('model'), model }),
    ]),
    origins: count,
    scores: z.array(packed.check(z.refine(isFinitePack, 'expected finite numbers'))),
    corrections: z.array(numbers),
    excess: numbers,
    pending: z.array(
      z.strictObject({
        mean: numbers,
        unit: positive,
        scale: packed.check(z.refine(isPositivePack, 'expected positive numbers')),
        ends: z.array(packed.check(z.refine(isEndsPack, 'expected numbers, or NaN for none'))),
      }),
    ),
    held: z.array(count),
    observed: count,
  });
});

/** The state in unknown data, checked and frozen, also that its parts fit each other. @internal */
export function parseConformalState(unknownState: unknown): ConformalState {
  const state = parse(unknownState);
  const { settings, volatility, origins, scores, corrections, excess, pending, held, observed } = state;
  const { horizon, levels, controller, window, method } = settings;
  const sides = settings.symmetric ? 1 : 2;
  const parts = sides * levels.length;
  fits('settings.controller', (controller === undefined) === (method === 'split'));
  fits(
    'settings.levels',
    levels.every((level, k) => k === 0 || level > levels[k - 1]!),
  );
  fits(
    'scores',
    scores.length === horizon && scores.every(({ length }) => length > 0 && length <= packedLength(window)),
  );
  fits(
    'corrections',
    corrections.length === (controller === undefined ? 0 : horizon) &&
      corrections.every(({ length }) => length === parts),
  );
  fits('excess', excess.length === (controller !== undefined && 'pid' in controller ? parts : 0));
  fits('held', held.length === levels.length && held.every((each) => each <= observed));
  const latest = Math.min(horizon, origins);
  fits(
    'pending',
    latest > 0 &&
      pending.length === latest &&
      pending.every(({ mean, scale, ends }, i) => {
        const left = horizon - (latest - 1 - i);
        const has = (text: string) => text.length === packedLength(left);
        return mean.length === left && has(scale) && ends.length === parts && ends.every(has);
      }),
  );
  if (volatility.type === 'ewma') {
    fits('volatility.averages', volatility.averages.length === volatility.halfLives.length);
  }
  return state;
}

function isFinitePack(text: string): boolean {
  return unpackNumbers(text).every(Number.isFinite);
}

function isPositivePack(text: string): boolean {
  return unpackNumbers(text).every((value) => value > 0 && value < Number.POSITIVE_INFINITY);
}

function isEndsPack(text: string): boolean {
  return unpackNumbers(text).every((value) => Number.isFinite(value) || Number.isNaN(value));
}

function fits(field: string, fitting: boolean): void {
  if (fitting) return;
  throw new SerializationError({
    message: `state.${field} does not fit the rest of the state. Save the model again from its source.`,
    path: `state.${field}`,
  });
}
