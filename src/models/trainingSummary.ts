import { fingerprint, isPriceSeries, type SeriesInput, valuesOf } from '../series/index.js';
import type { TrainingSummary } from './model.js';
import { requireContinuation } from './regularSteps.js';

/**
 * What a model was trained on, and when. Bare numbers, checked before, get their positions 0, 1, 2 ... as timestamps;
 * `NaN` among them is a missing value.
 *
 * @internal
 */
export function summarizeTraining(
  series: SeriesInput,
  { startedAt, fittedAt }: { startedAt: number; fittedAt: number },
): TrainingSummary {
  const timing = { fittedAt, durationMs: Math.max(0, fittedAt - startedAt) };
  if (!isPriceSeries(series)) {
    const values = Float64Array.from(series);
    return Object.freeze({
      n: values.reduce((count, value) => count + Number(!Number.isNaN(value)), 0),
      firstTimestamp: 0,
      lastTimestamp: values.length - 1,
      stepMs: 1,
      fingerprint: fingerprint(values),
      ...timing,
    });
  }
  const { timestamps, prices, stepMs, coinId, vsCurrency } = series;
  return Object.freeze({
    n: prices.length,
    firstTimestamp: timestamps[0]!,
    lastTimestamp: timestamps[timestamps.length - 1]!,
    stepMs,
    ...(coinId === 'unknown' ? {} : { coinId }),
    vsCurrency,
    fingerprint: fingerprint(timestamps, prices),
    ...timing,
  });
}

/**
 * Checks observations to be appended and gives their numbers with the summary that counts them in. Those of a
 * `PriceSeries` must continue the training series; bare numbers are taken to follow one step apart.
 *
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function extendTraining(
  training: TrainingSummary,
  observations: SeriesInput,
): { values: Float64Array; training: TrainingSummary } {
  const values = valuesOf('observations', observations);
  if (values.length === 0) return { values, training };
  let lastTimestamp = training.lastTimestamp + values.length * training.stepMs;
  if (isPriceSeries(observations)) {
    requireContinuation(training, observations);
    lastTimestamp = observations.timestamps[values.length - 1]!;
  }
  return { values, training: Object.freeze({ ...training, n: training.n + values.length, lastTimestamp }) };
}
