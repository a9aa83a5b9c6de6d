import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';
import type { ConformalScores } from './conformalScores.js';
import { coefficientCount, type ProphetPart } from './prophetParts.js';
import type { ChangepointRule } from './resolveProphetOptions.js';
import type { ProphetGrowth } from './TrainProphetOptions.js';

/** How the search for the maximum of a posterior ended. */
export type ProphetConvergence = 'optimum' | 'stalled' | 'iteration-limit';

/** A level of logistic growth: the same always, or `given` with every observation and step. */
export type StoredLevel = number | 'given';

/**
 * The stored state of a Prophet-style model. To keep it short, what is as by default is left out: linear growth,
 * changepoints `{ count: 25, range: 0.8 }` of scale 0.05, scaling `absmax`, an offset of 0, convergence `optimum`.
 */
export interface ProphetState extends ModelState<'prophet'> {
  readonly version: 1;
  readonly growth?: Exclude<ProphetGrowth, 'linear'>;
  /** The timestamps between which scaled time runs from 0 to 1. */
  readonly span: readonly [start: number, end: number];
  readonly scaling?: 'minmax';
  /** What is taken off the values before they are divided by `scale`, in units of the (transformed) series. */
  readonly offset?: number;
  /** What values are divided by before the fit, in units of the (transformed) series. */
  readonly scale: number;
  /** The Box-Cox transformation of the series, lambda 0 being the logarithm; absent where there is none. */
  readonly transform?: { readonly lambda: number };
  readonly cap?: StoredLevel;
  readonly floor?: StoredLevel;
  readonly changepointRule?: ChangepointRule;
  /** The scale of the Laplace prior of the changes of slope. */
  readonly changepointPriorScale?: number;
  /** The slope before the first changepoint, in scaled values over the whole of scaled time. */
  readonly k: number;
  /** The trend at the first observation, in scaled values; with logistic growth the scaled time of its middle. */
  readonly m: number;
  /** The changepoints' timestamps, epoch milliseconds UTC or positions, ascending. */
  readonly changepoints: readonly number[];
  /** The change of slope at each. */
  readonly delta: readonly number[];
  readonly parts: readonly ProphetPart[];
  /** The coefficients of each part. */
  readonly beta: readonly (readonly number[])[];
  /** The standard deviation of the noise, in scaled values. */
  readonly sigma: number;
  /** The logarithm of the posterior at the parameters, without its constant. */
  readonly logPosterior: number;
  readonly convergence?: Exclude<ProphetConvergence, 'optimum'>;
  readonly conformal?: ConformalScores;
}

const parse = /* @__PURE__ */ createStateParser<ProphetState>('prophet', 1, () => {
  const numbers = z.array(z.number());
  const positive = z.number().check(z.positive());
  const level = z.union([z.number(), z.literal('given')]);
  const name = z.string().check(z.minLength(1));
  const settings = {
    mode: z.exactOptional(z.enum(['additive', 'multiplicative'])),
    priorScale: z.exactOptional(positive),
  };
  const whole = (min: number, max: number) => z.array(z.int().check(z.minimum(min), z.maximum(max)));
  const condition = z.strictObject({
    weekdays: z.exactOptional(whole(0, 6)),
    months: z.exactOptional(whole(1, 12)),
    hours: z.exactOptional(whole(0, 23)),
  });
  return z.strictObject({
    kind: z.literal('prophet'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    growth: z.exactOptional(z.enum(['logistic', 'flat'])),
    span: z.tuple([z.number(), z.number()]),
    scaling: z.exactOptional(z.literal('minmax')),
    offset: z.exactOptional(z.number()),
    scale: positive,
    transform: z.exactOptional(z.strictObject({ lambda: z.number() })),
    cap: z.exactOptional(level),
    floor: z.exactOptional(level),
    changepointRule: z.exactOptional(
      z.union([
        z.literal('given'),
        z.strictObject({ count: z.int().check(z.nonnegative()), range: positive }),
      ]),
    ),
    changepointPriorScale: z.exactOptional(positive),
    k: z.number(),
    m: z.number(),
    changepoints: numbers,
    delta: numbers,
    parts: z.array(
      z.union([
        z.strictObject({
          name,
          period: positive,
          order: z.int().check(z.minimum(1), z.maximum(100)),
          ...settings,
          condition: z.exactOptional(z.union([z.literal('given'), condition])),
        }),
        z.strictObject({
          name,
          days: z.array(z.int()),
          window: z.tuple([z.int(), z.int()]),
          ...settings,
        }),
        z.strictObject({
          name,
          regressor: z.literal(true),
          standard: z.exactOptional(z.tuple([z.number(), positive])),
          ...settings,
        }),
      ]),
    ),
    beta: z.array(numbers),
    sigma: positive,
    logPosterior: z.number(),
    convergence: z.exactOptional(z.enum(['stalled', 'iteration-limit'])),
    conformal: z.exactOptional(
      z.strictObject({
        horizon: z.int().check(z.positive()),
        last: z.array(z.int().check(z.positive())),
        scores: z.array(z.array(z.number().check(z.nonnegative()))),
      }),
    ),
  }) as unknown as z.ZodMiniType<ProphetState>;
});

/** The state in unknown data, checked and frozen: also that its parts fit each other. */
export function parseProphetState(unknownState: unknown): ProphetState {
  const state = parse(unknownState);
  const { span, changepoints, delta, parts, beta, growth, cap, conformal } = state;
  requireThat('span', span[1] > span[0], 'must ascend');
  requireThat('delta', delta.length === changepoints.length, 'must go with the changepoints');
  requireThat('changepoints', ascends(changepoints), 'must ascend');
  requireThat('beta', beta.length === parts.length, 'must go with the parts');
  requireThat('cap', (growth === 'logistic') === (cap !== undefined), 'must go with logistic growth');
  parts.forEach((part, i) => {
    requireThat(`beta.${i}`, beta[i]!.length === coefficientCount(part), 'must go with its part');
  });
  requireThat('parts', new Set(parts.map(({ name }) => name)).size === parts.length, 'must differ in name');
  if (conformal !== undefined) {
    const { last, scores, horizon } = conformal;
    requireThat(
      'conformal.last',
      ascends(last) && last[last.length - 1] === horizon,
      'must reach the horizon',
    );
    requireThat('conformal.scores', scores.length === last.length, 'must go with the stretches');
    requireThat(
      'conformal.scores',
      scores.every((each) => each.length > 0 && ascends(each)),
      'must ascend',
    );
  }
  return state;
}

function ascends(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value >= values[i - 1]!);
}

function requireThat(path: string, holds: boolean, rule: string): void {
  if (holds) return;
  throw new SerializationError({
    message: `state.${path} ${rule}. Save the model again from its source.`,
    path: `state.${path}`,
  });
}
