import { InvalidArgumentError, requireInteger } from '../../errors/index.js';
import { requireRegularSteps, resolveForecastOptions } from '../../models/index.js';
import { systemClock } from '../../runtime/index.js';
import { isPriceSeries, type SeriesInput, valuesOf } from '../../series/index.js';
import type { FoldOptions } from './BacktestOptions.js';
import type { BacktestTrainer } from './BacktestTrainer.js';
import { createPacer } from './createPacer.js';
import type { FoldRun } from './foldForecasts.js';
import { type FoldPlan, planFolds } from './planFolds.js';

/** The options of everything that runs folds. @internal */
export const foldKeys = [
  'horizon',
  'initial',
  'step',
  'window',
  'gap',
  'refitEvery',
  'levels',
  'season',
  'seed',
  'concurrency',
  'signal',
  'onProgress',
  'clock',
] as const;

/** A series cut into folds, and everything but the trainer to run them with. */
export interface ResolvedFolds {
  readonly values: Float64Array;
  readonly plan: FoldPlan;
  readonly season: number;
  readonly seed: number;
  readonly run: Omit<FoldRun, 'trainer' | 'onFold'>;
}

/**
 * Checks a series and the options of its folds, and fills in the defaults.
 *
 * @throws {@link InsufficientDataError}, {@link InvalidArgumentError}, {@link NonFiniteValueError},
 * {@link IrregularSeriesError}
 * @internal
 */
export function resolveFolds(operation: string, series: SeriesInput, options: FoldOptions): ResolvedFolds {
  const values = valuesOf('series', series);
  if (isPriceSeries(series)) requireRegularSteps(series);
  const plan = planFolds(operation, values.length, options);
  const { horizon, gap, folds } = plan;
  const { signal, clock = systemClock } = options;
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    throw new InvalidArgumentError({ argument: 'signal', value: signal, expected: 'an AbortSignal' });
  }
  signal?.throwIfAborted();
  return {
    values,
    plan,
    season: requireInteger('season', options.season ?? 1, { min: 1 }),
    seed: options.seed ?? 0,
    run: {
      series,
      folds,
      horizon,
      gap,
      levels: resolveForecastOptions({ horizon, levels: options.levels }).levels,
      concurrency: requireInteger('concurrency', options.concurrency ?? 1, { min: 1 }),
      signal,
      pause: createPacer(clock, signal),
    },
  };
}

/** Refuses what cannot be called. @internal */
export function requireTrainer(argument: string, trainer: unknown): BacktestTrainer {
  if (typeof trainer === 'function') return trainer as BacktestTrainer;
  throw new InvalidArgumentError({
    argument,
    value: trainer,
    expected: 'a trainer, a function from a series to a fitted model',
    hint: 'Pass trainNaive itself, or (series, context) => trainArima(series, { ...context, order: [1, 1, 1] }).',
  });
}
