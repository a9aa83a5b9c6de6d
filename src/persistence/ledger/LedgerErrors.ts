import { knownPrices } from './knownPrices.js';
import { asksFor, type LedgerQuery } from './LedgerQuery.js';
import type { SeriesRecords, TimeRange } from './readSeries.js';
import { naiveAt, stepsWithin } from './stepSums.js';

/**
 * The settled steps of one model version, in order of the time they were due, then of the steps ahead. All arrays have
 * length `n`.
 */
export interface LedgerErrors {
  readonly coin: string;
  readonly vsCurrency: string;
  /** The model version. */
  readonly model: string;
  /** The family; `null` where it was not recorded. */
  readonly kind: string | null;
  /** The number of steps. */
  readonly n: number;
  /** When each step was due, epoch ms UTC. */
  readonly timestamps: Float64Array;
  /** How many steps ahead it was forecast, from 1. */
  readonly steps: Float64Array;
  /** When its forecast was first served, epoch ms UTC. */
  readonly issuedAt: Float64Array;
  /** The price it came to. */
  readonly actual: Float64Array;
  /** The price that was forecast. */
  readonly mean: Float64Array;
  /** `mean − actual`, positive where the forecast was too high, as {@link bias} has it. */
  readonly errors: Float64Array;
  /** The errors of the naive forecast, likewise. */
  readonly naiveErrors: Float64Array;
}

interface Settled {
  readonly due: number;
  readonly step: number;
  readonly issuedAt: number;
  readonly price: number;
  readonly mean: number;
  readonly naive: number;
}

/** The errors of a series' models; those of models without a settled step in the window are left out. */
export function errorsOf(records: SeriesRecords, query: LedgerQuery, range: TimeRange): LedgerErrors[] {
  const known = knownPrices(records.prices);
  const from = Math.max(range.from, records.prunedBefore);
  const models = new Map<string, { model: string; kind: string | null; settled: Settled[] }>();
  for (const forecast of records.forecasts) {
    if (!asksFor(query, forecast)) continue;
    const { model, kind, firstAt, stepMs, issuedAt } = forecast;
    const key = JSON.stringify([model, kind]);
    const { first, end } = stepsWithin(forecast, { from, to: range.to });
    for (let index = first; index < end; index++) {
      if (query.step !== undefined && query.step !== index + 1) continue;
      const due = firstAt + index * stepMs;
      const price = known.get(due);
      if (price === undefined) continue;
      const mean = forecast.mean[index]!;
      const one = { due, step: index + 1, issuedAt, price, mean, naive: naiveAt(forecast, index) };
      const list = models.get(key);
      if (list === undefined) models.set(key, { model, kind, settled: [one] });
      else list.settled.push(one);
    }
  }
  const { coin, vsCurrency } = records;
  return [...models]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { model, kind, settled }]) => ({ coin, vsCurrency, model, kind, ...columns(settled) }));
}

function columns(settled: Settled[]): Omit<LedgerErrors, 'coin' | 'vsCurrency' | 'model' | 'kind'> {
  settled.sort((a, b) => a.due - b.due || a.step - b.step);
  const column = (value: (one: Settled) => number) => Float64Array.from(settled, value);
  return {
    n: settled.length,
    timestamps: column(({ due }) => due),
    steps: column(({ step }) => step),
    issuedAt: column(({ issuedAt }) => issuedAt),
    actual: column(({ price }) => price),
    mean: column(({ mean }) => mean),
    errors: column(({ mean, price }) => mean - price),
    naiveErrors: column(({ naive, price }) => naive - price),
  };
}
