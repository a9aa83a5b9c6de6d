import { winklerLoss } from '../../evaluation/index.js';
import type { ForecastLine, LevelSums, StepSums } from './ledgerLine.js';
import type { TimeRange } from './readSeries.js';

/** No score yet. */
export function emptySums(step: number): StepSums {
  return {
    step,
    n: 0,
    open: 0,
    pending: 0,
    absolute: 0,
    squared: 0,
    signed: 0,
    relative: 0,
    naiveAbsolute: 0,
    naiveSquared: 0,
    levels: [],
  };
}

/** The sums of each number of steps ahead. */
export type SumsByStep = Map<number, StepSums>;

/** The sums of a step, made where there are none. */
export function sumsOf(sums: SumsByStep, step: number): StepSums {
  let found = sums.get(step);
  if (found === undefined) {
    found = emptySums(step);
    sums.set(step, found);
  }
  return found;
}

/** What the naive forecast says of a step, counted from 0. */
export function naiveAt({ naive, lastPrice }: ForecastLine, index: number): number {
  return naive === null ? lastPrice : naive[index]!;
}

/** The first step of a forecast due in a span of time, and the one after the last, counted from 0. */
export function stepsWithin({ firstAt, stepMs, mean }: ForecastLine, { from, to }: TimeRange) {
  const first = Math.max(0, Math.ceil((from - firstAt) / stepMs));
  const end = Math.min(mean.length, Math.ceil((to - firstAt) / stepMs));
  return { first, end };
}

/** Adds the steps of a forecast that are due in a span of time. */
export function addForecast(
  sums: SumsByStep,
  forecast: ForecastLine,
  known: ReadonlyMap<number, number>,
  range: TimeRange,
  now: number,
): void {
  const { first, end } = stepsWithin(forecast, range);
  for (let index = first; index < end; index++) {
    const due = forecast.firstAt + index * forecast.stepMs;
    const step = sumsOf(sums, index + 1);
    const price = known.get(due);
    if (price === undefined) {
      if (due <= now) step.open += 1;
      else step.pending += 1;
    } else {
      addScore(step, forecast, index, price);
    }
  }
}

function addScore(sums: StepSums, forecast: ForecastLine, index: number, price: number): void {
  const error = forecast.mean[index]! - price;
  const naive = naiveAt(forecast, index) - price;
  sums.n += 1;
  sums.absolute += Math.abs(error);
  sums.squared += error * error;
  sums.signed += error;
  sums.relative += Math.abs(error) / price;
  sums.naiveAbsolute += Math.abs(naive);
  sums.naiveSquared += naive * naive;
  for (const { level, lower, upper } of forecast.intervals) {
    const low = lower[index]!;
    const high = upper[index]!;
    const sum = levelSumsOf(sums, level);
    sum.n += 1;
    if (low <= price && price <= high) sum.covered += 1;
    sum.width += high - low;
    sum.winkler += winklerLoss(price, low, high, level);
  }
}

/** Adds one sum to another. */
export function addSums(into: StepSums, { levels, step: _, ...sums }: StepSums): void {
  for (const key of Object.keys(sums) as (keyof typeof sums)[]) into[key] += sums[key];
  for (const { level, ...parts } of levels) {
    const sum = levelSumsOf(into, level);
    for (const key of Object.keys(parts) as (keyof typeof parts)[]) sum[key] += parts[key];
  }
}

function levelSumsOf({ levels }: StepSums, level: number): LevelSums {
  for (const sums of levels) if (sums.level === level) return sums;
  const sums = { level, n: 0, covered: 0, width: 0, winkler: 0 };
  levels.push(sums);
  levels.sort((a, b) => a.level - b.level);
  return sums;
}
