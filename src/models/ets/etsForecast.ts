import { InvalidArgumentError, requireOneOf } from '../../errors/index.js';
import { type ResolvedForecastOptions, resolveForecastOptions } from '../forecastOptions.js';
import { forecastTimestamps } from '../forecastTimestamps.js';
import { gaussianForecast } from '../gaussianForecast.js';
import type { Forecast, ForecastOptions } from '../model.js';
import { pathIntervals } from '../pathIntervals.js';
import { type PathOptions, resolvePathOptions } from '../pathOptions.js';
import { requireFiniteSteps } from '../requireFiniteSteps.js';
import { etsMoments, hasMoments } from './etsMoments.js';
import { errorlessPath, etsPaths } from './etsPaths.js';
import type { EtsState } from './etsState.js';

/** Options of an ETS model's `forecast`. */
export interface EtsForecastOptions extends ForecastOptions, PathOptions {
  /**
   * Where the intervals come from: `gaussian`, a normal distribution with the exact variance; `paths`, the quantiles of
   * sample paths, which a model with a multiplicative trend needs. Default: `gaussian` where there is a formula.
   */
  readonly method?: 'gaussian' | 'paths' | undefined;
}

/** A forecast of an ETS model. */
export interface EtsForecast extends Forecast {
  /** The sample paths the intervals come from, where they do: a value for each step, in units of the series. */
  readonly paths?: readonly Float64Array[];
}

/** The forecast after a state. @throws {@link InvalidArgumentError} @internal */
export function etsForecast(state: EtsState, options: EtsForecastOptions): EtsForecast {
  const { horizon, levels } = resolveForecastOptions(options, ['method', 'paths', 'seed']);
  const hasFormula = hasMoments(state);
  const method = requireOneOf('method', options.method ?? (hasFormula ? 'gaussian' : 'paths'), [
    'gaussian',
    'paths',
  ]);
  if (method === 'paths') return sampledForecast(state, { horizon, levels }, options);
  if (!hasFormula) {
    const expected = '"paths" with a multiplicative trend, for which no formula is known';
    throw new InvalidArgumentError({ argument: 'method', value: method, expected });
  }
  for (const argument of ['paths', 'seed'] as const) {
    if (options[argument] === undefined) continue;
    throw new InvalidArgumentError({
      argument,
      value: options[argument],
      expected: 'left out with method "gaussian"',
      hint: 'Ask for method "paths" to use it.',
    });
  }
  return gaussianForecast(state.training, etsMoments(state, horizon), levels);
}

function sampledForecast(
  state: EtsState,
  { horizon, levels }: ResolvedForecastOptions,
  options: EtsForecastOptions,
): EtsForecast {
  const { paths: count, seed } = resolvePathOptions(options, horizon);
  const paths = etsPaths(state, { horizon, count, seed });
  const hint = 'Forecast less far.';
  for (const path of paths) requireFiniteSteps(path, 'a sample path', hint);
  const mean = hasMoments(state) ? etsMoments(state, horizon).mean : errorlessPath(state, horizon);
  return Object.freeze({
    timestamps: forecastTimestamps(state.training, horizon),
    mean: requireFiniteSteps(mean, 'the mean', hint),
    intervals: pathIntervals(paths, levels),
    paths: Object.freeze(paths),
  });
}
