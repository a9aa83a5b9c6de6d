import {
  formatPricesCsv,
  isCoincastError,
  type ModelStore,
  type PriceSeries,
  parsePricesCsv,
} from 'coincast';
import { keySegment } from './keySegment.js';

/** The prices known of each coin, as they were fetched. */
export interface PriceArchive {
  /** `undefined` also where they cannot be read: they are fetched anew. */
  get(coin: string): Promise<PriceSeries | undefined>;
  /** Keeps a series in place of what was known. */
  put(coin: string, series: PriceSeries): Promise<void>;
}

/** Currency of all prices. */
const vsCurrency = 'usd';

/** Each state of a series is a CSV of its own, called by its last time; the newest counts. */
export function createPriceArchive(store: ModelStore): PriceArchive {
  const folderOf = (coin: string) => `prices/${keySegment(coin)}/`;
  return {
    async get(coin) {
      // A newer one may take the place of what was listed.
      for (const key of (await store.list(folderOf(coin))).reverse()) {
        const bytes = await store.get(key);
        const series = bytes === undefined ? undefined : parsed(coin, bytes);
        if (series !== undefined) return series;
      }
      return undefined;
    },
    async put(coin, series) {
      const folder = folderOf(coin);
      const key = `${folder}${String(series.timestamps.at(-1)!).padStart(15, '0')}.csv`;
      const bytes = new TextEncoder().encode(formatPricesCsv(series));
      if (!(await store.putIfAbsent(key, bytes))) {
        // Fetched anew, because its past was corrected.
        await store.delete(key);
        await store.putIfAbsent(key, bytes);
      }
      for (const other of await store.list(folder)) if (other < key) await store.delete(other);
    },
  };
}

function parsed(coinId: string, bytes: Uint8Array): PriceSeries | undefined {
  try {
    return parsePricesCsv(new TextDecoder().decode(bytes), { coinId, vsCurrency, stepMs: 3_600_000 });
  } catch (error) {
    if (isCoincastError(error)) return undefined;
    throw error;
  }
}
