/** Prices in order of time: building them, cutting them, reading and writing them. */
export { type CandleSeries, type CandleSeriesInput, createCandleSeries } from './CandleSeries.js';
export { type CandlesToPricesOptions, candlesToPrices } from './candlesToPrices.js';
export { formatPricesCsv } from './csv/formatPricesCsv.js';
export type { ParseCsvOptions } from './csv/ParseCsvOptions.js';
export { parseCandlesCsv } from './csv/parseCandlesCsv.js';
export { createPricesCsvReader, parsePricesCsv } from './csv/parsePricesCsv.js';
export type { TimestampUnit } from './csv/parseTimestamp.js';
export { rowParserOptions, toCsvFormatError } from './csv/rowParserOptions.js';
export { type FillGapsOptions, fillGaps } from './fillGaps.js';
export { findGaps, type Gap, missingBetween } from './findGaps.js';
export { fingerprint } from './fingerprint.js';
export { createPriceSeries, describeTime, type PriceSeries, type PriceSeriesInput } from './PriceSeries.js';
export { type ResampleOptions, resampleSeries } from './resampleSeries.js';
export { isPriceSeries, type SeriesInput, valuesOf } from './SeriesInput.js';
export { type SliceRange, sliceSeries } from './sliceSeries.js';
