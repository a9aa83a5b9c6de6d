import {
  InvalidArgumentError,
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../../errors/index.js';
import type { FittedModel, ForecastOptions } from '../../models/index.js';
import { describeTime } from '../../series/index.js';
import type { DecisionOptions, PathForecast, PathSource } from './PathSource.js';

/** Sample paths, and the step ahead that is asked about. */
export interface SampledPaths {
  readonly paths: readonly Float64Array[];
  /** Counted from 1. */
  readonly step: number;
  /** When that step is due. */
  readonly timestamp: number;
}

const pathKeys = ['step', 'at', 'paths', 'seed', 'method'];
const modelKeys = ['paths', 'seed', 'method'] as const;

/**
 * The sample paths of a forecast, or those a model draws.
 *
 * @throws {@link InvalidArgumentError} when there are none, the step is not among theirs, or an option is unknown or of
 * no use.
 * @internal
 */
export function samplePathsOf(
  operation: string,
  source: PathSource,
  options: DecisionOptions,
  ownKeys: readonly string[],
): SampledPaths {
  requireKnownKeys(`${operation} options`, options, [...ownKeys, ...pathKeys]);
  if ((options.step === undefined) === (options.at === undefined)) {
    const value = options.step === undefined ? undefined : { step: options.step, at: options.at };
    throw new InvalidArgumentError({ argument: 'step', value, expected: 'given, or at in its place' });
  }
  if (isModel(source)) {
    const { training } = source;
    const step = stepOf(options, training.lastTimestamp, training.stepMs);
    return ofForecast(drawn(source, step, options), step);
  }
  if (typeof source !== 'object' || source === null || !(source.mean instanceof Float64Array)) {
    throw new InvalidArgumentError({
      argument: 'source',
      value: source,
      expected: 'a forecast or a fitted model',
    });
  }
  for (const key of modelKeys) {
    if (options[key] === undefined) continue;
    const expected = 'left out with a forecast, whose paths are drawn';
    throw new InvalidArgumentError({
      argument: key,
      value: options[key],
      expected,
      hint: 'Or give the model.',
    });
  }
  const { timestamps } = source;
  // A single step tells no distance; its own time is the only one there is.
  const stepMs = timestamps.length > 1 ? timestamps[1]! - timestamps[0]! : 1;
  const step = stepOf(options, timestamps[0]! - stepMs, stepMs);
  if (step > source.mean.length) {
    const [argument, value] = options.step === undefined ? ['at', options.at] : ['step', step];
    const expected = `within the forecast's horizon of ${source.mean.length} steps`;
    throw new InvalidArgumentError({ argument, value, expected, hint: 'Forecast further.' });
  }
  return ofForecast(source, step);
}

function stepOf({ step, at }: DecisionOptions, lastTimestamp: number, stepMs: number): number {
  if (step !== undefined) return requireInteger('step', step, { min: 1, max: 100_000 });
  const ahead = Math.round((requireNumber('at', at) - lastTimestamp) / stepMs);
  if (ahead >= 1) return ahead;
  throw new InvalidArgumentError({
    argument: 'at',
    value: describeTime(at!),
    expected: `the time of a step after ${describeTime(lastTimestamp)}, the last observation`,
  });
}

function drawn(model: FittedModel, horizon: number, { paths, seed, method }: DecisionOptions): PathForecast {
  const request = {
    horizon,
    levels: [],
    method: requireOneOf('method', method ?? 'paths', ['paths', 'bootstrap']),
    paths: requireInteger('paths', paths ?? 10_000, { min: 2, max: 100_000 }),
    seed: requireInteger('seed', seed ?? 0, { min: -(2 ** 31), max: 2 ** 32 - 1 }),
  };
  try {
    return model.forecast(request as ForecastOptions);
  } catch (error) {
    const isUnknown =
      error instanceof InvalidArgumentError &&
      error.argument === 'forecast options' &&
      modelKeys.some((key) => key === error.value);
    if (!isUnknown) throw error;
    throw withoutPaths(`a model of kind "${model.kind}"`, error);
  }
}

function ofForecast(forecast: PathForecast, step: number): SampledPaths {
  const { paths, timestamps, mean } = forecast;
  if (paths === undefined) throw withoutPaths('a forecast without paths');
  if (!Array.isArray(paths) || paths.length < 2) {
    throw new InvalidArgumentError({
      argument: 'source.paths',
      value: paths,
      expected: 'at least two paths',
    });
  }
  for (const [i, path] of paths.entries()) {
    requireFiniteArray(`source.paths[${i}]`, path);
    if (path.length === mean.length) continue;
    const expected = `${mean.length}, the horizon of the forecast`;
    throw new InvalidArgumentError({ argument: `source.paths[${i}].length`, value: path.length, expected });
  }
  return { paths, step, timestamp: timestamps[step - 1]! };
}

function withoutPaths(value: string, cause?: Error): InvalidArgumentError {
  return new InvalidArgumentError(
    {
      argument: 'source',
      value,
      expected: 'a model that draws sample paths, or a forecast that has them',
      hint: "ARIMA models draw some: trainArima(series).forecast({ horizon, method: 'paths' }).",
    },
    { cause },
  );
}

function isModel(source: PathSource): source is FittedModel {
  return typeof (source as Partial<FittedModel> | null)?.forecast === 'function';
}
