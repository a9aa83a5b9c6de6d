import { NonFiniteValueError, requireInteger, requireKnownKeys } from '../errors/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';
import type { Feature } from './Feature.js';

/** Options of {@link logReturns}. */
export interface LogReturnsOptions {
  /** The number of steps a return spans. Default 1. */
  readonly span?: number | undefined;
}

/**
 * Logarithmic returns: the natural logarithm of each value over the one `span` steps before it.
 *
 * Aligned with the input; the first `span` values are NaN, the only ones. Log returns add up over time, and
 * small ones are close to simple returns. They are computed by `log1p` of the simple return where prices are
 * near each other, which keeps all digits of tiny moves. An input no longer than `span` gives only NaN.
 *
 * @throws {@link NonFiniteValueError} when a value is NaN, infinite, zero or negative.
 * @throws {@link InvalidArgumentError} when `span` is not an integer of at least 1, or an option is unknown.
 * @example
 * ```ts
 * import { logReturns } from 'coincast';
 *
 * logReturns([100, 110, 99])[1]; // => 0.0953102
 * ```
 */
export function logReturns(series: SeriesInput, options: LogReturnsOptions = {}): Float64Array {
  requireKnownKeys('options', options, logReturnsFeature.optionNames);
  const span = logReturnsFeature.warmUp(options);
  const values = valuesOf('series', series);
  const returns = new Float64Array(values.length).fill(Number.NaN, 0, span);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value <= 0) {
      throw new NonFiniteValueError({ argument: 'series', index, value, expected: 'a positive number' });
    }
    if (index >= span) returns[index] = logRatio(value, values[index - span]!);
  }
  return returns;
}

function logRatio(value: number, base: number): number {
  const near = value < 2 * base && base < 2 * value;
  return near ? Math.log1p((value - base) / base) : Math.log(value) - Math.log(base);
}

/** The feature behind {@link logReturns}. */
export const logReturnsFeature: Feature<LogReturnsOptions> = {
  optionNames: ['span'],
  warmUp: ({ span = 1 }) => requireInteger('span', span, { min: 1 }),
  compute: logReturns,
};
