/**
 * What needs Node: files of prices and of models.
 *
 * @module coincast/node
 */
export { loadModel } from './loadModel.js';
export { type ReadPricesCsvOptions, readPricesCsv } from './readPricesCsv.js';
export { saveModel } from './saveModel.js';
export { writePricesCsv } from './writePricesCsv.js';
