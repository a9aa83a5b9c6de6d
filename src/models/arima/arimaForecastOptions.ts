import { InvalidArgumentError, requireInteger, requireOneOf } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { type ResolvedForecastOptions, resolveForecastOptions } from '../forecastOptions.js';
import type { ForecastOptions } from '../model.js';
import type { RegressorColumns } from '../regressorColumns.js';

/** Options of an ARIMA model's `forecast`. */
export interface ArimaForecastOptions extends ForecastOptions {
  /** The regressors of the coming steps, `horizon` numbers for each name; needed by a model that has regressors. */
  readonly regressors?: RegressorColumns | undefined;
  /**
   * With transformed values: whether `mean` is the expected value (true) or the median (false), which lies below it for
   * the logarithm. Intervals are the same for both. Default true.
   */
  readonly biasAdjusted?: boolean | undefined;
  /**
   * Where the intervals come from: `gaussian`, the normal distribution of the transformed values; `paths`, sample paths
   * with normal innovations; `bootstrap`, sample paths with innovations drawn from the centred residuals, which keeps
   * their fat tails. Default `gaussian`.
   */
  readonly method?: 'gaussian' | 'paths' | 'bootstrap' | undefined;
  /** The number of sample paths, from 2 to 100 000, and at most 20 million numbers in all. Default 1000. */
  readonly paths?: number | undefined;
  /** The seed of the sample paths, an integer of 32 bits. Default 0. */
  readonly seed?: number | undefined;
  /** For `bootstrap` by a model that keeps no residuals (loaded, or appended to): the series to take them from. */
  readonly series?: SeriesInput | undefined;
  /** The regressors of that series, where the model has any. */
  readonly seriesRegressors?: RegressorColumns | undefined;
}

/** {@link ArimaForecastOptions} with the defaults filled in and every bound checked, the regressors apart. */
export interface ResolvedArimaForecastOptions extends ResolvedForecastOptions {
  readonly regressors: RegressorColumns | undefined;
  readonly biasAdjusted: boolean;
  readonly method: 'gaussian' | 'paths' | 'bootstrap';
  readonly paths: number;
  readonly seed: number;
  readonly series: SeriesInput | undefined;
  readonly seriesRegressors: RegressorColumns | undefined;
}

const ownKeys = ['regressors', 'biasAdjusted', 'method', 'paths', 'seed', 'series', 'seriesRegressors'];
const mostNumbers = 20_000_000;

/** @throws {@link InvalidArgumentError} when an option is out of bounds, unknown, or of no use with the method. @internal */
export function resolveArimaForecastOptions(options: ArimaForecastOptions): ResolvedArimaForecastOptions {
  const { horizon, levels } = resolveForecastOptions(options, ownKeys);
  const { biasAdjusted = true, method = 'gaussian', paths, seed, series, seriesRegressors } = options;
  if (typeof biasAdjusted !== 'boolean') {
    throw new InvalidArgumentError({
      argument: 'biasAdjusted',
      value: biasAdjusted,
      expected: 'true or false',
    });
  }
  requireOneOf('method', method, ['gaussian', 'paths', 'bootstrap']);
  if (method === 'gaussian') refuse('gaussian', { paths, seed });
  if (method !== 'bootstrap') refuse(method, { series, seriesRegressors });
  const count = requireInteger('paths', paths ?? 1000, { min: 2, max: 100_000 });
  if (method !== 'gaussian' && count * horizon > mostNumbers) {
    throw new InvalidArgumentError({
      argument: 'paths',
      value: count,
      expected: `at most ${Math.floor(mostNumbers / horizon)} for ${horizon} steps`,
    });
  }
  return {
    horizon,
    levels,
    regressors: options.regressors,
    biasAdjusted,
    method,
    paths: count,
    seed: requireInteger('seed', seed ?? 0, { min: -(2 ** 31), max: 2 ** 32 - 1 }),
    series,
    seriesRegressors,
  };
}

function refuse(method: string, unused: Readonly<Record<string, unknown>>): void {
  for (const [argument, value] of Object.entries(unused)) {
    if (value === undefined) continue;
    throw new InvalidArgumentError({
      argument,
      value,
      expected: `left out with method "${method}"`,
      hint: 'Ask for method "paths" or "bootstrap" to use it.',
    });
  }
}
