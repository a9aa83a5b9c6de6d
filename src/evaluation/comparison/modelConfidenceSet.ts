import {
  InvalidArgumentError,
  type NumberArray,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
  requireSameLength,
} from '../../errors/index.js';
import { valuesOf } from '../../series/index.js';
import { blockBootstrapMeans } from './blockBootstrapMeans.js';
import { type EliminationStatistic, eliminationOrder } from './eliminationOrder.js';

/** Options of {@link modelConfidenceSet}. */
export interface ModelConfidenceSetOptions {
  /** With which probability, at least, the set contains the best model, a fraction. Default 0.9. */
  readonly level?: number | undefined;
  /**
   * `max`, the largest excess of one model's loss over the mean of all, or `range`, the largest difference of any two,
   * each over its standard error: T_max and T_R of the paper. Default `max`.
   */
  readonly statistic?: EliminationStatistic | undefined;
  /** The number of resampled series, 100 to 100,000. Default 1000. */
  readonly replications?: number | undefined;
  /**
   * How many losses in a row are drawn at a time, from 1 to their number, so that dependence is kept. Default: the
   * cube root of their number, rounded up.
   */
  readonly blockLength?: number | undefined;
  /** The seed of the resampling, an integer of 32 bits. Default 0. */
  readonly seed?: number | undefined;
}

/** What {@link modelConfidenceSet} gives. */
export interface ModelConfidenceSetResult {
  /** The models that may be the best, in the order given. */
  readonly included: readonly string[];
  /** For each model the least `1 - level` at which it is left out; the model that is left last has 1. */
  readonly pValues: Readonly<Record<string, number>>;
  /** All models, the first to go first. */
  readonly eliminationOrder: readonly string[];
  /** The level asked for, a fraction. */
  readonly level: number;
  readonly statistic: EliminationStatistic;
  /** The number of bootstrap samples. */
  readonly replications: number;
  /** The mean length of the blocks of the bootstrap, in observations. */
  readonly blockLength: number;
  /** The number of losses of each model. */
  readonly n: number;
}

/**
 * Model confidence set: those of several models that the data cannot tell from the best, by losses at the same times.
 *
 * As long as equal accuracy of all that are left is rejected, the worst goes. The null distribution is that of means
 * over series resampled in blocks, circularly, from the same seeded draws for all models. Losses are bare numbers in
 * order of time, equally many and at least two, smaller being better; models with the same losses are never told
 * apart. The result does not depend on the unit of the losses, up to rounding. Cost: replications × n × models, and
 * models³ × replications.
 *
 * Source: Hansen, Lunde and Nason (2011), The model confidence set, Econometrica 79(2), sections 3.1.2 and 3.2;
 * Politis and Romano (1992) for circular blocks.
 *
 * @throws {@link InvalidArgumentError} when there is no model, the lengths differ, or an option is unknown or out of
 * bounds.
 * @throws {@link InsufficientDataError} with fewer than 2 losses.
 * @throws {@link NonFiniteValueError} when a loss is NaN or infinite.
 * @example
 * ```ts
 * import { modelConfidenceSet } from 'coincast';
 *
 * const wave = Array.from({ length: 60 }, (_, t) => 2 + Math.sin(t * t));
 * const losses = { good: wave, alsoGood: wave.map((x, t) => x + 0.1 * Math.cos(t)), bad: wave.map((x) => 1.5 * x) };
 * modelConfidenceSet(losses).included; // => ['good', 'alsoGood']
 * ```
 */
export function modelConfidenceSet(
  losses: Readonly<Record<string, NumberArray>>,
  options: ModelConfidenceSetOptions = {},
): ModelConfidenceSetResult {
  requireKnownKeys('modelConfidenceSet options', options, [
    'level',
    'statistic',
    'replications',
    'blockLength',
    'seed',
  ]);
  const level = requireNumber('level', options.level ?? 0.9, { above: 0, below: 1 });
  const statistic = requireOneOf('statistic', options.statistic ?? 'max', ['max', 'range']);
  const replications = requireInteger('replications', options.replications ?? 1000, {
    min: 100,
    max: 100_000,
  });
  const seed = requireInteger('seed', options.seed ?? 0, { min: -(2 ** 31), max: 2 ** 32 - 1 });
  const { names, columns, n } = requireLosses(losses);
  const blockLength = requireInteger('blockLength', options.blockLength ?? Math.ceil(Math.cbrt(n)), {
    min: 1,
    max: n,
  });
  const means = blockBootstrapMeans(columns, { replications, blockLength, seed });
  const steps = eliminationOrder(columns, means, statistic);
  const pValues = Object.fromEntries(names.map((name) => [name, 1]));
  for (const { model, pValue } of steps) pValues[names[model]!] = pValue;
  return Object.freeze({
    included: Object.freeze(names.filter((name) => pValues[name]! >= 1 - level)),
    pValues: Object.freeze(pValues),
    eliminationOrder: Object.freeze(steps.map(({ model }) => names[model]!)),
    level,
    statistic,
    replications,
    blockLength,
    n,
  });
}

function requireLosses(losses: Readonly<Record<string, NumberArray>>) {
  const entries = typeof losses === 'object' && losses !== null ? Object.entries(losses) : [];
  if (entries.length === 0) {
    const expected = 'an object with the losses of at least one model under its name';
    throw new InvalidArgumentError({ argument: 'losses', value: losses, expected });
  }
  const columns = entries.map(([name, values]) =>
    valuesOf(`losses.${name}`, values, { minLength: 2, operation: 'modelConfidenceSet' }),
  );
  entries.forEach(([name], k) => {
    requireSameLength(`losses.${name}`, columns[k]!, `losses.${entries[0]![0]}`, columns[0]!);
  });
  return { names: entries.map(([name]) => name), columns, n: columns[0]!.length };
}
