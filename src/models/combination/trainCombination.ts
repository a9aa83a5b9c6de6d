import {
  InvalidArgumentError,
  isCoincastError,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { FittedModel, Trainer, TrainOptions } from '../model.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { type CombinationMember, type CombinationModel, createCombinationModel } from './CombinationModel.js';
import type { OmittedMember } from './combinationState.js';

/** Options of {@link trainCombination}. */
export interface TrainCombinationOptions extends TrainOptions {
  /** The trainers by name, at least one. */
  readonly members: Readonly<Record<string, Trainer>>;
  /** How forecasts are combined, step by step. Default `median`. */
  readonly method?: 'median' | 'mean' | undefined;
  /** With the mean, a positive weight for each member by name; they need not sum to 1. Default: all the same. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
}

/**
 * Combines models: trains every member on the series, and takes the median, or a weighted mean, of their forecasts.
 *
 * A combination is usually better than most of its members, since their errors differ; the median also shrugs off a
 * member that goes astray. What is done with the means is done with the ends of the intervals at each level: the
 * intervals stay nested, and are about as wide as the members' are. A member that fails, be it for a short series or a
 * value it cannot take, is left out and reported in `omitted`; the weights of the others are scaled to sum to 1. When
 * all fail, the error of the first is thrown. Saved with its members' states, of which those of coincast's own trainers
 * can be restored. Cost: that of the members, one after the other.
 *
 * Source: Bates & Granger (1969), Operational Research Quarterly 20, 451-468; the median: Petropoulos & Svetunkov (2020),
 * International Journal of Forecasting 36, 110-115.
 *
 * @throws {@link InsufficientDataError}, {@link DegenerateSeriesError}, {@link NonFiniteValueError},
 * {@link IrregularSeriesError}, or what the first member throws when all fail; an abort rethrows the signal's reason.
 * @throws {@link InvalidArgumentError} when an option is out of bounds or unknown.
 * @example
 * ```ts
 * import { trainCombination, trainDrift, trainNaive, trainTheta } from 'coincast';
 *
 * const model = trainCombination([100, 102, 101, 103], {
 *   members: { naive: trainNaive, drift: trainDrift, theta: trainTheta },
 * });
 * model.forecast({ horizon: 2 }).mean[1]; // => 104
 * model.omitted[0]?.name; // => 'theta'
 * model.omitted[0]?.code; // => 'insufficient-data'
 * ```
 */
export function trainCombination(series: SeriesInput, options: TrainCombinationOptions): CombinationModel {
  const { now, signal } = resolveTrainOptions('trainCombination', options, ['members', 'method', 'weights']);
  const method = requireOneOf('method', options.method ?? 'median', ['median', 'mean']);
  const trainers = requireMembers(options.members);
  const weightOf = resolveWeights(options.weights, method, Object.keys(options.members));
  const startedAt = now();
  trainingValues(series, { minLength: 2, operation: 'trainCombination' });
  const trained: { name: string; model: FittedModel }[] = [];
  const omitted: OmittedMember[] = [];
  let firstError: unknown;
  for (const [name, trainer] of trainers) {
    try {
      trained.push({ name, model: trainer(series, { signal }) });
    } catch (error) {
      signal?.throwIfAborted();
      firstError ??= error;
      omitted.push({ name, ...reasonOf(error) });
    }
  }
  if (trained.length === 0) throw firstError;
  const total = trained.reduce((sum, { name }) => sum + weightOf(name), 0);
  const members = trained.map(
    ({ name, model }): CombinationMember =>
      method === 'median' ? { name, model } : { name, weight: weightOf(name) / total, model },
  );
  return createCombinationModel(
    {
      kind: 'combination',
      version: 1,
      training: summarizeTraining(series, { startedAt, fittedAt: now() }),
      method,
      omitted,
    },
    members,
  );
}

function requireMembers(members: TrainCombinationOptions['members']): [string, Trainer][] {
  const entries = typeof members === 'object' && members !== null ? Object.entries(members) : [];
  if (entries.length === 0) {
    throw new InvalidArgumentError({
      argument: 'members',
      value: members,
      expected: 'an object of trainers by name, such as { ets: trainEts, theta: trainTheta }',
    });
  }
  for (const [name, trainer] of entries) {
    if (typeof trainer === 'function') continue;
    throw new InvalidArgumentError({ argument: `members.${name}`, value: trainer, expected: 'a trainer' });
  }
  return entries;
}

function resolveWeights(
  weights: TrainCombinationOptions['weights'],
  method: 'median' | 'mean',
  names: readonly string[],
): (name: string) => number {
  if (weights === undefined) return () => 1;
  if (method === 'median') {
    const expected = 'left out with the median';
    throw new InvalidArgumentError({
      argument: 'weights',
      value: weights,
      expected,
      hint: 'Ask for the mean.',
    });
  }
  requireKnownKeys('weights', weights, names);
  for (const name of names) requireNumber(`weights.${name}`, weights[name], { above: 0 });
  return (name) => weights[name]!;
}

function reasonOf(error: unknown): Omit<OmittedMember, 'name'> {
  if (isCoincastError(error)) return { code: error.code, reason: error.message };
  return { reason: error instanceof Error ? error.message : String(error) };
}
