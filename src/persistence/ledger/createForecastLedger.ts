import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';
import { type Clock, systemClock } from '../../runtime/index.js';
import type { ModelStore } from '../ModelStore.js';
import { dayMs, reportSeries } from './buildReport.js';
import { compactSeries } from './compactSeries.js';
import type { ForecastLedger } from './ForecastLedger.js';
import { importLines } from './importLines.js';
import { errorsOf } from './LedgerErrors.js';
import { asksForSeries, checkQuery, type LedgerQuery, requireText } from './LedgerQuery.js';
import { createLedgerStore } from './LedgerStore.js';
import { type LedgerSeries, ledgerPrefix, markersOf, seriesOfMarker } from './ledgerKeys.js';
import { pruneSeries } from './pruneSeries.js';
import { readSeries } from './readSeries.js';
import { createRecorder } from './recordForecast.js';
import { scorePrices } from './scorePrices.js';

/** Options of {@link createForecastLedger}. */
export interface ForecastLedgerOptions {
  /** Where records are kept: a memory, file or Redis store, that of a registry or its own. */
  readonly store: ModelStore;
  /** Where "now" comes from. Default: the machine's clock. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
  /**
   * How many records at most are kept in memory between calls, so that a report reads only what is new. Default 20,000;
   * a forecast of 24 steps and two levels takes about 1.5 kB.
   */
  readonly cachedRecords?: number | undefined;
}

/**
 * A ledger of forecasts: every served forecast is recorded, scored when the truth arrives, and reported on, by coin,
 * model version and number of steps ahead: live errors, skill against the naive forecast, coverage of intervals.
 *
 * It lives in any `ModelStore`, and any number of processes may use one at once. A forecast is one object in the store,
 * about 2.5 kB for 24 steps and two levels, until `compact` packs many into one at 1.2 kB each. Every record carries a
 * checksum that is verified when it is read.
 *
 * @throws {@link InvalidArgumentError} when there is no store, or an option is unknown or out of bounds.
 * @example
 * ```ts
 * import { createForecastLedger, createMemoryStore, sliceSeries, trainDrift } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const market = simulateMarket({ seed: 7, length: 124, coinId: 'bitcoin' });
 * const known = sliceSeries(market, { to: market.timestamps[100] });
 * const forecast = trainDrift(known).forecast({ horizon: 24 });
 *
 * const ledger = createForecastLedger({ store: createMemoryStore() });
 * await ledger.record(forecast, { coin: 'bitcoin', model: 'drift-1', lastPrice: known.prices[99]! });
 * const { settled } = await ledger.score(market); // once the day is over
 * settled; // => 24
 * const { models } = await ledger.report({ coin: 'bitcoin' });
 * models[0]; // => { model: 'drift-1', forecasts: 1, n: 24, open: 0 }
 * models[0]!.skill; // => -0.171
 * ```
 */
export function createForecastLedger(options: ForecastLedgerOptions): ForecastLedger {
  requireKnownKeys('createForecastLedger options', options, ['store', 'clock', 'cachedRecords']);
  const { store, clock = systemClock } = options;
  if (typeof store?.putIfAbsent !== 'function') {
    throw new InvalidArgumentError({ argument: 'store', value: store, expected: 'a ModelStore' });
  }
  const cachedRecords = requireInteger('cachedRecords', options.cachedRecords ?? 20_000, { min: 0 });
  const ledger = createLedgerStore(store, cachedRecords);
  const now = () => clock.now();

  async function seriesFor(query: LedgerQuery): Promise<LedgerSeries[]> {
    const keys = await store.list(markersOf(query.coin));
    return keys
      .map(seriesOfMarker)
      .filter((series) => series !== undefined)
      .filter((series) => asksForSeries(query, series))
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }

  return Object.freeze<ForecastLedger>({
    record: createRecorder(ledger, now),

    score: (prices, scoreOptions = {}) => scorePrices(ledger, prices, scoreOptions, now),

    async report(query = {}) {
      const range = checkQuery('report options', query, ['now', 'confidence']);
      const asked = {
        now: requireNumber('now', query.now ?? now()),
        confidence: requireNumber('confidence', query.confidence ?? 0.95, { above: 0, below: 1 }),
      };
      const coins = [];
      const models = [];
      for (const series of await seriesFor(query)) {
        const reported = reportSeries(await readSeries(ledger, series, range), query, range, asked);
        if (reported.coin !== undefined) coins.push(reported.coin);
        models.push(...reported.models);
      }
      return { from: query.from ?? null, to: query.to ?? null, now: asked.now, coins, models };
    },

    async errors(query = {}) {
      const range = checkQuery('errors query', query);
      const all = [];
      for (const series of await seriesFor(query)) {
        all.push(...errorsOf(await readSeries(ledger, series, range), query, range));
      }
      return all;
    },

    async compact() {
      const total = { before: 0, after: 0 };
      for (const series of await seriesFor({})) {
        const { before, after } = await compactSeries(ledger, series);
        total.before += before;
        total.after += after;
      }
      await store.sweep?.(ledgerPrefix);
      return total;
    },

    async prune(pruneOptions) {
      requireKnownKeys('prune options', pruneOptions, ['olderThan', 'coin']);
      const { olderThan, coin } = pruneOptions;
      const present = now();
      requireNumber('olderThan', olderThan, { min: 0, max: present });
      const before = Math.floor(olderThan / dayMs) * dayMs;
      const total = { steps: 0, open: 0 };
      const query = coin === undefined ? {} : { coin: requireText('coin', coin) };
      for (const series of await seriesFor(query)) {
        const { steps, open } = await pruneSeries(ledger, series, before, present);
        total.steps += steps;
        total.open += open;
      }
      return { before, ...total };
    },

    importLines: (lines) => importLines(ledger, lines),

    async *exportLines(query = {}) {
      checkQuery('exportLines query', query);
      for (const series of await seriesFor(query)) {
        const { summaries, forecasts, prices } = await readSeries(ledger, series);
        for (const line of [...summaries, ...forecasts, ...prices]) yield JSON.stringify(line);
      }
    },
  });
}

function nameOf({ coin, vsCurrency }: LedgerSeries): string {
  return JSON.stringify([coin, vsCurrency]);
}
