import { requireSameLength } from '../../errors/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import { requireMembers } from './crpsOfQuantiles.js';
import { meanLoss } from './meanLoss.js';

/** The score of the distribution that gives every path the same weight. @internal */
export function crpsOfPaths(actuals: Float64Array, paths: readonly SeriesInput[]): number {
  requireMembers('paths', paths);
  const columns = paths.map((path, k) => {
    const values = valuesOf(`paths[${k}]`, path);
    requireSameLength(`paths[${k}]`, values, 'actual', actuals);
    return values;
  });
  const sample = new Float64Array(columns.length);
  return meanLoss('crps', actuals, actuals, (actual, _, step) => {
    for (let k = 0; k < sample.length; k++) sample[k] = columns[k]![step]!;
    return crpsOfSample(actual, sample.sort());
  });
}

/** 2 / m² times the sum of (x[i] − y)(m 1{y < x[i]} − i + ½) over the sample in ascending order, i from 1. */
function crpsOfSample(actual: number, sorted: Float64Array): number {
  const m = sorted.length;
  let sum = 0;
  for (let i = 0; i < m; i++) {
    const distance = sorted[i]! - actual;
    sum += distance * ((distance > 0 ? m : 0) - i - 0.5);
  }
  return (2 * (sum / m)) / m;
}
