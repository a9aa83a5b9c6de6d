import { keySegment, textIfSegment } from '../keySegment.js';

/** The prices forecast: of a coin in a currency. */
export interface LedgerSeries {
  readonly coin: string;
  readonly vsCurrency: string;
}

/** An object of a ledger, as far as its key tells. */
export interface LedgerObject {
  readonly key: string;
  /** How far it has come, see {@link levels}. */
  readonly level: number;
  /** The first time that something in it is about. */
  readonly from: number;
  /** The last such time. */
  readonly to: number;
  /** The number of its lines. */
  readonly lines: number;
  /** The last part of the key: of a single line, its id. */
  readonly id: string;
}

/**
 * How far objects have come: 0 holds single lines, 1 and 2 segments of many. Compaction writes to a level above before
 * it deletes below, so that who lists levels in ascending order finds every line.
 */
export const levels = [0, 1, 2] as const;

/** @internal */
export type Level = (typeof levels)[number];

/** The most lines of a segment: about 4 MB in a store, 10 MB of text. */
export const segmentLines = 4096;

/** What all keys of a ledger begin with. */
export const ledgerPrefix = 'ledger/';

const markers = `${ledgerPrefix}series/`;

/** The key that says that a series has lines. */
export function seriesMarker({ coin, vsCurrency }: LedgerSeries): string {
  return `${markers}${keySegment(coin)}/${keySegment(vsCurrency)}`;
}

/** What lies under it. */
export function markerBytes({ coin, vsCurrency }: LedgerSeries): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ coin, vsCurrency }));
}

/** What the markers of a coin's series begin with, or those of all. */
export function markersOf(coin: string | undefined): string {
  return coin === undefined ? markers : `${markers}${keySegment(coin)}/`;
}

/** The series a marker is of, or `undefined` where no ledger would have made it. */
export function seriesOfMarker(key: string): LedgerSeries | undefined {
  const [coin, vsCurrency] = key.slice(markers.length).split('/').map(textIfSegment);
  if (coin === undefined || vsCurrency === undefined) return undefined;
  return key === seriesMarker({ coin, vsCurrency }) ? { coin, vsCurrency } : undefined;
}

/** What the keys of a series begin with. */
function folderOf({ coin, vsCurrency }: LedgerSeries): string {
  return `${ledgerPrefix}lines/${keySegment(coin)}/${keySegment(vsCurrency)}/`;
}

/** What the keys of a level begin with. */
export function levelOf(series: LedgerSeries, level: Level): string {
  return `${folderOf(series)}${level}/`;
}

/** The key of an object: in order of time, and telling what it is about without being read. */
export function objectKey(
  series: LedgerSeries,
  level: Level,
  object: Omit<LedgerObject, 'key' | 'level'>,
): string {
  const { from, to, lines, id } = object;
  return `${levelOf(series, level)}${digits(from, 16)}-${digits(to, 16)}-${lines}-${id}`;
}

/** What a key tells, or `undefined` where no ledger would have made it. */
export function parseObjectKey(key: string): LedgerObject | undefined {
  const match = /\/([012])\/(\d{16})-(\d{16})-(\d+)-([0-9a-f]{16})$/.exec(key);
  if (match === null) return undefined;
  const [, level, from, to, lines, id] = match;
  return { key, level: Number(level), from: Number(from), to: Number(to), lines: Number(lines), id: id! };
}

/** What the keys of a series' summaries begin with. */
export function summariesOf(series: LedgerSeries): string {
  return `${folderOf(series)}summaries/`;
}

/** Whether a ledger would have made the key of a summary. */
export function isSummaryKey(key: string): boolean {
  return /\/summaries\/\d{12}$/.test(key);
}

/** The key of a summary. */
export function summaryKey(series: LedgerSeries, sequence: number): string {
  return `${summariesOf(series)}${digits(sequence, 12)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
