/** Prices in order of time: building them, cutting them, reading and writing them. */
export { type CandleSeries, type CandleSeriesInput, createCandleSeries } from './CandleSeries.js';
export { type CandlesToPricesOptions, candlesToPrices } from './candlesToPrices.js';
export { formatColumnsCsv } from './csv/formatColumnsCsv.js';
export { formatPricesCsv } from './csv/formatPricesCsv.js';
export type { ParseCsvOptions } from './csv/ParseCsvOptions.js';
export { parseCandlesCsv } from './csv/parseCandlesCsv.js';
export { createPricesCsvReader, parsePricesCsv } from './csv/parsePricesCsv.js';
export { parseTimestamp, type TimestampUnit } from './csv/parseTimestamp.js';
export { rowParserOptions, toCsvFormatError } from './csv/rowParserOptions.js';
export { type FillMethod, requireFillMethod } from './FillMethod.js';
export {
  defaultMaxMissing,
  type FillGapsOptions,
  fillGaps,
  insertObservations,
  inventObservations,
  requireShort,
} from './fillGaps.js';
export { findGaps, type Gap, missingBetween } from './findGaps.js';
export { fingerprint } from './fingerprint.js';
export { inventValues } from './inventValues.js';
export {
  createPriceSeries,
  describeTime,
  type PriceSeries,
  type PriceSeriesInput,
  requireAscending,
} from './PriceSeries.js';
export { type ResampleOptions, resampleSeries } from './resampleSeries.js';
export { isPriceSeries, type SeriesInput, valuesOf } from './SeriesInput.js';
export { type SliceRange, sliceSeries } from './sliceSeries.js';
