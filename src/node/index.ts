/**
 * What needs Node: files of prices and of models.
 *
 * @packageDocumentation
 */
export { type ReadPricesCsvOptions, readPricesCsv } from './readPricesCsv.js';
export { writePricesCsv } from './writePricesCsv.js';
