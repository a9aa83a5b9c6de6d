import { InsufficientDataError, InvalidArgumentError, requireInteger } from '../../errors/index.js';
import type { FoldOptions } from './BacktestOptions.js';
import type { TrainingFold } from './BacktestTrainer.js';
import { derivedSeed } from './derivedSeed.js';

/** The folds of a series, and the numbers they follow from. */
export interface FoldPlan {
  readonly horizon: number;
  readonly initial: number;
  readonly step: number;
  readonly gap: number;
  /** The most observations of a window; undefined where it expands. */
  readonly sliding: number | undefined;
  readonly refitEvery: number | 'never';
  readonly folds: readonly TrainingFold[];
}

/** The longest horizon, as of a model's forecast. */
const maxHorizon = 100_000;

/**
 * Cuts `n` observations into folds: as many as have all their steps observed.
 *
 * @throws {@link InsufficientDataError} when there is not one.
 * @throws {@link InvalidArgumentError} when an option is out of bounds.
 * @internal
 */
export function planFolds(operation: string, n: number, options: FoldOptions): FoldPlan {
  const horizon = requireInteger('horizon', options.horizon ?? 1, { min: 1, max: maxHorizon });
  const gap = requireInteger('gap', options.gap ?? 0, { min: 0, max: maxHorizon - horizon });
  const step = requireInteger('step', options.step ?? horizon, { min: 1 });
  const refitEvery =
    options.refitEvery === 'never'
      ? 'never'
      : requireInteger('refitEvery', options.refitEvery ?? 1, { min: 1 });
  const sliding = slidingSize(options.window ?? 'expanding');
  const initial = initialSize(operation, n, { given: options.initial, sliding, ahead: gap + horizon });
  const seed = requireInteger('seed', options.seed ?? 0, { min: -(2 ** 31), max: 2 ** 32 - 1 });
  const needed = initial + gap + horizon;
  if (n < needed)
    throw tooShort(`${operation} with initial=${initial}, gap=${gap} and horizon=${horizon}`, needed, n);
  const count = Math.floor((n - needed) / step) + 1;
  const folds = Array.from({ length: count }, (_, index): TrainingFold => {
    const end = initial + index * step;
    return Object.freeze({
      index,
      start: sliding === undefined ? 0 : end - sliding,
      end,
      refit: refitEvery === 'never' ? index === 0 : index % refitEvery === 0,
      seed: derivedSeed(seed, index),
    });
  });
  return { horizon, initial, step, gap, sliding, refitEvery, folds };
}

function slidingSize(window: NonNullable<FoldOptions['window']>): number | undefined {
  if (window === 'expanding') return undefined;
  const keys = typeof window === 'object' && window !== null ? Object.keys(window) : [];
  if (keys.length === 1 && keys[0] === 'sliding') {
    return requireInteger('window.sliding', window.sliding, { min: 2 });
  }
  throw new InvalidArgumentError({
    argument: 'window',
    value: window,
    expected: '"expanding" or an object { sliding: number of observations }',
  });
}

function initialSize(
  operation: string,
  n: number,
  { given, sliding, ahead }: { given: number | undefined; sliding: number | undefined; ahead: number },
): number {
  if (given !== undefined) {
    const initial = requireInteger('initial', given, { min: 2 });
    if (sliding === undefined || initial >= sliding) return initial;
    throw new InvalidArgumentError({
      argument: 'initial',
      value: initial,
      expected: `at least window.sliding (${sliding})`,
      hint: 'The first window would be shorter than the others.',
    });
  }
  if (sliding !== undefined) return sliding;
  const needed = Math.max(2 * ahead, ahead + 2);
  if (n < needed)
    throw tooShort(`${operation} with gap + horizon = ${ahead} and half of the data to train on`, needed, n);
  return Math.max(2, Math.ceil(n / 2));
}

function tooShort(operation: string, needed: number, got: number): InsufficientDataError {
  const hint = 'Give a longer series, or make initial, gap or horizon smaller.';
  return new InsufficientDataError({ operation, needed, got, hint });
}
