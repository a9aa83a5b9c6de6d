import { InvalidArgumentError, requireOneOf } from '../errors/index.js';
import type { PriceSeries } from '../series/index.js';
import { logReturns } from './logReturns.js';

/** Which numbers of a series a rolling feature rolls over. */
export interface SourceOptions {
  /** The numbers to take: the prices, their log returns of one step, or the volumes. Default `prices`. */
  readonly of?: 'prices' | 'logReturns' | 'volumes' | undefined;
}

/** How many values of the source are unknown at the beginning. */
export function sourceWarmUp({ of = 'prices' }: SourceOptions): number {
  return requireOneOf('of', of, ['prices', 'logReturns', 'volumes']) === 'logReturns' ? 1 : 0;
}

/** The known values of the source: those after its warm-up. */
export function sourceValues(series: PriceSeries, { of = 'prices' }: SourceOptions): Float64Array {
  if (of === 'logReturns') return logReturns(series).subarray(1);
  if (of === 'prices') return series.prices;
  if (series.volumes === undefined) {
    throw new InvalidArgumentError({
      argument: 'of',
      value: of,
      expected: '"prices" or "logReturns" for a series without volumes',
    });
  }
  return series.volumes;
}
