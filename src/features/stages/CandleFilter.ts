/** A column that follows highs, lows and closes: reads `count` candles and writes as many values. */
export type CandleFilter = (
  highs: Float64Array,
  lows: Float64Array,
  closes: Float64Array,
  output: Float64Array,
  count: number,
) => void;
