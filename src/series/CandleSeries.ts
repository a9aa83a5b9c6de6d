import {
  NonFiniteValueError,
  type NumberArray,
  requireFiniteArray,
  requireKnownKeys,
  requireSameLength,
} from '../errors/index.js';
import { createPriceSeries } from './PriceSeries.js';

/**
 * Candles of one coin in one currency, in order of time: what trading did in each step.
 *
 * All arrays have the same length and belong to each other by position. Prices are positive, no low is above
 * its open or close, no high below. The object is frozen; treat its arrays as read-only.
 */
export interface CandleSeries {
  /** When each candle opens, epoch milliseconds UTC, strictly ascending. */
  readonly timestamps: Float64Array;
  /** Price of the first trade. */
  readonly opens: Float64Array;
  /** Highest price. */
  readonly highs: Float64Array;
  /** Lowest price. */
  readonly lows: Float64Array;
  /** Price of the last trade, known when the candle ends, one step after its timestamp. */
  readonly closes: Float64Array;
  /** Volume traded within the candle in the source's unit, not negative; absent if any is unknown. */
  readonly volumes?: Float64Array;
  /** The length of a candle, milliseconds: the median of the differences. */
  readonly stepMs: number;
  /** CoinGecko's id of the coin, such as `bitcoin`; `unknown` when none was given. */
  readonly coinId: string;
  /** The currency of the prices in lower case, such as `usd`. */
  readonly vsCurrency: string;
}

/** What {@link createCandleSeries} takes; all arrays have the same length. */
export interface CandleSeriesInput {
  /** When each candle opens, epoch milliseconds UTC, strictly ascending. */
  readonly timestamps: NumberArray;
  /** Opening prices, positive. */
  readonly opens: NumberArray;
  /** Highest prices, none below its open or close. */
  readonly highs: NumberArray;
  /** Lowest prices, positive, none above its open or close. */
  readonly lows: NumberArray;
  /** Closing prices, positive. */
  readonly closes: NumberArray;
  /** Volumes in the currency or in coins, not negative. */
  readonly volumes?: NumberArray | undefined;
  /** CoinGecko's id of the coin. Default `unknown`. */
  readonly coinId?: string | undefined;
  /** The currency of the prices. Default `usd`. */
  readonly vsCurrency?: string | undefined;
  /** The length of a candle, milliseconds; required for a single candle, else the median difference. */
  readonly stepMs?: number | undefined;
}

/**
 * Builds a {@link CandleSeries} from arrays, copying them. It sorts nothing and repairs nothing.
 *
 * @throws {@link IrregularSeriesError} when timestamps do not ascend strictly.
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, not in its range, or a candle's low or
 * high does not enclose its open and close.
 * @throws {@link InsufficientDataError} when there is no candle, or only one and no `stepMs`.
 * @throws {@link InvalidArgumentError} when arrays differ in length or a key is unknown.
 * @example
 * ```ts
 * import { createCandleSeries } from 'coincast';
 *
 * const candles = createCandleSeries({
 *   timestamps: [0, 60_000],
 *   opens: [10, 11],
 *   highs: [12, 13],
 *   lows: [9, 10],
 *   closes: [11, 12],
 * });
 * candles.stepMs; // => 60000
 * ```
 */
export function createCandleSeries(input: CandleSeriesInput): CandleSeries {
  requireKnownKeys('createCandleSeries input', input, knownKeys);
  const { timestamps, opens, highs, lows, closes, volumes, ...about } = input;
  const columns = { opens, highs, lows, closes };
  for (const [name, values] of Object.entries(columns)) {
    requireFiniteArray(name, values);
    requireSameLength(name, values, 'timestamps', timestamps);
  }
  requireEnclosing(columns);
  const base = createPriceSeries({ timestamps, prices: lows, volumes, ...about });
  const { prices, ...rest } = base;
  return Object.freeze({
    ...rest,
    opens: Float64Array.from(opens),
    highs: Float64Array.from(highs),
    lows: prices,
    closes: Float64Array.from(closes),
  });
}

const knownKeys = [
  'timestamps',
  'opens',
  'highs',
  'lows',
  'closes',
  'volumes',
  'coinId',
  'vsCurrency',
  'stepMs',
];

function requireEnclosing({
  opens,
  highs,
  lows,
  closes,
}: Record<'opens' | 'highs' | 'lows' | 'closes', NumberArray>) {
  for (let index = 0; index < lows.length; index++) {
    const bottom = Math.min(opens[index]!, closes[index]!);
    const top = Math.max(opens[index]!, closes[index]!);
    const [low, high] = [lows[index]!, highs[index]!];
    if (!(low > 0 && low <= bottom)) {
      const expected = `positive and at most ${bottom}, the lower of open and close`;
      throw new NonFiniteValueError({ argument: 'lows', index, value: low, expected });
    }
    if (high < top) {
      const expected = `at least ${top}, the higher of open and close`;
      throw new NonFiniteValueError({ argument: 'highs', index, value: high, expected });
    }
  }
}
