import { InvalidArgumentError, NonFiniteValueError, requireKnownKeys } from '../../errors/index.js';
import type { PlannedFeature } from '../engine/FeatureGraph.js';
import { otherKey } from '../engine/planFeatures.js';

/** One observation for a stream of features: a price or a candle, and the prices of other coins at its time. */
export interface FeatureObservation {
  /** Epoch milliseconds UTC: of a price its time, of a candle when it opens. */
  readonly timestamp: number;
  /** The price; of a candle leave it out, as it is the close. */
  readonly price?: number | undefined;
  /** Price of the first trade of a candle. */
  readonly open?: number | undefined;
  /** Highest price of a candle. */
  readonly high?: number | undefined;
  /** Lowest price of a candle. */
  readonly low?: number | undefined;
  /** Price of the last trade of a candle; so far, if the candle is still open. */
  readonly close?: number | undefined;
  /** Volume in the currency or in coins, as the series has it; not negative. */
  readonly volume?: number | undefined;
  /** Market capitalisation in the currency, not negative. */
  readonly marketCap?: number | undefined;
  /** Prices of other coins at that time, under the names by which the spec calls them. */
  readonly others?: Readonly<Record<string, number>> | undefined;
}

const knownKeys = [
  'timestamp',
  'price',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'marketCap',
  'others',
] as const;

const pricesOfCandles = ['open', 'high', 'low', 'close'] as const;

/**
 * Checks an observation as a series of it would be, and gives the numbers a graph reads, by key. `reads` names for
 * each key a feature that reads it.
 *
 * @internal
 */
export function readObservation(
  observation: FeatureObservation,
  reads: ReadonlyMap<string, PlannedFeature>,
  index: number,
): Map<string, number> {
  requireKnownKeys('observation', observation, knownKeys);
  const { timestamp, others = {}, ...own } = observation;
  requireKnownKeys('observation.others', others, Object.keys(others));
  const numbers = new Map([['timestamp', requireRange('timestamp', timestamp, index)]]);
  for (const [key, value] of Object.entries(own)) {
    if (value !== undefined) numbers.set(key, requireRange(key, value, index));
  }
  for (const [name, value] of Object.entries(others)) {
    numbers.set(otherKey(name), requireRange(`others.${name}`, value, index));
  }
  requireEnclosing(observation, index);
  const { price, close } = observation;
  if (price !== undefined && close !== undefined) {
    throw new InvalidArgumentError({
      argument: 'observation.price',
      value: price,
      expected: 'absent beside a close, which is the price of a candle',
    });
  }
  if (price === undefined && close !== undefined) numbers.set('price', close);
  for (const [key, reader] of reads) {
    if (numbers.has(key)) continue;
    throw new InvalidArgumentError({
      argument: 'observation',
      value: observation,
      expected: `an object with ${key.replace(otherKey(''), 'others.')}, which ${reader.label} needs`,
    });
  }
  return numbers;
}

function requireRange(key: string, value: unknown, index: number): number {
  const anything = key === 'timestamp';
  const positive = key !== 'volume' && key !== 'marketCap';
  if (Number.isFinite(value) && (anything || (positive ? (value as number) > 0 : (value as number) >= 0))) {
    return value as number;
  }
  const expected = anything
    ? 'a finite number'
    : `a number that is ${positive ? 'positive' : 'not negative'}`;
  throw new NonFiniteValueError({ argument: key, index, value, expected });
}

function requireEnclosing(observation: FeatureObservation, index: number): void {
  const { high = Number.POSITIVE_INFINITY, low = 0 } = observation;
  for (const key of pricesOfCandles) {
    const value = observation[key];
    if (value === undefined || (value <= high && value >= low)) continue;
    const expected = `a price between the low, ${low}, and the high, ${high}`;
    throw new NonFiniteValueError({ argument: key, index, value, expected });
  }
}
