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

/**
 * Puts the last `spanMs` of a chart on the grid of whole multiples of `stepMs`.
 *
 * The last price is the present moment's, of a step that has not ended: it is left out, with all that is not
 * older. Every other point goes to the nearest multiple, thus at most half a step away; of two that meet
 * there, the nearer one stays. Values that are null, or out of range, are missing. Columns are joined by their
 * place on the grid, since CoinGecko's arrays may differ in length.
 */
export function alignChart(
  chart: MarketChart,
  { stepMs, spanMs }: { readonly stepMs: number; readonly spanMs: number },
): AlignedChart {
  const present = chart.prices.reduce((latest, [timestamp]) => Math.max(latest, timestamp), 0);
  const prices = toGrid(chart.prices, stepMs, present, (price) => price > 0);
  const slots = [...prices.keys()].sort((a, b) => a - b);
  const timestamps = slots.filter((slot) => slot > slots.at(-1)! - spanMs);
  const volumes = toGrid(chart.volumes, stepMs, present, (volume) => volume >= 0);
  const marketCaps = toGrid(chart.marketCaps, stepMs, present, (marketCap) => marketCap >= 0);
  return {
    timestamps,
    prices: timestamps.map((timestamp) => prices.get(timestamp)!),
    ...columnAt('volumes', volumes, timestamps),
    ...columnAt('marketCaps', marketCaps, timestamps),
  };
}

function toGrid(
  points: readonly ChartPoint[],
  stepMs: number,
  present: number,
  isPossible: (value: number) => boolean,
): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  const distances = new Map<number, number>();
  for (const [timestamp, value] of points) {
    if (timestamp >= present || value === null || !isPossible(value)) continue;
    const slot = Math.round(timestamp / stepMs) * stepMs;
    const distance = Math.abs(timestamp - slot);
    if (distance >= (distances.get(slot) ?? Number.POSITIVE_INFINITY)) continue;
    values.set(slot, value);
    distances.set(slot, distance);
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
