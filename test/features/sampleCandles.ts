import { type CandleSeries, createCandleSeries } from '../../src/series/index.js';
import columns from '../golden/features-candles/cases.json' with { type: 'json' };

type Columns = typeof columns;

/** The candles of the golden values, or the first of them, with columns changed. */
export function sampleCandles(length = columns.closes.length, changed: Partial<Columns> = {}): CandleSeries {
  const cut = Object.fromEntries(
    Object.entries({ ...columns, ...changed }).map(([name, values]) => [name, values.slice(0, length)]),
  ) as Columns;
  return createCandleSeries({ ...cut, stepMs: 3_600_000 });
}

/** The candles with prices and volumes changed one by one. */
export function mapCandles(
  { timestamps, opens, highs, lows, closes, volumes }: CandleSeries,
  price: (value: number, row: number) => number,
  volume: (value: number, row: number) => number = (value) => value,
  time: (value: number) => number = (value) => value,
): CandleSeries {
  return createCandleSeries({
    timestamps: timestamps.map(time),
    opens: opens.map(price),
    highs: highs.map(price),
    lows: lows.map(price),
    closes: closes.map(price),
    volumes: volumes!.map(volume),
  });
}
