import { ImportConflictError } from '../../errors/index.js';
import { keyOfLines, spanOf, spanOfAll } from './keyOfLines.js';
import type { LedgerStore } from './LedgerStore.js';
import { type LedgerSeries, markerBytes, segmentLines, seriesMarker, summaryKey } from './ledgerKeys.js';
import type { ForecastLine, LedgerLine, PricesLine, SummaryLine } from './ledgerLine.js';
import { parseLedgerLine } from './parseLedgerLine.js';
import { readSeries, readSummaries } from './readSeries.js';

/** What a ledger's `importLines` did, in numbers of lines. */
export interface ImportLinesResult {
  /** The number of those that are new. */
  readonly written: number;
  /** The number of those that were there, or are of days that were pruned here. */
  readonly present: number;
}

/** Brings lines of an export into the ledger. */
export async function importLines(
  ledger: LedgerStore,
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<ImportLinesResult> {
  const total = { written: 0, present: 0 };
  let batch: LedgerLine[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const written = await importBatch(ledger, batch);
    total.written += written;
    total.present += batch.length - written;
    batch = [];
  };
  let number = 0;
  for await (const text of lines) {
    const line = parseLedgerLine(text, `line ${++number}`);
    const [first = line] = batch;
    const isOther = line.coin !== first.coin || line.vsCurrency !== first.vsCurrency;
    if (isOther || batch.length === segmentLines) await flush();
    batch.push(line);
  }
  await flush();
  return Object.freeze(total);
}

/** Writes what is new among lines of one series; gives how many. */
async function importBatch(ledger: LedgerStore, lines: readonly LedgerLine[]): Promise<number> {
  const { coin, vsCurrency } = lines[0]!;
  const series = { coin, vsCurrency };
  await ledger.store.putIfAbsent(seriesMarker(series), markerBytes(series));
  const sums = lines.filter((line) => line.type === 'summary');
  const others = lines.filter((line) => line.type !== 'summary');
  const written = await importSummaries(ledger, series, sums);
  return written + (await importRecords(ledger, series, others));
}

async function importSummaries(
  ledger: LedgerStore,
  series: LedgerSeries,
  lines: readonly SummaryLine[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const known = await readSummaries(ledger, series);
  let count = known.length;
  for (const line of lines) {
    const key = summaryKey(series, line.sequence);
    const own = known[line.sequence - 1];
    if (own?.id === line.id) continue;
    if (own !== undefined || line.sequence !== count + 1 || !(await ledger.write(key, [line]))) {
      throw new ImportConflictError({
        message: `The lines tell of another prune than the ledger does under ${JSON.stringify(key)}. Import all lines of one export, into the ledger they came from or an empty one.`,
        key,
      });
    }
    count++;
  }
  return count - known.length;
}

async function importRecords(
  ledger: LedgerStore,
  series: LedgerSeries,
  lines: readonly (ForecastLine | PricesLine)[],
): Promise<number> {
  if (lines.length === 0) return 0;
  const { from, to } = spanOfAll(lines);
  const { forecasts, prices, prunedBefore } = await readSeries(ledger, series, { from, to: to + 1 });
  const known = new Set([...forecasts, ...prices].map(({ id }) => id));
  const fresh = lines.filter((line) => !known.has(line.id) && spanOf(line).to >= prunedBefore);
  const level = fresh.length === 1 ? 0 : 1;
  if (fresh.length > 0) await ledger.write(keyOfLines(series, level, fresh), fresh);
  return fresh.length;
}
