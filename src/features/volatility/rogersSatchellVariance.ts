import { logRatio } from '../../math/index.js';

/** The variance that a candle shows by the rule of Rogers and Satchell, whatever the trend. */
export function rogersSatchellVariance(
  [opens, highs, lows, closes]: readonly Float64Array[],
  row: number,
): number {
  const [open, high, low, close] = [opens![row]!, highs![row]!, lows![row]!, closes![row]!];
  return logRatio(high, close) * logRatio(high, open) + logRatio(low, close) * logRatio(low, open);
}
