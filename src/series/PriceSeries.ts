import {
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
  type NumberArray,
  requireFiniteArray,
  requireKnownKeys,
  requireNumber,
  requireSameLength,
} from '../errors/index.js';

/**
 * Prices of one coin in one currency, in order of time.
 *
 * All arrays have the same length and belong to each other by position. Timestamps ascend strictly; they may
 * have gaps (see `findGaps`), but nothing in a `PriceSeries` is missing, NaN or infinite, and prices are
 * positive. The object is frozen; treat its arrays as read-only.
 */
export interface PriceSeries {
  /** Epoch milliseconds UTC, strictly ascending. */
  readonly timestamps: Float64Array;
  /** Prices in `vsCurrency`, positive. */
  readonly prices: Float64Array;
  /** Trailing traded volume in `vsCurrency` as the source reports it, not negative; absent if any is unknown. */
  readonly volumes?: Float64Array;
  /** Market capitalisation in `vsCurrency`, not negative; absent if any is unknown. */
  readonly marketCaps?: Float64Array;
  /** The regular distance between observations, milliseconds: the median of the differences. */
  readonly stepMs: number;
  /** CoinGecko's id of the coin, such as `bitcoin`; `unknown` when none was given. */
  readonly coinId: string;
  /** The currency of the prices in lower case, such as `usd`. */
  readonly vsCurrency: string;
}

/** What {@link createPriceSeries} takes. */
export interface PriceSeriesInput {
  /** Epoch milliseconds UTC, strictly ascending. */
  readonly timestamps: NumberArray;
  /** Prices, positive; as many as timestamps. */
  readonly prices: NumberArray;
  /** Volumes in the currency or in coins, not negative; as many as timestamps. */
  readonly volumes?: NumberArray | undefined;
  /** Market capitalisations in the currency, not negative; as many as timestamps. */
  readonly marketCaps?: NumberArray | undefined;
  /** CoinGecko's id of the coin. Default `unknown`. */
  readonly coinId?: string | undefined;
  /** The currency of the prices. Default `usd`. */
  readonly vsCurrency?: string | undefined;
  /** The regular step, milliseconds; required for a single observation, else the median difference. */
  readonly stepMs?: number | undefined;
}

const knownKeys = ['timestamps', 'prices', 'volumes', 'marketCaps', 'coinId', 'vsCurrency', 'stepMs'];

/**
 * Builds a {@link PriceSeries} from arrays, copying them.
 *
 * It sorts nothing and repairs nothing: timestamps out of order or repeated, prices that are not positive,
 * and anything not finite are refused, naming the first offender.
 *
 * @throws {@link IrregularSeriesError} when timestamps do not ascend strictly.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, or not in its range.
 * @throws {@link InsufficientDataError} when there is no observation, or only one and no `stepMs`.
 * @throws {@link InvalidArgumentError} when arrays differ in length or an option is unknown.
 * @example
 * ```ts
 * import { createPriceSeries } from 'coincast';
 *
 * const hour = 3_600_000;
 * const series = createPriceSeries({ timestamps: [0, hour, 2 * hour], prices: [100, 101.5, 99], coinId: 'bitcoin' });
 * series.stepMs; // => 3600000
 * ```
 */
export function createPriceSeries(input: PriceSeriesInput): PriceSeries {
  requireKnownKeys('createPriceSeries input', input, knownKeys);
  const { timestamps, prices, volumes, marketCaps, coinId = 'unknown', vsCurrency = 'usd' } = input;
  requireFiniteArray('timestamps', timestamps);
  requireColumn('prices', prices, timestamps, 'positive');
  if (volumes !== undefined) requireColumn('volumes', volumes, timestamps, 'not negative');
  if (marketCaps !== undefined) requireColumn('marketCaps', marketCaps, timestamps, 'not negative');
  requireName('coinId', coinId);
  requireName('vsCurrency', vsCurrency);
  requireAscending(timestamps);
  const needed = input.stepMs === undefined ? 2 : 1;
  if (timestamps.length < needed) {
    throw new InsufficientDataError({ operation: 'createPriceSeries', needed, got: timestamps.length });
  }
  const stepMs =
    input.stepMs === undefined ? medianStep(timestamps) : requireNumber('stepMs', input.stepMs, { above: 0 });
  return Object.freeze({
    timestamps: Float64Array.from(timestamps),
    prices: Float64Array.from(prices),
    ...(volumes === undefined ? {} : { volumes: Float64Array.from(volumes) }),
    ...(marketCaps === undefined ? {} : { marketCaps: Float64Array.from(marketCaps) }),
    stepMs,
    coinId,
    vsCurrency: vsCurrency.toLowerCase(),
  });
}

function requireColumn(
  argument: string,
  values: NumberArray,
  timestamps: NumberArray,
  range: 'positive' | 'not negative',
): void {
  requireFiniteArray(argument, values);
  requireSameLength(argument, values, 'timestamps', timestamps);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (range === 'positive' ? value <= 0 : value < 0) {
      throw new NonFiniteValueError({ argument, index, value, expected: `a number that is ${range}` });
    }
  }
}

function requireName(argument: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') {
    throw new InvalidArgumentError({ argument, value, expected: 'a non-empty string' });
  }
}

/**
 * Refuses timestamps that do not ascend strictly, naming the first.
 *
 * @internal
 */
export function requireAscending(timestamps: NumberArray): void {
  for (let index = 1; index < timestamps.length; index++) {
    const timestamp = timestamps[index]!;
    const previous = timestamps[index - 1]!;
    if (timestamp > previous) continue;
    const reason = timestamp === previous ? 'duplicate' : 'unsorted';
    const fact = reason === 'duplicate' ? 'repeats' : 'comes before';
    throw new IrregularSeriesError({
      message:
        `timestamps[${index}] (${describeTime(timestamp)}) ${fact} the one before it. ` +
        'Sort the observations by time and keep one of each.',
      reason,
      index,
      timestamp,
    });
  }
}

/** A timestamp as people read it, also when it is outside the range of dates. */
export function describeTime(timestamp: number): string {
  return Math.abs(timestamp) <= 8.64e15 ? new Date(timestamp).toISOString() : String(timestamp);
}

function medianStep(timestamps: NumberArray): number {
  const steps = new Float64Array(Math.max(0, timestamps.length - 1));
  for (let index = 0; index < steps.length; index++)
    steps[index] = timestamps[index + 1]! - timestamps[index]!;
  steps.sort();
  return steps[steps.length >> 1]!;
}
