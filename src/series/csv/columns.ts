import { CsvFormatError, nearestName, quoteValue } from '../../errors/index.js';

/** What a column means, and the header names, best first, that mean it. */
const synonyms = {
  timestamp: [
    'timestamp',
    'timestamp_ms',
    'time',
    'date',
    'datetime',
    'ds',
    'snapped_at',
    'open_time',
    'unix',
    'unixtime',
  ],
  price: ['price', 'close', 'y', 'value', 'prices', 'close_price', 'closing_price', 'last'],
  open: ['open', 'open_price'],
  high: ['high', 'high_price'],
  low: ['low', 'low_price'],
  close: ['close', 'close_price', 'closing_price'],
  volume: ['volume', 'total_volume', 'volumes', 'vol'],
  marketCap: ['market_cap', 'market_caps', 'cap'],
} as const;

/** A meaning a column can have. */
export type ColumnName = keyof typeof synonyms;

/** Where a column stands in each row, and what the file calls it. */
export interface FoundColumn {
  readonly position: number;
  readonly header: string;
}

/** Upper and lower case, blanks and signs do not tell header names apart: `Market Cap` is `market_cap`. */
function normalise(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Finds a column by its header, or `undefined` where the file has none of its names. */
export function findColumn(header: readonly string[], column: ColumnName): FoundColumn | undefined {
  const names = header.map(normalise);
  for (const synonym of synonyms[column]) {
    const position = names.indexOf(normalise(synonym));
    if (position >= 0) return { position, header: header[position]! };
  }
  return undefined;
}

/** Finds a column that must be there. */
export function requireColumn(header: readonly string[], column: ColumnName): FoundColumn {
  const found = findColumn(header, column);
  if (found !== undefined) return found;
  const known = synonyms[column];
  const claimed = new Set<string>(Object.values(synonyms).flat().map(normalise));
  const near = header
    .filter((name) => name.length > 2 && !claimed.has(normalise(name)))
    .map((name) => ({ name, meant: nearestName(name, known) }))
    .find(({ meant }) => meant !== undefined);
  const hint =
    near === undefined
      ? `Name one of its columns ${known.slice(0, 4).map(quoteValue).join(', ')}.`
      : `Did you mean ${quoteValue(near.meant)} by ${quoteValue(near.name)}?`;
  throw new CsvFormatError({
    message: `The CSV has no column for the ${column}: its header is ${quoteValue(header.join(','))}. ${hint}`,
    line: 1,
    column,
    value: header.join(','),
  });
}
