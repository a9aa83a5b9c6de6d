import type { ChartPoint, MarketChart } from './endpoints/marketChart.js';

/** Columns of equal length on a regular grid of time. */
export interface AlignedChart {
  readonly timestamps: number[];
  readonly prices: number[];
  /** Absent where any is missing. */
  readonly volumes?: number[];
  /** Absent where any is missing. */
  readonly marketCaps?: number[];
}

/** A run of steps: whole multiples of `stepMs` from `first` to `last`. */
export interface Steps {
  readonly stepMs: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Puts charts, which may overlap, on one run of steps.
 *
 * Every point goes to the nearest step, thus at most half a step away; of two that meet there, the nearer one
 * stays, and of two as near, the one that came first. Values that are null, or out of range, are missing. Columns
 * are joined by their place on the grid, since CoinGecko's arrays may differ in length.
 */
export function alignChart(charts: readonly MarketChart[], steps: Steps): AlignedChart {
  const column = (name: keyof MarketChart) => charts.map((chart) => chart[name]);
  const prices = toGrid(column('prices'), steps, (price) => price > 0);
  const volumes = toGrid(column('volumes'), steps, (volume) => volume >= 0);
  const marketCaps = toGrid(column('marketCaps'), steps, (marketCap) => marketCap >= 0);
  const timestamps = [...prices.keys()].sort((a, b) => a - b);
  return {
    timestamps,
    prices: timestamps.map((timestamp) => prices.get(timestamp)!),
    ...columnAt('volumes', volumes, timestamps),
    ...columnAt('marketCaps', marketCaps, timestamps),
  };
}

/** The step nearest to a moment. */
export function nearestStep(timestamp: number, stepMs: number): number {
  return Math.round(timestamp / stepMs) * stepMs;
}

function toGrid(
  columns: readonly (readonly ChartPoint[])[],
  { stepMs, first, last }: Steps,
  isPossible: (value: number) => boolean,
): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  const distances = new Map<number, number>();
  for (const [timestamp, value] of columns.flat()) {
    const step = nearestStep(timestamp, stepMs);
    if (!(step >= first && step <= last) || value === null || !isPossible(value)) continue;
    const distance = Math.abs(timestamp - step);
    if (distance >= (distances.get(step) ?? Number.POSITIVE_INFINITY)) continue;
    values.set(step, value);
    distances.set(step, distance);
  }
  return values;
}

function columnAt<Name extends string>(
  name: Name,
  column: ReadonlyMap<number, number>,
  timestamps: readonly number[],
): Partial<Record<Name, number[]>> {
  if (!timestamps.every((timestamp) => column.has(timestamp))) return {};
  return { [name]: timestamps.map((timestamp) => column.get(timestamp)!) } as Record<Name, number[]>;
}
