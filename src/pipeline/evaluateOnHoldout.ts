import { evaluateForecast, type ScaledForecastMetrics } from '../evaluation/index.js';
import { type FittedModel, type Forecast, trainArima, trainDrift, trainNaive } from '../models/index.js';
import { type PriceSeries, sliceSeries } from '../series/index.js';
import type { ResolvedPipelineOptions } from './PipelineOptions.js';

/** A series cut in two: what models are trained on, and what they are then compared with. */
export interface Split {
  readonly training: PriceSeries;
  /** The last observations, which no model has seen. */
  readonly actual: PriceSeries;
}

/** A model trained on the training part only. */
export interface Contender {
  /** As people write it, such as `ARIMA(5,1,0)` or `naive`. */
  readonly name: string;
  readonly model: FittedModel;
}

/** How one model did on the held-out observations. */
export interface HoldoutScore extends Contender {
  /** Its forecast of the held-out observations, made without them. */
  readonly forecast: Forecast;
  readonly metrics: ScaledForecastMetrics;
}

/** The ARIMA against the naive forecast, on one window only. */
export interface NaiveComparison {
  /** The mean absolute error of the ARIMA, in the units of the prices. */
  readonly arimaMae: number;
  /** The mean absolute error of the naive forecast, in the units of the prices. */
  readonly naiveMae: number;
  /** Which of the two errors is smaller on this window: no verdict about the models. */
  readonly smallerError: 'ARIMA' | 'naive' | 'neither';
  /** The result in words, with the caution it needs. */
  readonly statement: string;
}

/** Cuts off the last `holdout` observations. */
export function splitHoldout(series: PriceSeries, holdout: number): Split {
  const boundary = series.timestamps[series.timestamps.length - holdout]!;
  return {
    training: sliceSeries(series, { to: boundary }),
    actual: sliceSeries(series, { from: boundary }),
  };
}

/** Trains the ARIMA and the models it is compared with on the training part. */
export function trainContenders({ training }: Split, options: ResolvedPipelineOptions): Contender[] {
  const { order, signal, clock } = options;
  return [
    { name: `ARIMA(${order.join(',')})`, model: trainArima(training, { order, signal, clock }) },
    { name: 'naive', model: trainNaive(training, { signal, clock }) },
    { name: 'drift', model: trainDrift(training, { signal, clock }) },
  ];
}

/** Forecasts the held-out observations with each model and measures the errors. */
export function scoreContenders(
  contenders: readonly Contender[],
  { training, actual }: Split,
  levels: readonly number[],
): HoldoutScore[] {
  // By position, not by time: observations may be seconds off the grid on which forecasts fall due.
  const insample = training.prices;
  return contenders.map((contender) => {
    const forecast = contender.model.forecast({ horizon: actual.prices.length, levels });
    return { ...contender, forecast, metrics: evaluateForecast(forecast, actual.prices, { insample }) };
  });
}

/** Says which error was smaller on this window, and that one window is no evidence. */
export function compareWithNaive(arima: HoldoutScore, naive: HoldoutScore): NaiveComparison {
  const arimaMae = arima.metrics.mae;
  const naiveMae = naive.metrics.mae;
  const smallerError = arimaMae === naiveMae ? 'neither' : arimaMae < naiveMae ? 'ARIMA' : 'naive';
  const caution = 'One window cannot tell skill from luck.';
  const statement =
    smallerError === 'neither'
      ? `On this one window of ${steps(arima)} ${arima.name} and the naive forecast have the same mean absolute error. ${caution}`
      : `On this one window of ${steps(arima)} the mean absolute error of ${arima.name} is ${relative(arimaMae, naiveMae)} than that of the naive forecast. ${caution}`;
  return { arimaMae, naiveMae, smallerError, statement };
}

function steps({ metrics: { n } }: HoldoutScore): string {
  return n === 1 ? '1 step' : `${n} steps`;
}

function relative(arimaMae: number, naiveMae: number): string {
  const word = arimaMae < naiveMae ? 'smaller' : 'larger';
  if (naiveMae === 0) return word;
  const percent = (100 * Math.abs(arimaMae - naiveMae)) / naiveMae;
  return `${percent < 0.05 ? 'less than 0.1' : percent.toFixed(1)}% ${word}`;
}
