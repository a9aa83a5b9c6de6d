import { formatPricesCsv, type PriceSeries } from '../series/index.js';
import { writeFileAtomically } from './writeFileAtomically.js';

/**
 * Writes a series to a CSV file as `formatPricesCsv` writes text: whole or not at all.
 *
 * An existing file is replaced, its folder must exist, and a failed write leaves the old content in place.
 * What the disk refuses rejects with Node's own error.
 *
 * @throws {@link coincast!InvalidArgumentError} when the argument is not a `PriceSeries`.
 * @example
 * ```ts
 * import { readFile, rm } from 'node:fs/promises';
 * import { createPriceSeries } from 'coincast';
 * import { writePricesCsv } from 'coincast/node';
 *
 * await writePricesCsv('prices.csv', createPriceSeries({ timestamps: [0, 60_000], prices: [1.5, 2] }));
 * const text = await readFile('prices.csv', 'utf8');
 * await rm('prices.csv');
 * text.split('\n')[0]; // => 'timestamp,price'
 * ```
 */
export async function writePricesCsv(path: string, series: PriceSeries): Promise<void> {
  await writeFileAtomically(path, formatPricesCsv(series));
}
