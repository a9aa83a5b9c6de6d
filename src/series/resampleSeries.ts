import {
  InsufficientDataError,
  InvalidArgumentError,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { createPriceSeries, type PriceSeries } from './PriceSeries.js';

/** Options of {@link resampleSeries}. */
export interface ResampleOptions {
  /** The new distance between observations, milliseconds; at least that of the series. */
  readonly stepMs: number;
  /** What becomes of the observations in one new step, in every column. Default `last`. */
  readonly aggregate?: 'last' | 'mean' | undefined;
  /**
   * Which end of a new step its observation is stamped with. Default `end`: the step `(t - stepMs, t]` is
   * stamped `t`, when all of it is known. `start`: the step `[t, t + stepMs)` is stamped `t`, as candles are;
   * right for series that are themselves stamped with the opening of candles.
   */
  readonly stamp?: 'start' | 'end' | undefined;
}

/**
 * A series in longer steps, on the grid of whole multiples of `stepMs` since 1970 in UTC (days begin at
 * midnight UTC).
 *
 * A step that the series does not wholly cover, at either end, is left out: the last value of an unfinished
 * day is not that day's last. A step within a gap is left out too, and shows as a gap. Volumes and market
 * capitalisations are aggregated as prices are; CoinGecko's volumes trail over 24 hours, so adding them up
 * would count them many times.
 *
 * @throws {@link InsufficientDataError} when the series covers no whole step.
 * @throws {@link InvalidArgumentError} when `stepMs` is below that of the series, or an option is unknown.
 * @example
 * ```ts
 * import { createPriceSeries, resampleSeries } from 'coincast';
 *
 * const series = createPriceSeries({ timestamps: [1000, 2000, 3000, 4000], prices: [1, 2, 3, 5] });
 * const coarse = resampleSeries(series, { stepMs: 2000, aggregate: 'mean' });
 * coarse.timestamps[1]; // => 4000
 * coarse.prices[1]; // => 4
 * ```
 */
export function resampleSeries(series: PriceSeries, options: ResampleOptions): PriceSeries {
  requireKnownKeys('options', options, ['stepMs', 'aggregate', 'stamp']);
  const stepMs = requireNumber('stepMs', options.stepMs, { above: 0 });
  const aggregate = requireOneOf('aggregate', options.aggregate ?? 'last', ['last', 'mean']);
  const stamp = requireOneOf('stamp', options.stamp ?? 'end', ['start', 'end']);
  if (stepMs < series.stepMs) {
    throw new InvalidArgumentError({
      argument: 'stepMs',
      value: stepMs,
      expected: `at least ${series.stepMs}, the step of the series`,
      hint: 'Finer prices must be fetched; they cannot be made.',
    });
  }
  const number = stamp === 'end' ? Math.ceil : Math.floor;
  const steps = wholeSteps(series, (time) => number(time / stepMs));
  if (steps.length === 0) {
    throw new InsufficientDataError({
      operation: `resampleSeries with stepMs=${stepMs}`,
      needed: Math.ceil(stepMs / series.stepMs),
      got: series.timestamps.length,
    });
  }
  const { prices, volumes, marketCaps, coinId, vsCurrency } = series;
  const pick = (column: Float64Array) => steps.map((step) => aggregates[aggregate](column, step));
  return createPriceSeries({
    timestamps: steps.map(({ key }) => key * stepMs),
    prices: pick(prices),
    volumes: volumes && pick(volumes),
    marketCaps: marketCaps && pick(marketCaps),
    stepMs,
    coinId,
    vsCurrency,
  });
}

interface Step {
  readonly key: number;
  readonly start: number;
  end: number;
}

function wholeSteps({ timestamps, stepMs }: PriceSeries, keyOf: (time: number) => number): Step[] {
  const steps: Step[] = [];
  for (const [index, time] of timestamps.entries()) {
    const key = keyOf(time);
    const last = steps.at(-1);
    if (last?.key === key) last.end = index + 1;
    else steps.push({ key, start: index, end: index + 1 });
  }
  const first = timestamps[0]!;
  const last = timestamps.at(-1)!;
  if (keyOf(last + stepMs) === keyOf(last)) steps.pop();
  if (keyOf(first - stepMs) === keyOf(first)) steps.shift();
  return steps;
}

const aggregates = {
  last: (column: Float64Array, { end }: Step): number => column[end - 1]!,
  mean: (column: Float64Array, { start, end }: Step): number => {
    let mean = 0;
    for (let index = start; index < end; index++) mean += (column[index]! - mean) / (index - start + 1);
    return mean;
  },
};
