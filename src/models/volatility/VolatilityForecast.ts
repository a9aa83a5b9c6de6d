import { InvalidArgumentError } from '../../errors/index.js';
import { forecastTimestamps } from '../forecastTimestamps.js';
import type { Forecast, PredictionInterval, TrainingSummary } from '../model.js';
import type { VolatilityInput } from './trainingReturns.js';

/** A forecast of a volatility model. All arrays have length `horizon`. */
export interface VolatilityForecast extends Forecast {
  /**
   * For a model of prices: where the price is expected, on the logarithmic scale, and so its median. The last price,
   * unless the model has a mean return. For a model of returns: their mean.
   */
  readonly mean: Float64Array;
  /** The expected variance of the return of each step: of log returns as fractions, or of the returns as given. */
  readonly variance: Float64Array;
  /** The variance of the return over all steps up to each: the running sum of `variance`. */
  readonly cumulativeVariance: Float64Array;
}

/** What a volatility model says of the coming returns. */
export interface ReturnPath {
  readonly training: TrainingSummary;
  readonly input: VolatilityInput;
  /** The last observation: the price the returns start from. */
  readonly lastValue: number;
  /** The expected return of a step. */
  readonly drift: number;
  /** The expected variance of each step. */
  readonly variance: Float64Array;
}

/**
 * The forecast of prices or returns from that of variances, with intervals at a standardised quantile: for prices
 * last · exp(h drift ± q √(cumulative variance)), for returns drift ± q √variance.
 *
 * @throws {@link InvalidArgumentError} when a price that far ahead is no finite number.
 * @internal
 */
export function volatilityForecast(
  path: ReturnPath,
  levels: readonly number[],
  quantile: (probability: number) => number,
): VolatilityForecast {
  const mean = centreOf(path);
  const { variance, input } = path;
  const deviation = (input === 'prices' ? runningSum(variance) : variance).map(Math.sqrt);
  const intervals = levels.map((level): PredictionInterval => {
    const q = -quantile((1 - level) / 2);
    const bound = (sign: number) =>
      input === 'prices'
        ? mean.map((value, h) => value * Math.exp(sign * q * deviation[h]!))
        : mean.map((value, h) => value + sign * q * deviation[h]!);
    return Object.freeze({ level, lower: bound(-1), upper: requireFinite(bound(1)) });
  });
  return assembled(path.training, { mean, intervals, variance });
}

/** A {@link VolatilityForecast} of its parts, and what else goes with it; frozen. @internal */
export function assembled<Parts extends Pick<VolatilityForecast, 'mean' | 'intervals' | 'variance'>>(
  training: TrainingSummary,
  parts: Parts,
): VolatilityForecast & Parts {
  return Object.freeze({
    timestamps: forecastTimestamps(training, parts.mean.length),
    cumulativeVariance: requireFinite(runningSum(parts.variance)),
    ...parts,
    intervals: Object.freeze(parts.intervals),
  });
}

/** The centre of each step's distribution. @throws {@link InvalidArgumentError} when it is not finite. @internal */
export function centreOf({ input, lastValue, drift, variance }: ReturnPath): Float64Array {
  if (input === 'returns') return new Float64Array(variance.length).fill(drift);
  return requireFinite(variance.map((_, h) => lastValue * Math.exp((h + 1) * drift)));
}

/** Refuses a horizon at which numbers end. @internal */
export function requireFinite(values: Float64Array): Float64Array {
  const h = values.findIndex((value) => !Number.isFinite(value));
  if (h < 0) return values;
  throw new InvalidArgumentError({
    argument: 'horizon',
    value: values.length,
    expected: `at most ${h} here, since what the model expects beyond is no finite number`,
    hint: 'Forecast less far, or ask for lower levels.',
  });
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
