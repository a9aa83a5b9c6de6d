import { boxCoxTransform, scaledToUnit } from '../math/index.js';
import { requireResidualVariation, requireVariation } from './degeneracy.js';

/**
 * The likelihood's objective as a function of lambda, to be minimised: the logarithm of the residual sum of squares
 * of the Box-Cox transform around a linear trend and a level for each season (one level without a period).
 *
 * The values are divided by their geometric mean, so that the Jacobian of the transform is 1: -n/2 times the
 * objective is the profile log-likelihood up to a constant.
 */
export function boxCoxResidualVariation(
  values: Float64Array,
  period: number | undefined,
  operation: string,
): (lambda: number) => number {
  const seasons = period ?? 1;
  const relative = overGeometricMean(values);
  requireVariation(operation, scaledToUnit(values));
  const time = withoutSeasons(
    relative.map((_, t) => t),
    seasons,
  );
  const residualSum = (lambda: number) => {
    const transformed = relative.map((value) => boxCoxTransform(value, lambda));
    return residualSumAround(time, withoutSeasons(transformed, seasons));
  };
  requireResidualVariation(operation, Math.max(residualSum(0), residualSum(1)), values.length);
  return (lambda) => Math.log(residualSum(lambda));
}

function overGeometricMean(values: Float64Array): Float64Array {
  const scaled = scaledToUnit(values);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  const relative = scaled.map((value) => value / mean);
  const logMean = relative.reduce((sum, value) => sum + Math.log(value), 0) / relative.length;
  return relative.map((value) => value / Math.exp(logMean));
}

/** The deviations of each value from the mean of its own season, taken twice as in `deviationsFromMean`. */
function withoutSeasons(values: Float64Array, seasons: number): Float64Array {
  const result = values.slice();
  subtractSeasonalMeans(result, seasons);
  subtractSeasonalMeans(result, seasons);
  return result;
}

function subtractSeasonalMeans(values: Float64Array, seasons: number): void {
  const means = new Float64Array(seasons);
  for (let t = 0; t < values.length; t++) means[t % seasons] = means[t % seasons]! + values[t]!;
  for (let season = 0; season < seasons; season++) {
    means[season] = means[season]! / Math.ceil((values.length - season) / seasons);
  }
  for (let t = 0; t < values.length; t++) values[t] = values[t]! - means[t % seasons]!;
}

/**
 * Least squares on one regressor. By Frisch, Waugh and Lovell it is the whole regression once both are freed of
 * their seasonal means.
 */
function residualSumAround(regressor: Float64Array, response: Float64Array): number {
  let products = 0;
  let squares = 0;
  for (let t = 0; t < regressor.length; t++) {
    products += regressor[t]! * response[t]!;
    squares += regressor[t]! * regressor[t]!;
  }
  const slope = products / squares;
  let residualSum = 0;
  for (let t = 0; t < regressor.length; t++) residualSum += (response[t]! - slope * regressor[t]!) ** 2;
  return residualSum;
}
