import type { OhlcPoint } from './endpoints/ohlc.js';

/** A candle by the moment it opens, epoch milliseconds UTC. */
export interface Candle {
  readonly opensAt: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

const dayMs = 86_400_000;

/**
 * The finished candles among CoinGecko's, which are stamped with their end, in order of time.
 *
 * A candle is unfinished if its end is to come, or if it is the last and off the grid of steps, as one stamped
 * with the present is. One that lacks a value, has one that is not positive, or does not enclose its open and close, is
 * missing: it shows as a gap. Of two with one stamp the later one counts.
 */
export function finishedCandles(
  points: readonly OhlcPoint[],
  { stepMs, now }: { readonly stepMs: number; readonly now: number },
): Candle[] {
  const gridMs = Math.min(stepMs, dayMs);
  const latest = points.reduce((last, [closesAt]) => Math.max(last, closesAt), 0);
  const candles = new Map<number, Candle>();
  for (const [closesAt, open, high, low, close] of points) {
    if (closesAt > now || (closesAt === latest && closesAt % gridMs !== 0)) continue;
    if (open === null || high === null || low === null || close === null) continue;
    if (!(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close))) continue;
    const opensAt = closesAt - stepMs;
    candles.set(opensAt, { opensAt, open, high, low, close });
  }
  return [...candles.values()].sort((a, b) => a.opensAt - b.opensAt);
}

/** What is wrong with the distances of candles that are to be `stepMs` long, if anything. */
export function spacingFault(candles: readonly Candle[], stepMs: number): string | undefined {
  const distances = candles.slice(1).map(({ opensAt }, index) => opensAt - candles[index]!.opensAt);
  const least = Math.min(...distances);
  const length = `the ${stepMs / 60_000} minutes a candle of the span has`;
  if (least < stepMs) return `candles closer together than ${length}`;
  return distances.length > 1 && least > stepMs ? `candles further apart than ${length}` : undefined;
}
