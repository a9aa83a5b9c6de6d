import { meanChange } from '../metrics/naiveScale.js';
import type { CheckedForecast } from './checkedForecast.js';
import type { FoldPlan } from './planFolds.js';

/** Forecasts beside what happened, one fold after the other, a value for every step; all arrays go together. */
export interface ForecastPoints {
  readonly actual: Float64Array;
  readonly mean: Float64Array;
  /** The last value known when the forecast was made. */
  readonly previous: Float64Array;
  /** The mean absolute error of the (seasonal) naive forecast in training; 0 where there is none. */
  readonly scale: Float64Array;
  /** Its mean squared error. */
  readonly squaredScale: Float64Array;
  readonly intervals: CheckedForecast['intervals'];
}

/** Lays the forecasts of all folds out in rows. @internal */
export function forecastPoints(
  values: Float64Array,
  { folds, horizon, gap }: FoldPlan,
  forecasts: readonly CheckedForecast[],
  season: number,
): ForecastPoints {
  const size = folds.length * horizon;
  const perFold = (numberOf: (fold: FoldPlan['folds'][number]) => number) => {
    const column = new Float64Array(size);
    folds.forEach((fold, k) => {
      column.fill(numberOf(fold), k * horizon, (k + 1) * horizon);
    });
    return column;
  };
  const perStep = (rowOf: (fold: FoldPlan['folds'][number], k: number) => Float64Array) => {
    const column = new Float64Array(size);
    folds.forEach((fold, k) => {
      column.set(rowOf(fold, k), k * horizon);
    });
    return column;
  };
  const windowOf = ({ start, end }: FoldPlan['folds'][number]) => values.subarray(start, end);
  return {
    actual: perStep(({ end }) => values.subarray(end + gap, end + gap + horizon)),
    mean: perStep((_, k) => forecasts[k]!.mean),
    previous: perFold(({ end }) => values[end - 1]!),
    scale: perFold((fold) => meanChange(windowOf(fold), season, 1)),
    squaredScale: perFold((fold) => meanChange(windowOf(fold), season, 2)),
    intervals: forecasts[0]!.intervals.map(({ level }, i) => ({
      level,
      lower: perStep((_, k) => forecasts[k]!.intervals[i]!.lower),
      upper: perStep((_, k) => forecasts[k]!.intervals[i]!.upper),
    })),
  };
}

/** The points from one place on, so many of them, every so often. @internal */
export function selectPoints(
  points: ForecastPoints,
  { from, count, every }: { readonly from: number; readonly count: number; readonly every: number },
): ForecastPoints {
  const select = (column: Float64Array) =>
    every === 1
      ? column.subarray(from, from + count)
      : Float64Array.from({ length: count }, (_, i) => column[from + i * every]!);
  return {
    actual: select(points.actual),
    mean: select(points.mean),
    previous: select(points.previous),
    scale: select(points.scale),
    squaredScale: select(points.squaredScale),
    intervals: points.intervals.map(({ level, lower, upper }) => ({
      level,
      lower: select(lower),
      upper: select(upper),
    })),
  };
}
