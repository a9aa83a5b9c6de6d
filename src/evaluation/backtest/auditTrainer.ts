import {
  InsufficientDataError,
  LookAheadError,
  type LookAheadKind,
  requireKnownKeys,
} from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { FoldOptions } from './BacktestOptions.js';
import type { BacktestTrainer, TrainingFold } from './BacktestTrainer.js';
import type { CheckedForecast } from './checkedForecast.js';
import { derivedSeed } from './derivedSeed.js';
import { type FoldRun, foldForecasts } from './foldForecasts.js';
import { hindsight } from './hindsight.js';
import { withOtherFuture, withOtherPast } from './otherSeries.js';
import { foldKeys, type ResolvedFolds, requireTrainer, resolveFolds } from './resolveFoldRun.js';

/** One way in which a trainer was found to look ahead. */
export interface TrainerLeak {
  readonly kind: LookAheadKind;
  /** The fold it was found in, counted from 0; undefined where it takes several folds to see. */
  readonly fold?: number;
  /** What gave the trainer away, and what to do next. */
  readonly statement: string;
}

/** What {@link auditTrainer} finds. */
export interface TrainerAudit {
  /** Whether there is no leak. */
  readonly clean: boolean;
  readonly leaks: readonly TrainerLeak[];
  /**
   * How closely forecasts of made-up pasts follow the real future, in standard deviations of what chance gives. More
   * than 4.5 is a leak.
   */
  readonly hindsight: number;
}

/** How many folds are forecast twice. */
const repeatedFolds = 8;
/** How many made-up pasts are forecast, and with how few the question cannot be answered. */
const pasts = 32;
const fewestPasts = 24;
const suspicious = 4.5;

/**
 * Looks for a trainer that sees the future, in the ways that a copy of the past cannot prevent.
 *
 * - `wrote`: it writes to the series it is given.
 * - `memory`: up to eight folds are forecast in order of time and then backwards. A forecast that differs the second
 *   time rests on what the trainer was given in between, or on random numbers without a seed.
 * - `future`: a trainer with a `rolling` of its own, which is given the whole series, is run again on one whose
 *   observations after an origin are others. Its forecasts from there must be the same to the last bit.
 * - `hindsight`: it is trained on 32 made-up pasts, random walks that end where the real ones do. Real futures have
 *   nothing to do with them, so that forecasts must not follow them; those of a trainer that has kept the whole series
 *   do. The rank correlation of forecast and real changes over all steps is compared with that of shuffled futures;
 *   honest trainers fail with probability below 1e-5.
 *
 * Options are those of {@link backtest}; origins must be 24 at least. An audit can convict but not acquit: a trainer
 * that looks only slightly ahead, or only where it recognises the past, passes.
 *
 * @throws {@link InsufficientDataError} when the series has too few origins, naming the least length.
 * @throws {@link TrainerError} when the trainer or its model fails; `cause` is its own error.
 * @throws {@link InvalidArgumentError}, {@link NonFiniteValueError}, {@link IrregularSeriesError}
 * @example
 * ```ts
 * import { auditTrainer, type BacktestTrainer, trainDrift, trainNaive } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 300 });
 * (await auditTrainer(prices, trainDrift, { horizon: 3 })).clean; // => true
 *
 * const cheat: BacktestTrainer = (series, context, { end }) => {
 *   const model = trainNaive(series, context);
 *   const future = (steps: number) => prices.prices.slice(end, end + steps);
 *   return { ...model, forecast: (options) => ({ ...model.forecast(options), mean: future(options.horizon) }) };
 * };
 * const { leaks } = await auditTrainer(prices, cheat, { horizon: 3 });
 * leaks[0].kind; // => 'hindsight'
 * ```
 */
export async function auditTrainer<Model extends FittedModel>(
  series: SeriesInput,
  trainer: BacktestTrainer<Model>,
  options: FoldOptions = {},
): Promise<TrainerAudit> {
  requireKnownKeys('auditTrainer options', options, foldKeys);
  const { onProgress, ...foldOptions } = options;
  const resolved = resolveFolds('auditTrainer', series, foldOptions);
  const origins = pastOrigins(resolved);
  const repeated = spread(resolved.plan.folds, repeatedFolds).map((fold) => ({ ...fold, refit: true }));
  const anyTrainer = requireTrainer('trainer', trainer);
  const alone: BacktestTrainer = (...given) => anyTrainer(...given);
  const total =
    2 * repeated.length +
    origins.length +
    (anyTrainer.rolling === undefined ? 0 : 2 * resolved.plan.folds.length);
  let done = 0;
  const run: FoldRun = {
    ...resolved.run,
    trainer: alone,
    onFold: () => {
      done += 1;
      onProgress?.({ stage: 'audit', done, total });
    },
  };
  const leaks: TrainerLeak[] = [];
  let z = 0;
  try {
    leaks.push(...(await memoryLeaks(run, repeated)));
    if (anyTrainer.rolling !== undefined) leaks.push(...(await futureLeaks(run, anyTrainer)));
    z = hindsight(resolved, origins, await pastForecasts(run, resolved, origins));
    if (z > suspicious) {
      leaks.push({
        kind: 'hindsight',
        statement:
          `Forecasts of ${origins.length} made-up pasts follow the real future (${z.toFixed(1)} standard deviations ` +
          'beyond chance): the trainer knows more than the series it is given. Have it use that series alone.',
      });
    }
  } catch (error) {
    if (!(error instanceof LookAheadError)) throw error;
    leaks.push({ kind: error.kind, fold: error.fold ?? 0, statement: error.message });
  }
  return Object.freeze({
    clean: leaks.length === 0,
    leaks: Object.freeze(leaks.map((leak) => Object.freeze(leak))),
    hindsight: z,
  });
}

async function memoryLeaks(run: FoldRun, folds: readonly TrainingFold[]): Promise<TrainerLeak[]> {
  const forwards = await foldForecasts({ ...run, folds, concurrency: 1 });
  const backwards = await foldForecasts({ ...run, folds: [...folds].reverse(), concurrency: 1 });
  const changed = folds.findIndex((_, k) => !isSame(forwards[k]!, backwards[folds.length - 1 - k]!));
  if (changed < 0) return [];
  const { index, end } = folds[changed]!;
  return [
    {
      kind: 'memory',
      fold: index,
      statement:
        `Given the same ${end - folds[changed]!.start} observations after later ones, the trainer forecasts otherwise ` +
        `(fold ${index + 1}): it keeps what it saw, or draws random numbers without a seed. ` +
        "Have it start from nothing, and from the fold's seed.",
    },
  ];
}

async function futureLeaks(run: FoldRun, trainer: BacktestTrainer): Promise<TrainerLeak[]> {
  const { folds, series } = run;
  const { index, end } = folds[folds.length >> 1]!;
  const seen = await foldForecasts({ ...run, trainer });
  const other = await foldForecasts({ ...run, trainer, series: withOtherFuture(series, end) });
  const changed = folds.findIndex((fold, k) => fold.index <= index && !isSame(seen[k]!, other[k]!));
  if (changed < 0) return [];
  return [
    {
      kind: 'future',
      fold: folds[changed]!.index,
      statement:
        `With other observations after the first ${end}, the trainer's rolling forecasts otherwise from the first ` +
        `${folds[changed]!.end} already (fold ${changed + 1}). Have each fold use the observations up to its origin alone.`,
    },
  ];
}

/** One forecast from each origin, of a past that never was. */
async function pastForecasts(
  run: FoldRun,
  { seed }: ResolvedFolds,
  origins: readonly TrainingFold[],
): Promise<CheckedForecast[]> {
  const forecasts: CheckedForecast[] = [];
  for (const fold of origins) {
    const series = withOtherPast(run.series, fold, derivedSeed(seed, -2 - fold.index));
    forecasts.push(...(await foldForecasts({ ...run, series, folds: [fold] })));
  }
  return forecasts;
}

/** Up to 32 origins, evenly spread; those of the folds where they are enough. */
function pastOrigins({ plan, values }: ResolvedFolds): TrainingFold[] {
  const { initial, gap, horizon, sliding, folds } = plan;
  const places = values.length - gap - horizon - initial + 1;
  if (places < fewestPasts) {
    const needed = values.length + fewestPasts - places;
    const operation = `auditTrainer with initial=${initial}, gap=${gap} and horizon=${horizon}`;
    throw new InsufficientDataError({ operation, needed, got: values.length });
  }
  if (folds.length >= pasts) return spread(folds, pasts).map((fold) => ({ ...fold, refit: true }));
  const all = Array.from({ length: places }, (_, index) => {
    const end = initial + index;
    return {
      index,
      start: sliding === undefined ? 0 : end - sliding,
      end,
      refit: true,
      seed: folds[0]!.seed,
    };
  });
  return spread(all, pasts);
}

/** So many of them at most, evenly spread, with the first and the last. */
function spread<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, i) => all[Math.round((i * (all.length - 1)) / (count - 1))]!);
}

function isSame(one: CheckedForecast, other: CheckedForecast): boolean {
  return (
    isEqual(one.mean, other.mean) &&
    one.intervals.every(
      ({ lower, upper }, k) =>
        isEqual(lower, other.intervals[k]!.lower) && isEqual(upper, other.intervals[k]!.upper),
    )
  );
}

function isEqual(one: Float64Array, other: Float64Array): boolean {
  return one.every((value, i) => Object.is(value, other[i]));
}
