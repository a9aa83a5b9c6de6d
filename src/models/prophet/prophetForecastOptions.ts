import {
  InvalidArgumentError,
  type NumberArray,
  requireBoolean,
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
  requireOneOf,
} from '../../errors/index.js';
import { maxHorizon, type ResolvedForecastOptions, resolveForecastOptions } from '../forecastOptions.js';
import type { ForecastOptions } from '../model.js';
import type { RegressorColumns } from '../regressorColumns.js';
import { requireDates } from './prophetObservations.js';

/** What says which steps are meant, and what the model needs to know of them. */
export interface ProphetComponentOptions {
  /** The number of steps after the last observation, from 1 to 100 000; or else `timestamps`. */
  readonly horizon?: number | undefined;
  /** Any timestamps, past or future, in any order: epoch milliseconds UTC, or positions; or else `horizon`. */
  readonly timestamps?: NumberArray | undefined;
  /** The regressors at these steps, one number each for every name; needed by a model that has regressors. */
  readonly regressors?: RegressorColumns | undefined;
  /**
   * The flags of seasonalities whose condition was given by flags, one for each step, by the seasonalities' names.
   * Needed where there are such.
   */
  readonly conditions?: Readonly<Record<string, NumberArray | readonly boolean[]>> | undefined;
  /** With logistic growth, the cap: a number or one for each step. Default: that of the training, where it was a number. */
  readonly cap?: number | NumberArray | undefined;
  /** With logistic growth, the floor, in the same way and in units of the series. Default: that of the training. */
  readonly floor?: number | NumberArray | undefined;
}

/** Options of a Prophet-style model's `forecast`. */
export interface ProphetForecastOptions extends ProphetComponentOptions {
  /** The levels of the intervals, fractions strictly between 0 and 1. Default `[0.8, 0.95]`. */
  readonly levels?: ForecastOptions['levels'];
  /**
   * Where the intervals come from: `exact`, the distribution of noise and future changes of the trend, without
   * simulation; `sample`, sample paths of the same; `conformal`, the errors of forecasts from earlier cutoffs, for a
   * model trained with `conformal`. Default `exact`.
   */
  readonly method?: 'exact' | 'sample' | 'conformal' | undefined;
  /** The number of sample paths, from 2 to 100 000, and at most 20 million numbers in all. Default 1000. */
  readonly paths?: number | undefined;
  /** The seed of the sample paths, an integer of 32 bits. Default 0. */
  readonly seed?: number | undefined;
  /**
   * With transformed values: whether `mean` is the expected value (true) or the median (false). Intervals are the same
   * for both. Default true.
   */
  readonly biasAdjusted?: boolean | undefined;
}

/** {@link ProphetForecastOptions} with the defaults filled in, checked as far as they can be without the model. */
export interface ResolvedProphetForecast extends Pick<ResolvedForecastOptions, 'levels'> {
  readonly method: 'exact' | 'sample' | 'conformal';
  readonly paths: number;
  readonly seed: number;
  readonly biasAdjusted: boolean;
}

const stepKeys = ['horizon', 'timestamps', 'regressors', 'conditions', 'cap', 'floor'];
const mostNumbers = 20_000_000;

/** @throws {@link InvalidArgumentError} when an option is out of bounds, unknown, or of no use with the method. @internal */
export function resolveProphetForecast(
  options: ProphetForecastOptions,
  steps: number,
): ResolvedProphetForecast {
  const own = ['method', 'paths', 'seed', 'biasAdjusted'];
  requireKnownKeys('forecast options', options, ['levels', ...stepKeys, ...own]);
  const { levels } = resolveForecastOptions({ horizon: 1, levels: options.levels });
  const { method = 'exact', paths, seed, biasAdjusted = true } = options;
  requireOneOf('method', method, ['exact', 'sample', 'conformal']);
  requireBoolean('biasAdjusted', biasAdjusted);
  if (method !== 'sample') {
    for (const [argument, value] of Object.entries({ paths, seed })) {
      if (value === undefined) continue;
      throw new InvalidArgumentError({
        argument,
        value,
        expected: `left out with method "${method}"`,
        hint: 'Ask for method "sample" to use it.',
      });
    }
  }
  const count = requireInteger('paths', paths ?? 1000, { min: 2, max: 100_000 });
  if (method === 'sample' && count * steps > mostNumbers) {
    throw new InvalidArgumentError({
      argument: 'paths',
      value: count,
      expected: `at most ${Math.floor(mostNumbers / steps)} for ${steps} steps`,
    });
  }
  return {
    levels,
    method,
    paths: count,
    seed: requireInteger('seed', seed ?? 0, { min: -(2 ** 31), max: 2 ** 32 - 1 }),
    biasAdjusted,
  };
}

/** The timestamps asked for, after the last one for a horizon. @throws {@link InvalidArgumentError} @internal */
export function requestedTimestamps(
  { horizon, timestamps }: ProphetComponentOptions,
  { lastTimestamp, stepMs }: { readonly lastTimestamp: number; readonly stepMs: number },
): Float64Array {
  if (timestamps === undefined) {
    const length = requireInteger('horizon', horizon, { min: 1, max: maxHorizon });
    return Float64Array.from({ length }, (_, i) => lastTimestamp + (i + 1) * stepMs);
  }
  if (horizon !== undefined) {
    const expected = 'left out where timestamps are given';
    throw new InvalidArgumentError({ argument: 'horizon', value: horizon, expected });
  }
  requireFiniteArray('timestamps', timestamps, { minLength: 1, operation: 'a forecast' });
  const requested = Float64Array.from(timestamps);
  requireDates('timestamps', requested);
  return requested;
}

/** @internal */
export function requireComponentKeys(options: ProphetComponentOptions): void {
  requireKnownKeys('components options', options, stepKeys);
}
