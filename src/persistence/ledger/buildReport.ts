import { knownPrices } from './knownPrices.js';
import { asksFor, type LedgerQuery } from './LedgerQuery.js';
import type { LiveCoinScores, LiveModelScores } from './LedgerReport.js';
import type { LedgerSeries } from './ledgerKeys.js';
import type { DaySums, ForecastLine } from './ledgerLine.js';
import { liveScores, liveStepScores, totalOf } from './liveScores.js';
import type { SeriesRecords, TimeRange } from './readSeries.js';
import { addForecast, addSums, type SumsByStep, sumsOf } from './stepSums.js';

/** The sums of one model version. */
export interface ModelSums {
  readonly model: string;
  readonly kind: string | null;
  forecasts: number;
  readonly steps: SumsByStep;
}

/** What pruned records are summed up by. */
export const dayMs = 86_400_000;

/** Sums up forecasts by model version; ascending by version. */
export function sumByModel(
  forecasts: readonly ForecastLine[],
  known: ReadonlyMap<number, number>,
  range: TimeRange,
  now: number,
): ModelSums[] {
  const models = new Map<string, ModelSums>();
  for (const forecast of forecasts) {
    const sums = modelSumsOf(models, forecast);
    if (forecast.firstAt >= range.from && forecast.firstAt < range.to) sums.forecasts += 1;
    addForecast(sums.steps, forecast, known, range, now);
  }
  return ascending(models);
}

/** The scores of a series over its models, and of each model: none where nothing is due in the window. */
export function reportSeries(
  records: SeriesRecords,
  query: LedgerQuery,
  range: TimeRange,
  { now, confidence }: { readonly now: number; readonly confidence: number },
): { readonly coin: LiveCoinScores | undefined; readonly models: LiveModelScores[] } {
  const models = new Map<string, ModelSums>();
  const asked = records.forecasts.filter((forecast) => asksFor(query, forecast));
  // Steps before are in the summaries.
  const open = { from: Math.max(range.from, records.prunedBefore), to: range.to };
  for (const sums of sumByModel(asked, knownPrices(records.prices), open, now)) addModel(models, sums);
  for (const { days } of records.summaries) {
    for (const day of days) {
      const isWithin = day.day >= range.from && day.day + dayMs <= range.to;
      if (isWithin && asksFor(query, day)) addModel(models, fromDay(day));
    }
  }
  const all: ModelSums = { model: '', kind: null, forecasts: 0, steps: new Map() };
  const scores: LiveModelScores[] = [];
  for (const { model, kind, forecasts, steps } of ascending(models)) {
    if (query.step !== undefined)
      for (const step of steps.keys()) if (step !== query.step) steps.delete(step);
    if (steps.size === 0) continue;
    addTo(all, { forecasts, steps });
    scores.push({ model, kind, ...scoresOf(records, { forecasts, steps }, confidence) });
  }
  return {
    coin: scores.length === 0 ? undefined : scoresOf(records, all, confidence),
    models: scores,
  };
}

function scoresOf(
  { coin, vsCurrency }: LedgerSeries,
  { forecasts, steps }: Pick<ModelSums, 'forecasts' | 'steps'>,
  confidence: number,
): LiveCoinScores {
  return {
    coin,
    vsCurrency,
    forecasts,
    ...liveScores(totalOf(steps), confidence),
    steps: liveStepScores(steps, confidence),
  };
}

function addModel(models: Map<string, ModelSums>, sums: ModelSums): void {
  addTo(modelSumsOf(models, sums), sums);
}

function addTo(into: ModelSums, { forecasts, steps }: Pick<ModelSums, 'forecasts' | 'steps'>): void {
  into.forecasts += forecasts;
  for (const step of steps.values()) addSums(sumsOf(into.steps, step.step), step);
}

function fromDay({ model, kind, forecasts, steps }: DaySums): ModelSums {
  return { model, kind, forecasts, steps: new Map(steps.map((sums) => [sums.step, sums])) };
}

function modelSumsOf(
  models: Map<string, ModelSums>,
  { model, kind }: { readonly model: string; readonly kind: string | null },
): ModelSums {
  const key = JSON.stringify([model, kind]);
  let sums = models.get(key);
  if (sums === undefined) {
    sums = { model, kind, forecasts: 0, steps: new Map() };
    models.set(key, sums);
  }
  return sums;
}

function ascending(models: ReadonlyMap<string, ModelSums>): ModelSums[] {
  return [...models].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sums]) => sums);
}
