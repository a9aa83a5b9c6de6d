/** Prices in order of time: building them, cutting them, reading and writing them. */
export {
  type CandleSeries,
  type CandleSeriesInput,
  type CandlesToPricesOptions,
  candlesToPrices,
  createCandleSeries,
} from './CandleSeries.js';
export { formatPricesCsv } from './csv/formatPricesCsv.js';
export {
  createPricesCsvReader,
  type PricesCsvOptions,
  type PricesCsvReader,
  parsePricesCsv,
} from './csv/parsePricesCsv.js';
export type { TimestampUnit } from './csv/parseTimestamp.js';
export { rowParserOptions, toCsvFormatError } from './csv/readRows.js';
export { fingerprint } from './fingerprint.js';
export { createPriceSeries, describeTime, type PriceSeries, type PriceSeriesInput } from './PriceSeries.js';
export { isPriceSeries, type SeriesInput, valuesOf } from './SeriesInput.js';
export { type SliceRange, sliceSeries } from './sliceSeries.js';
