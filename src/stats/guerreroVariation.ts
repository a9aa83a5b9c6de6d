import { DegenerateSeriesError } from '../errors/index.js';
import { deviationsFromMean, scaledToUnit } from '../math/index.js';
import { autocovarianceSum } from './autocovarianceSum.js';
import { requireVariation } from './degeneracy.js';

/**
 * Guerrero's objective as a function of lambda: the coefficient of variation, over blocks of one period, of their
 * standard deviation divided by their mean to the power 1 - lambda. The last block ends where the series does.
 */
export function guerreroVariation(
  values: Float64Array,
  period: number | undefined,
  operation: string,
): (lambda: number) => number {
  const length = period ?? 2;
  const scaled = scaledToUnit(values);
  requireVariation(operation, scaled);
  const blocks = Math.floor(scaled.length / length);
  const spreads = new Float64Array(blocks);
  const logMeans = new Float64Array(blocks);
  for (let block = 0; block < blocks; block++) {
    const end = scaled.length - (blocks - 1 - block) * length;
    const members = scaled.subarray(end - length, end);
    spreads[block] = Math.sqrt(autocovarianceSum(deviationsFromMean(members), 0));
    logMeans[block] = Math.log(members.reduce((sum, value) => sum + value, 0) / length);
  }
  if (spreads.every((spread) => spread === 0)) throw constantBlocks(operation, length);
  return (lambda) => {
    const ratios = spreads.map((spread, block) => spread * Math.exp((lambda - 1) * logMeans[block]!));
    return coefficientOfVariation(ratios);
  };
}

function coefficientOfVariation(ratios: Float64Array): number {
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  return Math.sqrt(autocovarianceSum(deviationsFromMean(ratios), 0) / (ratios.length - 1)) / mean;
}

function constantBlocks(operation: string, length: number): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message: `${operation} needs blocks that vary, but in each block of ${length} values all are equal. Use method "likelihood" or another period.`,
    reason: 'constant',
  });
}
