import { createRandomStream } from '../../math/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainingFold } from './BacktestTrainer.js';

/**
 * The series with a past of a fold that never was: a random walk whose steps are as large as the real ones, in a drawn
 * order and of drawn signs, and that ends at the same value. Of positive values the steps are relative ones. What
 * follows, and all else, is as it was.
 *
 * @internal
 */
export function withOtherPast(series: SeriesInput, { start, end }: TrainingFold, seed: number): SeriesInput {
  const values = Float64Array.from(isPriceSeries(series) ? series.prices : series);
  const { uniform } = createRandomStream(seed);
  const isPositive = values.every((value) => value > 0);
  const size = Array.from({ length: end - start - 1 }, (_, i) => {
    const from = values[start + i]!;
    const to = values[start + i + 1]!;
    return isPositive ? Math.log(to / from) : to - from;
  });
  for (let t = end - 2; t >= start; t--) {
    const step = size[Math.floor(uniform() * size.length)]! * (uniform() < 0.5 ? -1 : 1);
    values[t] = isPositive ? values[t + 1]! * Math.exp(step) : values[t + 1]! + step;
  }
  return withValues(series, values);
}

/**
 * The series with other observations from position `end` on: the real ones from the last to the first, by turns four
 * times as large and a fourth, so that their level, spread and ends are others.
 *
 * @internal
 */
export function withOtherFuture(series: SeriesInput, end: number): SeriesInput {
  const values = Float64Array.from(isPriceSeries(series) ? series.prices : series);
  const future = values.slice(end).reverse();
  values.set(
    future.map((value, i) => (i % 2 === 0 ? 4 * value : value / 4)),
    end,
  );
  return withValues(series, values);
}

function withValues(series: SeriesInput, values: Float64Array): SeriesInput {
  return isPriceSeries(series) ? Object.freeze({ ...series, prices: values }) : values;
}
