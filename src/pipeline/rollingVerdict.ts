import { type BacktestTrainer, compareModels, type Verdict } from '../evaluation/index.js';
import { refitArima, trainArima } from '../models/index.js';
import type { PriceSeries } from '../series/index.js';
import type { ResolvedPipelineOptions } from './PipelineOptions.js';

const mostFolds = 100;
const mostFits = 10;

/**
 * Whether the ARIMA beats the naive forecast over the second half of the prices, forecast by models that know what came
 * before: at most 100 folds that do not overlap, with at most ten fits. Undefined where not one fold fits in.
 */
export async function rollingVerdict(
  series: PriceSeries,
  { order, horizon, signal, clock }: ResolvedPipelineOptions,
): Promise<Verdict | undefined> {
  const n = series.prices.length;
  const initial = Math.ceil(n / 2);
  const possible = Math.floor((n - initial) / horizon);
  if (possible < 1) return undefined;
  const every = Math.ceil(possible / mostFolds);
  const arima: BacktestTrainer = Object.assign(
    (...[prices, context]: Parameters<BacktestTrainer>) => trainArima(prices, { ...context, order, clock }),
    { refit: refitArima },
  );
  const { verdict } = await compareModels(
    series,
    { [`ARIMA(${order.join(',')})`]: arima },
    {
      initial,
      horizon,
      step: every * horizon,
      refitEvery: Math.ceil(possible / every / mostFits),
      levels: [],
      signal,
      clock,
    },
  );
  return verdict;
}
