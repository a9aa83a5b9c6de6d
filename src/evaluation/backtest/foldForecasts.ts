import { LookAheadError, TrainerError } from '../../errors/index.js';
import type { FittedModel, Forecast } from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { BacktestTrainer, TrainingFold } from './BacktestTrainer.js';
import { type CheckedForecast, checkedForecast, requireModel } from './checkedForecast.js';
import { requireUntouched, seriesWindow } from './seriesWindow.js';

/** What the folds of a plan are run with. */
export interface FoldRun {
  readonly series: SeriesInput;
  readonly trainer: BacktestTrainer;
  /** The trainer's name in messages, where it has one. */
  readonly name?: string | undefined;
  readonly folds: readonly TrainingFold[];
  readonly horizon: number;
  readonly gap: number;
  readonly levels: readonly number[];
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  readonly forecastOptions?: ((fold: TrainingFold) => Readonly<Record<string, unknown>>) | undefined;
  /** Told of every fold that is done, in no certain order; what it throws ends the work. */
  readonly onFold: () => void;
  /** Awaited between folds. */
  readonly pause: () => Promise<void>;
}

/**
 * The forecasts of all folds, in their order, none of which depends on how many run at a time.
 *
 * @throws {@link TrainerError} of the first fold that fails.
 * @throws {@link LookAheadError} when the trainer writes to its series.
 * @internal
 */
export async function foldForecasts(run: FoldRun): Promise<CheckedForecast[]> {
  const { folds, trainer } = run;
  if (trainer.rolling !== undefined) return rollingForecasts(run);
  const forecasts: CheckedForecast[] = new Array(folds.length);
  const blocks = blocksOf(folds);
  if (trainer.refit !== undefined) {
    let previous: FittedModel | undefined;
    for (const block of blocks) previous = await runBlock(run, block, previous, forecasts);
    return forecasts;
  }
  // Blocks are begun in their order, so that the first to fail has been begun whoever fails before it in time.
  const failures = new Map<number, unknown>();
  let next = 0;
  const lane = async () => {
    while (next < blocks.length && failures.size === 0) {
      const index = next++;
      try {
        await runBlock(run, blocks[index]!, undefined, forecasts);
      } catch (error) {
        failures.set(index, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.concurrency, blocks.length) }, lane));
  run.signal?.throwIfAborted();
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return forecasts;
}

/** The places in the plan of the folds from one training up to the next. */
function blocksOf(folds: readonly TrainingFold[]): number[][] {
  const blocks: number[][] = [];
  for (const [place, fold] of folds.entries()) {
    if (fold.refit || blocks.length === 0) blocks.push([place]);
    else blocks[blocks.length - 1]!.push(place);
  }
  return blocks;
}

async function runBlock(
  run: FoldRun,
  block: readonly number[],
  previous: FittedModel | undefined,
  forecasts: CheckedForecast[],
): Promise<FittedModel> {
  let model = previous;
  let known = 0;
  for (const place of block) {
    await run.pause();
    const fold = run.folds[place]!;
    const earlier = model;
    const { model: current, forecast } = await attempt(run, fold, () =>
      place === block[0] ? trained(run, fold, earlier) : told(run, fold, earlier!, known),
    );
    forecasts[place] = forecast;
    model = current;
    known = fold.end;
    run.onFold();
  }
  return model!;
}

interface FoldOutcome {
  readonly model: FittedModel;
  readonly forecast: CheckedForecast;
}

async function trained(
  run: FoldRun,
  fold: TrainingFold,
  previous: FittedModel | undefined,
): Promise<FoldOutcome> {
  const { series, trainer, signal } = run;
  const window = seriesWindow(series, fold.start, fold.end);
  const context = { signal };
  const model = requireModel(
    previous === undefined
      ? await trainer(window, context, fold)
      : await trainer.refit!(previous, window, context, fold),
  );
  const forecast = forecastOf(run, fold, model);
  requireUntouched(window, series, fold);
  return { model, forecast };
}

function told(run: FoldRun, fold: TrainingFold, earlier: FittedModel, known: number): FoldOutcome {
  const news = seriesWindow(run.series, known, fold.end);
  const model = requireModel(earlier.append(news));
  const forecast = forecastOf(run, fold, model);
  requireUntouched(news, run.series, { start: known, index: fold.index });
  return { model, forecast };
}

function forecastOf(run: FoldRun, fold: TrainingFold, model: FittedModel): CheckedForecast {
  const { gap, horizon, levels, forecastOptions } = run;
  const options = { ...forecastOptions?.(fold), horizon: gap + horizon, levels };
  return checkedForecast(model.forecast(options), run);
}

async function rollingForecasts(run: FoldRun): Promise<CheckedForecast[]> {
  const { series, trainer, folds, gap, horizon, levels, signal } = run;
  const whole = { start: 0, end: folds.at(-1)!.end + gap + horizon, index: 0 };
  const copy = seriesWindow(series, whole.start, whole.end);
  const forecasts: CheckedForecast[] = [];
  const at = () => folds[Math.min(forecasts.length, folds.length - 1)]!;
  const iterator = await attempt(run, at(), () =>
    iteratorOf(trainer.rolling!(copy, { folds, horizon: gap + horizon, levels, signal })),
  );
  for (;;) {
    await run.pause();
    const { value, done } = await attempt(run, at(), () => iterator.next());
    if (done === true) break;
    forecasts.push(await attempt(run, at(), () => checkedForecast(value, run)));
    run.onFold();
  }
  requireUntouched(copy, series, whole);
  if (forecasts.length === folds.length) return forecasts;
  throw trainerError(run, at(), `its rolling made ${forecasts.length} forecasts of ${folds.length}.`);
}

function iteratorOf(
  forecasts: Iterable<Forecast> | AsyncIterable<Forecast>,
): Iterator<Forecast> | AsyncIterator<Forecast> {
  if (Symbol.asyncIterator in forecasts) return forecasts[Symbol.asyncIterator]();
  return forecasts[Symbol.iterator]();
}

/** Names the fold in what goes wrong; an abort and a look ahead go through as they are. */
async function attempt<Result>(
  run: FoldRun,
  fold: TrainingFold,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    run.signal?.throwIfAborted();
    if (error instanceof LookAheadError) throw error;
    throw trainerError(run, fold, error instanceof Error ? error.message : String(error), error);
  }
}

function trainerError({ name }: FoldRun, fold: TrainingFold, reason: string, cause?: unknown): TrainerError {
  const observations = fold.end - fold.start;
  const who = name === undefined ? 'The trainer' : `The trainer "${name}"`;
  return new TrainerError(
    {
      message: `${who} failed in fold ${fold.index + 1}, with ${observations} observations: ${reason}`,
      trainer: name,
      fold: fold.index,
      observations,
    },
    { cause },
  );
}
