import { InvalidArgumentError, requireOneOf } from '../../errors/index.js';
import { type ResolvedForecastOptions, resolveForecastOptions } from '../forecastOptions.js';
import type { ForecastOptions } from '../model.js';
import { type PathOptions, resolvePathOptions } from '../pathOptions.js';

/** Options of a GARCH model's `forecast`. */
export interface GarchForecastOptions extends ForecastOptions, PathOptions {
  /**
   * Where the intervals come from: `analytic`, quantiles of the innovations' distribution at the standard deviation of
   * the forecast, exact one step ahead and an approximation beyond; `paths`, sample paths, right at every horizon but
   * for the noise of sampling. Default `analytic`.
   */
  readonly method?: 'analytic' | 'paths' | undefined;
}

/** {@link GarchForecastOptions} with the defaults filled in and every bound checked. */
export interface ResolvedGarchForecastOptions extends ResolvedForecastOptions {
  readonly method: 'analytic' | 'paths';
  readonly paths: number;
  readonly seed: number;
}

/** @throws {@link InvalidArgumentError} when an option is out of bounds, unknown, or of no use with the method. @internal */
export function resolveGarchForecastOptions(options: GarchForecastOptions): ResolvedGarchForecastOptions {
  const { horizon, levels } = resolveForecastOptions(options, ['method', 'paths', 'seed']);
  const { paths, seed } = options;
  const method = requireOneOf('method', options.method ?? 'analytic', ['analytic', 'paths']);
  if (method === 'analytic') {
    for (const [argument, value] of Object.entries({ paths, seed })) {
      if (value === undefined) continue;
      const expected = 'left out with method "analytic"';
      throw new InvalidArgumentError({
        argument,
        value,
        expected,
        hint: 'Ask for method "paths" to use it.',
      });
    }
    return { horizon, levels, method, paths: 0, seed: 0 };
  }
  return { horizon, levels, method, ...resolvePathOptions({ paths, seed }, horizon) };
}
