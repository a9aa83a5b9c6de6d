/** Writes the mean of high, low and close of each candle. */
export function typicalPrices(
  highs: Float64Array,
  lows: Float64Array,
  closes: Float64Array,
  output: Float64Array,
  count: number,
): void {
  for (let row = 0; row < count; row++) output[row] = (highs[row]! + lows[row]! + closes[row]!) / 3;
}
