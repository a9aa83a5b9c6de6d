import { InvalidArgumentError, requireBoolean, requireOneOf } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { type ResolvedForecastOptions, resolveForecastOptions } from '../forecastOptions.js';
import type { ForecastOptions } from '../model.js';
import { type PathOptions, resolvePathOptions } from '../pathOptions.js';
import type { RegressorColumns } from '../regressorColumns.js';

/** Options of an ARIMA model's `forecast`. */
export interface ArimaForecastOptions extends ForecastOptions, PathOptions {
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
  /**
   * For `bootstrap` by a model that keeps no residuals (loaded, or appended to): the series to take them from. Needed
   * there.
   */
  readonly series?: SeriesInput | undefined;
  /** The regressors of that series, where the model has any. Needed there. */
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

/** @throws {@link InvalidArgumentError} when an option is out of bounds, unknown, or of no use with the method. @internal */
export function resolveArimaForecastOptions(options: ArimaForecastOptions): ResolvedArimaForecastOptions {
  const { horizon, levels } = resolveForecastOptions(options, ownKeys);
  const { biasAdjusted = true, method = 'gaussian', paths, seed, series, seriesRegressors } = options;
  requireBoolean('biasAdjusted', biasAdjusted);
  requireOneOf('method', method, ['gaussian', 'paths', 'bootstrap']);
  if (method === 'gaussian') refuse('gaussian', { paths, seed });
  if (method !== 'bootstrap') refuse(method, { series, seriesRegressors });
  return {
    horizon,
    levels,
    regressors: options.regressors,
    biasAdjusted,
    method,
    // Without paths the horizon may be any.
    ...resolvePathOptions({ paths, seed }, method === 'gaussian' ? 1 : horizon),
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
