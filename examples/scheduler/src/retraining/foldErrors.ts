import type { ComparedModel, LedgerErrors } from 'coincast';

/** What one forecast came to over its whole horizon: errors relative to the price, averaged. */
export interface ForecastErrors {
  /** Mean of `|forecast − price| / price`, one value a forecast. */
  readonly absolute: readonly number[];
  /** Mean of `(forecast − price) / price`. */
  readonly signed: readonly number[];
}

/** Those of the folds of a backtest, which do not overlap. */
export function backtestErrors({ backtest }: ComparedModel): ForecastErrors {
  return averaged(
    backtest.folds.map(({ mean, actual }) => [...mean].map((each, i) => (each - actual[i]!) / actual[i]!)),
  );
}

/**
 * Those of the forecasts of a model in the ledger of which every step of the horizon is settled, without those that
 * overlap the one before: errors of overlapping forecasts depend on each other.
 */
export function liveErrors(
  { timestamps, steps, errors, actual }: LedgerErrors,
  horizon: number,
  stepMs: number,
): ForecastErrors {
  const forecasts = new Map<number, number[]>();
  for (const [i, time] of timestamps.entries()) {
    if (steps[i]! > horizon) continue;
    const origin = time - steps[i]! * stepMs;
    const list = forecasts.get(origin) ?? [];
    list.push(errors[i]! / actual[i]!);
    forecasts.set(origin, list);
  }
  let end = Number.NEGATIVE_INFINITY;
  const apart = [...forecasts]
    .sort(([a], [b]) => a - b)
    .filter(([origin, list]) => {
      if (list.length < horizon || origin < end) return false;
      end = origin + horizon * stepMs;
      return true;
    });
  return averaged(apart.map(([, list]) => list));
}

function averaged(lists: readonly (readonly number[])[]): ForecastErrors {
  const mean = (list: readonly number[]) => rounded(list.reduce((sum, each) => sum + each, 0) / list.length);
  return { absolute: lists.map((list) => mean(list.map(Math.abs))), signed: lists.map(mean) };
}

/** Six digits say enough, and keep the registry small. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
