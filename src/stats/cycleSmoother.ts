import { createGridLoess, fitOnGrid, type GridLoessSettings, smoothOnGrid } from '../math/index.js';

/**
 * Smooths each cycle-subseries (all Januaries, all Mondays) by loess and carries it one period beyond both ends.
 *
 * The function writes n + 2 * period values to `cycle`, which begins one period before the series.
 */
export function createCycleSmoother(n: number, period: number, settings: GridLoessSettings) {
  const longest = Math.ceil(n / period);
  const loessOf = [longest - 1, longest].map((length) => createGridLoess(length, settings));
  const values = new Float64Array(longest);
  const subseriesWeights = new Float64Array(longest);
  const smoothed = new Float64Array(longest);

  return (
    series: Float64Array,
    trend: Float64Array,
    weights: Float64Array | undefined,
    cycle: Float64Array,
  ): void => {
    for (let place = 0; place < period; place++) {
      const length = Math.ceil((n - place) / period);
      const loess = loessOf[length - longest + 1]!;
      for (let k = 0, i = place; k < length; k++, i += period) {
        values[k] = series[i]! - trend[i]!;
        if (weights !== undefined) subseriesWeights[k] = weights[i]!;
      }
      const used = weights === undefined ? undefined : subseriesWeights;
      smoothOnGrid(loess, values, used, smoothed);
      cycle[place] = fitOnGrid(loess, values, used, { at: -1, left: 0, fallback: smoothed[0]! });
      for (let k = 0, i = period + place; k < length; k++, i += period) cycle[i] = smoothed[k]!;
      const left = Math.max(0, length - settings.window);
      const fallback = smoothed[length - 1]!;
      cycle[place + (length + 1) * period] = fitOnGrid(loess, values, used, { at: length, left, fallback });
    }
  };
}
