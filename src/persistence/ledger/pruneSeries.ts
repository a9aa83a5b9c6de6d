import { dayMs, sumByModel } from './buildReport.js';
import { compactSeries } from './compactSeries.js';
import { knownPrices } from './knownPrices.js';
import type { LedgerStore } from './LedgerStore.js';
import { type LedgerSeries, summaryKey } from './ledgerKeys.js';
import { type DaySums, type ForecastLine, lastDue, type SummaryLine, summaryId } from './ledgerLine.js';
import { readSeries, type SeriesRecords } from './readSeries.js';

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
    const content = { sequence, ...series, before, days };
    const summary: SummaryLine = { type: 'summary', id: summaryId(content), ...content };
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
  const known = knownPrices(records.prices);
  return [...forecastsByDay(records, before)]
    .sort(([a], [b]) => a - b)
    .flatMap(([day, forecasts]) =>
      sumByModel(forecasts, known, { from: day, to: day + dayMs }, now)
        .filter(({ steps }) => steps.size > 0)
        .map(({ model, kind, forecasts: count, steps }) => ({
          model,
          kind,
          day,
          forecasts: count,
          steps: [...steps.values()].sort((a, b) => a.step - b.step),
        })),
    );
}

/** The forecasts that may have steps due on each day that is not summed up yet. */
function forecastsByDay(
  { forecasts, prunedBefore }: SeriesRecords,
  before: number,
): Map<number, ForecastLine[]> {
  const byDay = new Map<number, ForecastLine[]>();
  for (const forecast of forecasts) {
    const first = Math.max(prunedBefore, Math.floor(forecast.firstAt / dayMs) * dayMs);
    const end = Math.min(before, lastDue(forecast) + 1);
    for (let day = first; day < end; day += dayMs) {
      const onDay = byDay.get(day);
      if (onDay === undefined) byDay.set(day, [forecast]);
      else onDay.push(forecast);
    }
  }
  return byDay;
}
