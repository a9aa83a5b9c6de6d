import { sumByModel } from './buildReport.js';
import { compactSeries } from './compactSeries.js';
import type { LedgerStore } from './LedgerStore.js';
import { type LedgerSeries, summaryKey } from './ledgerKeys.js';
import type { DaySums, SummaryLine } from './ledgerLine.js';
import { readSeries, type SeriesRecords } from './readSeries.js';

const dayMs = 86_400_000;

/**
 * Sums up the days before a midnight, then drops their records. The summary is one object, written where no summary of
 * the same number is: of two that prune at once one finds the other's and goes on from there.
 *
 * The number of steps summed up, and that of those among them that had no price.
 */
export async function pruneSeries(
  ledger: LedgerStore,
  series: LedgerSeries,
  before: number,
  now: number,
): Promise<{ readonly steps: number; readonly open: number }> {
  for (;;) {
    const records = await readSeries(ledger, series, { from: Number.NEGATIVE_INFINITY, to: before });
    if (before <= records.prunedBefore) return finished(ledger, series, []);
    const days = sumDays(records, before, now);
    if (days.length === 0) return finished(ledger, series, []);
    const sequence = records.summaries.length + 1;
    const summary: SummaryLine = { type: 'summary', sequence, ...series, before, days };
    if (await ledger.write(summaryKey(series, sequence), [summary])) return finished(ledger, series, days);
  }
}

async function finished(ledger: LedgerStore, series: LedgerSeries, days: readonly DaySums[]) {
  await compactSeries(ledger, series);
  let steps = 0;
  let open = 0;
  for (const sums of days.flatMap((day) => day.steps)) {
    steps += sums.n + sums.open;
    open += sums.open;
  }
  return { steps, open };
}

function sumDays(records: SeriesRecords, before: number, now: number): DaySums[] {
  const days: DaySums[] = [];
  const first = Math.max(
    records.prunedBefore,
    records.forecasts[0] === undefined ? before : Math.floor(records.forecasts[0].firstAt / dayMs) * dayMs,
  );
  for (let day = first; day < before; day += dayMs) {
    for (const { model, kind, forecasts, steps } of sumByModel(
      records,
      {},
      { from: day, to: day + dayMs },
      now,
    )) {
      if (steps.size === 0) continue;
      const sums = [...steps.values()].sort((a, b) => a.step - b.step);
      days.push({ model, kind, day, forecasts, steps: sums });
    }
  }
  return days;
}
