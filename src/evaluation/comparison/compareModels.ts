import {
  type CoincastError,
  InvalidArgumentError,
  LookAheadError,
  NonFiniteValueError,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
  TrainerError,
} from '../../errors/index.js';
import { trainNaive } from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { BacktestTrainer } from '../backtest/BacktestTrainer.js';
import { backtestResult } from '../backtest/backtest.js';
import type { CheckedForecast } from '../backtest/checkedForecast.js';
import { foldForecasts } from '../backtest/foldForecasts.js';
import { foldKeys, type ResolvedFolds, requireTrainer, resolveFolds } from '../backtest/resolveFoldRun.js';
import type { CompareModelsOptions, ComparisonLoss } from './CompareModelsOptions.js';
import type { FailedModel, ModelComparison } from './ModelComparison.js';
import { rankModels } from './rankModels.js';

const benchmark = 'naive';

/**
 * Compares models on the same folds and says whether one beats the naive forecast, in code and in words.
 *
 * All trainers are backtested as by {@link backtest}; the naive forecast takes part uncalled under the name `naive`, a
 * trainer of your own by that name takes its place, such as a seasonal naive one. Each model's mean loss a fold is
 * tested against the naive one's by {@link dieboldMarianoTest}, two-sided, as many folds apart dependent as forecasts
 * overlap; p-values are corrected for the number of models after Holm. The verdict is
 *
 * - `beats-naive` or `worse-than-naive` where the test rejects at `alpha`;
 * - `no-better-than-naive` where it does not, and the skill's interval at level 1 − `alpha` excludes `relevantSkill`;
 * - `insufficient-evidence` otherwise, and always with fewer than ten folds, or of folds that overlap with fewer than ten
 *   times as many as overlap.
 *
 * Only a model that beats the naive forecast wins over it, never a margin. A trainer that fails in some fold does not
 * stop the others: it is among the `failures`, with the error that names the fold. The `leaderboard` also says which
 * models cannot be told from the best ({@link modelConfidenceSet}).
 *
 * @throws {@link InsufficientDataError} when the series is too short for one fold, naming the least length.
 * @throws {@link TrainerError} when the naive forecast itself fails, as on prices that never change.
 * @throws {@link InvalidArgumentError} when there is no trainer, or an option is unknown or out of bounds.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite, or an actual value 0 with loss `percentage`.
 * @throws {@link IrregularSeriesError} when a `PriceSeries` is not one step apart.
 * @example
 * ```ts
 * import { type BacktestTrainer, compareModels, trainArima, trainDrift } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 400 });
 * const arima: BacktestTrainer = (series, context) => trainArima(series, { ...context, order: [1, 1, 0] });
 * const { winner, verdict, leaderboard } = await compareModels(prices, { arima, drift: trainDrift }, { refitEvery: 20 });
 * winner; // => 'naive'
 * verdict.code; // => 'no-better-than-naive'
 * verdict.folds; // => 200
 * leaderboard.length; // => 3
 * ```
 */
export async function compareModels(
  series: SeriesInput,
  trainers: Readonly<Record<string, BacktestTrainer>>,
  options: CompareModelsOptions = {},
): Promise<ModelComparison> {
  const ownKeys = ['loss', 'alpha', 'relevantSkill', 'confidenceSetLevel'];
  requireKnownKeys('compareModels options', options, [...foldKeys, ...ownKeys]);
  const {
    loss = 'absolute',
    alpha = 0.05,
    relevantSkill = 0.05,
    confidenceSetLevel = 0.9,
    ...folds
  } = options;
  requireOneOf('loss', loss, ['absolute', 'squared', 'percentage']);
  requireNumber('alpha', alpha, { min: 0.001, max: 0.5 });
  requireNumber('relevantSkill', relevantSkill, { above: 0, below: 1 });
  requireNumber('confidenceSetLevel', confidenceSetLevel, { above: 0, below: 1 });
  const contestants = requireTrainers(trainers);
  const resolved = resolveFolds('compareModels', series, folds);
  const lossOf = lossFunction(loss, resolved);

  const total = contestants.length * resolved.plan.folds.length;
  let done = 0;
  const scored = new Map<string, readonly CheckedForecast[]>();
  const failures: FailedModel[] = [];
  for (const [name, trainer] of contestants) {
    const onFold = () => {
      done += 1;
      folds.onProgress?.({ stage: 'compare', done, total, message: name });
    };
    try {
      scored.set(name, await foldForecasts({ ...resolved.run, trainer, name, onFold }));
    } catch (error) {
      if (!isTrainersOwn(error) || name === benchmark) throw error;
      failures.push(Object.freeze({ name, error }));
    }
  }
  const models = [...scored].map(([name, forecasts]) => ({
    name,
    losses: Float64Array.from(forecasts, (forecast, k) => lossOf(forecast, k)),
    backtest: backtestResult(series, resolved, forecasts),
  }));
  const { step, gap, horizon } = resolved.plan;
  return Object.freeze({
    ...rankModels(models, benchmark, {
      horizon: Math.ceil((gap + horizon) / step),
      alpha,
      relevantSkill,
      lossName: `mean ${loss} error`,
      confidenceSetLevel,
      seed: resolved.seed,
    }),
    failures: Object.freeze(failures),
    folds: resolved.plan.folds.length,
    horizon,
    loss,
    alpha,
  });
}

function isTrainersOwn(error: unknown): error is CoincastError {
  return error instanceof TrainerError || error instanceof LookAheadError;
}

/** The naive forecast first: without it nothing can be said of the others. */
function requireTrainers(trainers: Readonly<Record<string, BacktestTrainer>>): [string, BacktestTrainer][] {
  const given = typeof trainers === 'object' && trainers !== null ? Object.entries(trainers) : [];
  const others = given.filter(([name]) => name !== benchmark);
  if (others.length === 0) {
    throw new InvalidArgumentError({
      argument: 'trainers',
      value: trainers,
      expected: 'an object with at least one trainer beside the naive one, such as { drift: trainDrift }',
    });
  }
  const naive = requireTrainer(
    `trainers.${benchmark}`,
    Object.hasOwn(trainers, benchmark) ? trainers[benchmark] : trainNaive,
  );
  return [
    [benchmark, naive],
    ...others.map(([name, trainer]): [string, BacktestTrainer] => [
      name,
      requireTrainer(`trainers.${name}`, trainer),
    ]),
  ];
}

/** The mean over a fold's steps of what its forecast loses. */
function lossFunction(loss: ComparisonLoss, { values, plan: { folds, gap, horizon } }: ResolvedFolds) {
  if (loss === 'percentage') requireNoZeros(values);
  return ({ mean }: CheckedForecast, k: number) => {
    const from = folds[k]!.end + gap;
    return mean.reduce((sum, forecast, i) => {
      const actual = values[from + i]!;
      const error = Math.abs(actual - forecast);
      const each = loss === 'absolute' ? error : loss === 'squared' ? error ** 2 : error / Math.abs(actual);
      return sum + each / horizon;
    }, 0);
  };
}

function requireNoZeros(values: Float64Array): void {
  const index = values.indexOf(0);
  if (index < 0) return;
  const expected = 'a number other than 0 for loss "percentage" (loss "absolute" takes zeros)';
  throw new NonFiniteValueError({ argument: 'series', index, value: 0, expected });
}
