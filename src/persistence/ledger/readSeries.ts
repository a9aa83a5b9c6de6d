import { IntegrityError, SerializationError } from '../../errors/index.js';
import type { LedgerStore } from './LedgerStore.js';
import {
  isSummaryKey,
  type LedgerObject,
  type LedgerSeries,
  type Level,
  levelOf,
  levels,
  parseObjectKey,
  summariesOf,
  summaryKey,
} from './ledgerKeys.js';
import {
  type ForecastLine,
  type LedgerLine,
  lastDue,
  type PricesLine,
  type SummaryLine,
} from './ledgerLine.js';
import { unreadable } from './parseLedgerLine.js';

/** What a ledger knows of a series, each record once. */
export interface SeriesRecords extends LedgerSeries {
  /** In order of the first step's time, then of the id. */
  readonly forecasts: readonly ForecastLine[];
  readonly prices: readonly PricesLine[];
  /** In order of their sequence. */
  readonly summaries: readonly SummaryLine[];
  /** Steps due before this time are in summaries alone. */
  readonly prunedBefore: number;
}

/** A span of time, half open. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** All of time. */
export const always: TimeRange = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Passes after which a key that is listed again and again and never there is taken for lost. */
const maxPasses = 50;

/**
 * What a ledger knows of a series in a span of time: of forecasts that reach into it all, and of prices.
 *
 * Levels are listed in ascending order and summaries last, see `levels`: what compaction moves up between two lists is
 * then seen above, what it deletes between list and read is found when listing anew, and what pruning deletes is in a
 * summary that is read later.
 */
export async function readSeries(
  ledger: LedgerStore,
  series: LedgerSeries,
  range: TimeRange = always,
): Promise<SeriesRecords> {
  const lines = await readLines(ledger, series, range);
  const summaries = await readSummaries(ledger, series);
  const prunedBefore = summaries.at(-1)?.before ?? Number.NEGATIVE_INFINITY;
  const forecasts: ForecastLine[] = [];
  const prices: PricesLine[] = [];
  for (const line of lines.values()) {
    if (line.type === 'prices') prices.push(line);
    else if (line.type === 'forecast' && lastDue(line) >= prunedBefore) forecasts.push(line);
  }
  forecasts.sort((a, b) => a.firstAt - b.firstAt || (a.id < b.id ? -1 : 1));
  return { ...series, forecasts, prices, summaries, prunedBefore };
}

async function readLines(
  ledger: LedgerStore,
  series: LedgerSeries,
  range: TimeRange,
): Promise<Map<string, ForecastLine | PricesLine>> {
  const lines = new Map<string, ForecastLine | PricesLine>();
  const done = new Set<string>();
  let gone: string | undefined;
  for (let pass = 0; pass < maxPasses; pass++) {
    gone = undefined;
    const keys: string[] = [];
    for (const level of levels) {
      for (const { key, from, to } of await listLevel(ledger, series, level)) {
        if (!done.has(key) && from < range.to && to >= range.from) keys.push(key);
      }
    }
    for (const [i, found] of (await ledger.readAll(keys)).entries()) {
      if (found === undefined) gone = keys[i];
      else {
        done.add(keys[i]!);
        for (const line of found) if (line.type !== 'summary') lines.set(line.id, line);
      }
    }
    if (gone === undefined) return lines;
  }
  throw new SerializationError({
    message: `The store lists the key ${JSON.stringify(gone)} but has nothing under it. Check the store, or delete the key.`,
    path: gone,
  });
}

/** The objects of a level, in order of time. */
export async function listLevel(
  { store }: LedgerStore,
  series: LedgerSeries,
  level: Level,
): Promise<LedgerObject[]> {
  const keys = await store.list(levelOf(series, level));
  return keys.map(parseObjectKey).filter((object) => object !== undefined);
}

/** The summaries of a series, in order. */
export async function readSummaries(ledger: LedgerStore, series: LedgerSeries): Promise<SummaryLine[]> {
  const keys = (await ledger.store.list(summariesOf(series))).filter(isSummaryKey);
  const objects = await ledger.readAll(keys);
  return objects.map((lines, i) => {
    const line: LedgerLine | undefined = lines?.[0];
    if (line?.type !== 'summary') throw unreadable(keys[i]!);
    if (line.sequence !== i + 1) throw missing(summaryKey(series, i + 1), keys[i]!);
    return line;
  });
}

function missing(key: string, found: string): IntegrityError {
  return new IntegrityError({
    message: `The sums of pruned days under ${JSON.stringify(key)} are missing. Restore the key from a backup.`,
    expected: key,
    actual: found,
  });
}
