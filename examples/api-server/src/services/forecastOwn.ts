import { deserializeModel, isCoincastError } from 'coincast';
import { ApiProblem } from '../errors/ApiProblem.js';
import { type Training, TrainingError } from '../training/Training.js';
import type { TrainingTask } from '../training/TrainingTask.js';
import type { ModelName } from '../training/trainers.js';
import { toForecastBody } from './toForecastBody.js';

/** A series, and what to make of it. */
export interface OwnSeriesRequest {
  readonly prices: readonly number[];
  readonly timestamps?: readonly number[] | undefined;
  readonly model: ModelName;
  readonly steps: number;
  readonly levels: readonly number[];
  readonly budgetMs: number;
}

/** Trains a model on the caller's series within the time budget, and forecasts with it. */
export async function forecastOwn(training: Training, request: OwnSeriesRequest) {
  const { model: name, steps, levels, budgetMs } = request;
  const started = performance.now();
  try {
    const { text } = await training.run(taskOf(request), { signal: AbortSignal.timeout(budgetMs) });
    const model = await deserializeModel(text);
    return {
      model: { kind: model.kind, trainedInMs: Math.round(performance.now() - started) },
      verdict: null,
      forecast: toForecastBody(model.forecast({ horizon: steps, levels })),
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      const advice = 'Give a larger budgetMs (up to 10000), fewer prices, or a quicker model such as ets.';
      throw new ApiProblem('time-budget-exceeded', `${name} did not fit within ${budgetMs} ms. ${advice}`);
    }
    const isOfData = isCoincastError(error) || (error instanceof TrainingError && error.code !== null);
    if (isOfData) throw new ApiProblem('unusable-data', error.message, { cause: error });
    throw error;
  }
}

function taskOf({ model, prices, timestamps }: OwnSeriesRequest): TrainingTask {
  if (timestamps !== undefined && timestamps.length !== prices.length) {
    const message = `must be as many as prices, ${prices.length}, got ${timestamps.length}`;
    throw new ApiProblem('invalid-request', `body.timestamps ${message}.`, {
      errors: [{ path: 'body.timestamps', message }],
    });
  }
  const series = {
    prices: Float64Array.from(prices),
    ...(timestamps === undefined ? {} : { timestamps: Float64Array.from(timestamps) }),
  };
  return { model, series, compare: false };
}
