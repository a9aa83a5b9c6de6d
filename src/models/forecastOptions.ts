import {
  InvalidArgumentError,
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
  requireNumber,
} from '../errors/index.js';
import type { ForecastOptions } from './model.js';

/** The longest horizon a forecast is made for, in steps. */
export const maxHorizon = 100_000;

const defaultLevels: readonly number[] = [0.8, 0.95];

/** {@link ForecastOptions} with the defaults filled in and every bound checked. */
export interface ResolvedForecastOptions {
  readonly horizon: number;
  /** In ascending order, each once. */
  readonly levels: readonly number[];
}

/**
 * Checks the options every model's `forecast` takes and fills in the defaults.
 *
 * @throws {@link InvalidArgumentError} when the horizon or a level is out of bounds, a level is given twice, or
 * an option is unknown.
 * @internal
 */
export function resolveForecastOptions(
  options: ForecastOptions,
  ownKeys: readonly string[] = [],
): ResolvedForecastOptions {
  requireKnownKeys('forecast options', options, ['horizon', 'levels', ...ownKeys]);
  const horizon = requireInteger('horizon', options.horizon, { min: 1, max: maxHorizon });
  return { horizon, levels: resolveLevels(options.levels) };
}

function resolveLevels(levels: readonly number[] | undefined): readonly number[] {
  if (levels === undefined) return defaultLevels;
  requireFiniteArray('levels', levels);
  levels.forEach((level, index) => {
    requireNumber(`levels[${index}]`, level, { above: 0, below: 1 });
    if (levels.indexOf(level) !== index) {
      throw new InvalidArgumentError({
        argument: `levels[${index}]`,
        value: level,
        expected: 'a level not given before',
      });
    }
  });
  return [...levels].sort((a, b) => a - b);
}
