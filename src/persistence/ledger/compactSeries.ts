import { inBatches } from './inBatches.js';
import { keyOfLines, spanOf } from './keyOfLines.js';
import type { LedgerStore } from './LedgerStore.js';
import { type LedgerObject, type LedgerSeries, type Level, segmentLines } from './ledgerKeys.js';
import type { ForecastLine, PricesLine } from './ledgerLine.js';
import { listLevel, readSummaries } from './readSeries.js';

/** Segments of level 1 above which the smaller of them are merged. */
const mergeAbove = 16;

/** What a ledger's `compact` did. */
export interface CompactionResult {
  /** The number of objects in the store before, markers and summaries not counted. */
  readonly before: number;
  /** The number of objects after. */
  readonly after: number;
}

/**
 * Makes few objects of many: single lines become segments of level 1; where there are many of these, those less than
 * half full become segments of level 2. What is written is written before its parts are deleted, and lines that are
 * above already are not written again, so that the next compaction finishes an interrupted one.
 */
export async function compactSeries(ledger: LedgerStore, series: LedgerSeries): Promise<CompactionResult> {
  const [singles, first, second] = await listAll(ledger, series);
  const summaries = await readSummaries(ledger, series);
  const prunedBefore = summaries.at(-1)?.before ?? Number.NEGATIVE_INFINITY;
  const old = [...singles, ...first, ...second].filter(({ to }) => to < prunedBefore);
  await ledger.deleteAll(old.map(({ key }) => key));
  const alive = ({ to }: LedgerObject) => to >= prunedBefore;
  await lift(ledger, series, singles.filter(alive), 1, [...first, ...second].filter(alive), prunedBefore);
  const small = (await listLevel(ledger, series, 1)).filter(({ lines }) => lines < segmentLines / 2);
  if (small.length > mergeAbove) {
    await lift(ledger, series, small, 2, await listLevel(ledger, series, 2), prunedBefore);
  }
  const after = await listAll(ledger, series);
  return { before: singles.length + first.length + second.length, after: after.flat().length };
}

async function listAll(ledger: LedgerStore, series: LedgerSeries) {
  return [
    await listLevel(ledger, series, 0),
    await listLevel(ledger, series, 1),
    await listLevel(ledger, series, 2),
  ] as const;
}

/** Moves the lines of objects to a level above, in order of time, and deletes the objects: a segment's lines at a time. */
async function lift(
  ledger: LedgerStore,
  series: LedgerSeries,
  objects: readonly LedgerObject[],
  level: Level,
  above: readonly LedgerObject[],
  prunedBefore: number,
): Promise<void> {
  for (const batch of inBatches(objects, segmentLines)) {
    const held = await idsOf(ledger, above, batch);
    // Another compaction may have moved some of them meanwhile: those are above already, and not ours to delete.
    const found = await ledger.readAll(batch.map(({ key }) => key));
    const lines = new Map<string, ForecastLine | PricesLine>();
    for (const line of found.flatMap((object) => object ?? [])) {
      if (line.type !== 'summary' && !held.has(line.id) && spanOf(line).to >= prunedBefore)
        lines.set(line.id, line);
    }
    const order = [...lines.values()].sort(
      (a, b) => spanOf(a).from - spanOf(b).from || (a.id < b.id ? -1 : 1),
    );
    if (order.length > 0) await ledger.write(keyOfLines(series, level, order), order);
    await ledger.deleteAll(batch.flatMap(({ key }, i) => (found[i] === undefined ? [] : [key])));
  }
}

/** The ids that objects hold, of those objects that overlap others in time. */
async function idsOf(
  ledger: LedgerStore,
  objects: readonly LedgerObject[],
  others: readonly LedgerObject[],
): Promise<Set<string>> {
  const from = Math.min(...others.map((object) => object.from));
  const to = Math.max(...others.map((object) => object.to));
  const near = objects.filter((object) => object.from <= to && object.to >= from);
  const found = await ledger.readAll(near.map(({ key }) => key));
  return new Set(found.flatMap((lines) => lines ?? []).map(({ id }) => id));
}
