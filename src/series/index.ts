/** Prices in order of time: building them, cutting them, reading and writing them. */
export { fingerprint } from './fingerprint.js';
export { createPriceSeries, describeTime, type PriceSeries, type PriceSeriesInput } from './PriceSeries.js';
export { isPriceSeries, type SeriesInput, valuesOf } from './SeriesInput.js';
