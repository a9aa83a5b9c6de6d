import { deviationsFromMean } from '../math/index.js';

/** The residuals of the least squares line through equally spaced values, at least 2. */
export function lineResiduals(values: Float64Array): Float64Array {
  const deviations = deviationsFromMean(values);
  const n = deviations.length;
  const middle = (n - 1) / 2;
  let products = 0;
  for (let t = 0; t < n; t++) products += (t - middle) * deviations[t]!;
  const slope = products / ((n * (n * n - 1)) / 12);
  return deviations.map((deviation, t) => deviation - slope * (t - middle));
}
