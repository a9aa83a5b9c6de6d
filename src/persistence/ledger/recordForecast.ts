import type { Forecast } from '../../models/index.js';
import type { ForecastLedger, RecordResult } from './ForecastLedger.js';
import { forecastLine, type RecordOptions } from './forecastLine.js';
import { keyOfLines } from './keyOfLines.js';
import type { LedgerStore } from './LedgerStore.js';
import { markerBytes, seriesMarker } from './ledgerKeys.js';
import type { ForecastLine } from './ledgerLine.js';

/** How many forecasts recorded lately are remembered at least, and twice as many at most: their ids, 100 bytes each. */
const remembered = 10_000;

/** Records forecasts, and remembers those in the store or on their way so that they are not written again. */
export function createRecorder(ledger: LedgerStore, now: () => number): ForecastLedger['record'] {
  const writes = new RecentWrites<boolean>();
  const markers = new RecentWrites<unknown>();

  async function write(line: ForecastLine): Promise<boolean> {
    const marker = seriesMarker(line);
    // First the marker: a series without lines is empty, lines without a marker would never be found.
    await (markers.get(marker) ??
      markers.start(marker, () => ledger.store.putIfAbsent(marker, markerBytes(line))));
    return ledger.write(keyOfLines(line, 0, [line]), [line]);
  }

  return async (forecast: Forecast, options: RecordOptions): Promise<RecordResult> => {
    const line = forecastLine(forecast, options, now);
    const { id } = line;
    const earlier = writes.get(id);
    if (earlier !== undefined) {
      await earlier;
      return Object.freeze({ id, recorded: false });
    }
    return Object.freeze({ id, recorded: await writes.start(id, () => write(line)) });
  };
}

/** The promise of who asked first, for all who ask after; of a failure nothing is kept. */
class RecentWrites<Value> {
  #young = new Map<string, Promise<Value>>();
  #old = new Map<string, Promise<Value>>();

  get(key: string): Promise<Value> | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  start(key: string, write: () => Promise<Value>): Promise<Value> {
    // By generations: taking the oldest entry off a Map walks over all that were taken off before.
    if (this.#young.size >= remembered) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    const generation = this.#young;
    const started = write();
    generation.set(key, started);
    started.catch(() => generation.delete(key));
    return started;
  }
}
