import { InvalidArgumentError, requireFiniteArray } from '../../errors/index.js';
import { type CandleSeries, isPriceSeries, type PriceSeries } from '../../series/index.js';
import type { FeatureInput } from './Feature.js';
import type { SourceColumn } from './Source.js';

/** What features are computed of: prices, or candles. */
export type FeatureSeries = PriceSeries | CandleSeries;

/** The columns a series can have. */
export const seriesColumns = [
  'price',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'marketCap',
] as const satisfies readonly SourceColumn[];

/** Those, and the times. */
export const seriesColumnNames = [...seriesColumns, 'timestamp'] as const;

/** Whether an input is candles. */
export function isCandleSeries(input: unknown): input is CandleSeries {
  return (
    typeof input === 'object' &&
    input !== null &&
    (input as Partial<CandleSeries>).closes instanceof Float64Array &&
    (input as Partial<CandleSeries>).timestamps instanceof Float64Array
  );
}

/** Refuses anything but a series. */
export function requireSeries(argument: string, input: unknown): FeatureSeries {
  if (isPriceSeries(input) || isCandleSeries(input)) return input;
  throw new InvalidArgumentError({
    argument,
    value: input,
    expected: 'a PriceSeries or a CandleSeries',
    hint: 'Build one with createPriceSeries or createCandleSeries.',
  });
}

/** A column of a series, checked to be finite; refuses one the series has not, saying how to get it. */
export function seriesColumn(
  argument: string,
  series: FeatureSeries,
  column: Exclude<FeatureInput, 'of' | 'with'>,
  reader: string,
): Float64Array {
  const values = isPriceSeries(series) ? priceColumn(series, column) : candleColumn(series, column);
  if (values === undefined) throw missingColumn(argument, isPriceSeries(series), column, reader);
  requireFiniteArray(`${argument}.${fieldNames[column]}`, values);
  return values;
}

function priceColumn(series: PriceSeries, column: string): Float64Array | undefined {
  const { timestamps, prices, volumes, marketCaps } = series;
  if (column === 'timestamp') return timestamps;
  if (column === 'price') return prices;
  if (column === 'volume') return volumes;
  return column === 'marketCap' ? marketCaps : undefined;
}

function candleColumn(series: CandleSeries, column: string): Float64Array | undefined {
  const { timestamps, opens, highs, lows, closes, volumes } = series;
  if (column === 'marketCap') return undefined;
  if (column === 'volume') return volumes;
  if (column === 'price' || column === 'close') return closes;
  if (column === 'open') return opens;
  if (column === 'high') return highs;
  return column === 'low' ? lows : timestamps;
}

/** What to do about a column that is missing, whether from a series or from one observation. */
export function missingColumn(
  argument: string,
  hasPrices: boolean,
  column: string,
  reader: string,
): InvalidArgumentError {
  const kind = hasPrices ? 'a PriceSeries' : 'a CandleSeries';
  const needsCandles = hasPrices && ['open', 'high', 'low', 'close'].includes(column);
  return new InvalidArgumentError({
    argument,
    value: `${kind} without ${column}`,
    expected: needsCandles
      ? `a CandleSeries: ${reader} needs its column ${column}`
      : `${wanted(column)}, which ${reader} needs`,
    hint: needsCandles
      ? 'Get candles with fetchCandles or parseCandlesCsv, or build them with createCandleSeries.'
      : hints[column],
  });
}

function wanted(column: string): string {
  return column === 'marketCap' ? 'a PriceSeries with market capitalisations' : 'a series with volumes';
}

const hints: Readonly<Record<string, string>> = {
  volume:
    'createCandleSeries, parseCandlesCsv and createPriceSeries take volumes, and fetchPrices brings them; the candles of CoinGecko have none.',
  marketCap: 'fetchPrices brings them, and createPriceSeries takes marketCaps; candles have none.',
};

const fieldNames: Readonly<Record<Exclude<FeatureInput, 'of' | 'with'>, string>> = {
  timestamp: 'timestamps',
  price: 'prices',
  open: 'opens',
  high: 'highs',
  low: 'lows',
  close: 'closes',
  volume: 'volumes',
  marketCap: 'marketCaps',
};
