import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulateMarket } from 'coincast/testing';
import { parse } from 'csv-parse/sync';

/** A series to fit models to. */
export interface BenchSeries {
  readonly name: string;
  readonly values: Float64Array;
  /** What followed, where that is known. */
  readonly future?: Float64Array;
}

/** The folder of public data named by `BENCH_DATA`; without, series are simulated. */
export const dataFolder = process.env['BENCH_DATA'];

/** A market as it is called in results, which do not pass simulated prices for real ones. */
export function nameOfMarket(coin: 'BTC' | 'ETH'): string {
  return dataFolder === undefined ? `simulated ${coin}` : coin;
}

/** Six series of prices of 365 to 2,160 points, and their logarithms. */
export function cryptoSeries(): BenchSeries[] {
  const [btc, eth] = [nameOfMarket('BTC'), nameOfMarket('ETH')];
  const raw = [
    { name: `${btc} hourly 720`, values: closes('BTCUSDT_1h.csv', 720) },
    { name: `${btc} hourly 2160`, values: closes('BTCUSDT_1h.csv', 2160) },
    { name: `${eth} hourly 720`, values: closes('ETHUSDT_1h.csv', 720) },
    { name: `${eth} hourly 2160`, values: closes('ETHUSDT_1h.csv', 2160) },
    { name: `${btc} daily 365`, values: closes('BTCUSDT_1d.csv', 365) },
    { name: `${btc} daily 1400`, values: closes('BTCUSDT_1d.csv', 1400) },
  ];
  const logs = raw.map(({ name, values }) => ({ name: `log ${name}`, values: values.map(Math.log) }));
  return [...raw, ...logs];
}

/** The last closing prices of a file, the oldest first; simulated ones without data. */
export function closes(file: string, count: number): Float64Array {
  if (dataFolder === undefined) {
    const stepMs = file.includes('1d') ? 86_400_000 : 3_600_000;
    return simulateMarket({ seed: file.length + file.charCodeAt(0), stepMs, length: count }).prices;
  }
  const rows: { close: string }[] = parse(readFileSync(join(dataFolder, file)), { columns: true });
  return Float64Array.from(rows.slice(-count), ({ close }) => Number(close));
}

/** The hours of those prices, epoch ms UTC: without gaps, the last one that of the file. */
export function hoursOf(file: string, count: number): Float64Array {
  const rows: { timestamp: string }[] = parse(readFileSync(join(dataFolder!, file)), { columns: true });
  const last = Date.parse(`${rows.at(-1)!.timestamp.replace(' ', 'T')}Z`);
  return Float64Array.from({ length: count }, (_, i) => last - (count - 1 - i) * 3_600_000);
}

/** The series of an M4 file, each with its test values; `[]` without data. */
export function m4Series(name: 'm4-Weekly' | 'm4-hourly-even'): BenchSeries[] {
  if (dataFolder === undefined) return [];
  const futures = new Map(m4Rows(`${name}-test.csv`).map((row) => [row.name, row.values]));
  return m4Rows(`${name}-train.csv`).map((row) => ({ ...row, future: futures.get(row.name)! }));
}

/** `count` of them, evenly spread; all where there are fewer. */
export function sampleOf<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[Math.floor(i * step)]!);
}

function m4Rows(file: string): BenchSeries[] {
  const rows: string[][] = parse(readFileSync(join(dataFolder!, file)), {
    relax_column_count: true,
    from_line: 2,
  });
  return rows.map(([name, ...cells]) => ({
    name: name!,
    values: Float64Array.from(
      cells.filter((cell) => cell !== '' && cell !== 'NA'),
      Number,
    ),
  }));
}
