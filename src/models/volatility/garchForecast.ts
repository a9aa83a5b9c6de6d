import { createRandomStream, normalQuantile, studentQuantile, studentVariate } from '../../math/index.js';
import { pathIntervals } from '../pathIntervals.js';
import type { ResolvedGarchForecastOptions } from './GarchForecastOptions.js';
import { expectedVariances, nextVariance } from './garchRecursion.js';
import type { GarchParameters } from './garchState.js';
import {
  assembled,
  centreOf,
  type ReturnPath,
  requireFinite,
  type VolatilityForecast,
  volatilityForecast,
} from './VolatilityForecast.js';

/** A forecast of a GARCH model. */
export interface GarchForecast extends VolatilityForecast {
  /** The sample paths the intervals come from, of prices or of returns; only with the method that draws some. */
  readonly paths?: readonly Float64Array[];
}

/** What a forecast starts from. */
export interface GarchOrigin extends Omit<ReturnPath, 'variance' | 'drift'> {
  readonly parameters: GarchParameters;
  /** The variance of the next return. */
  readonly firstVariance: number;
}

/** The forecast of a GARCH model. @throws {@link InvalidArgumentError} when it ends to be finite. @internal */
export function garchForecast(origin: GarchOrigin, options: ResolvedGarchForecastOptions): GarchForecast {
  const { parameters, firstVariance } = origin;
  const { horizon, levels, method } = options;
  const { nu, mu: drift = 0 } = parameters;
  const variance = requireFinite(expectedVariances(parameters, firstVariance, horizon));
  const path = { ...origin, drift, variance };
  if (method === 'analytic') {
    const unit = nu === undefined ? 1 : Math.sqrt((nu - 2) / nu);
    return volatilityForecast(path, levels, (probability) =>
      nu === undefined ? normalQuantile(probability) : unit * studentQuantile(probability, nu),
    );
  }
  const paths = samplePaths(origin, options);
  for (const each of paths) requireFinite(each);
  const intervals = pathIntervals(paths, levels);
  return assembled(origin.training, {
    mean: centreOf(path),
    intervals,
    variance,
    paths: Object.freeze(paths),
  });
}

/**
 * Paths the prices or returns may take: the model's own recursion over drawn innovations. The numbers are drawn step by
 * step, so that the first steps are the same whatever the horizon.
 */
function samplePaths(
  { parameters, firstVariance, input, lastValue }: GarchOrigin,
  { horizon, paths: count, seed }: ResolvedGarchForecastOptions,
): Float64Array[] {
  const { nu, mu = 0 } = parameters;
  const random = createRandomStream(seed);
  const unit = nu === undefined ? 1 : Math.sqrt((nu - 2) / nu);
  const draw = nu === undefined ? random.normal : () => unit * studentVariate(random, nu);
  const paths = Array.from({ length: count }, () => new Float64Array(horizon));
  const variances = new Float64Array(count).fill(firstVariance);
  const sums = new Float64Array(count);
  for (let h = 0; h < horizon; h++) {
    for (let k = 0; k < count; k++) {
      const e = Math.sqrt(variances[k]!) * draw();
      sums[k] = sums[k]! + mu + e;
      paths[k]![h] = input === 'prices' ? lastValue * Math.exp(sums[k]!) : mu + e;
      variances[k] = nextVariance(parameters, e, variances[k]!);
    }
  }
  return paths;
}
