import { fingerprint } from '../../series/index.js';
import {
  type LedgerSeries,
  type Level,
  levels,
  objectKey,
  parseObjectKey,
  summaryKey,
} from './ledgerKeys.js';
import {
  codesOf,
  type ForecastLine,
  type LedgerLine,
  lastDue,
  type PricesLine,
  type SummaryLine,
} from './ledgerLine.js';

/** The key of lines of a series at a level; at level 0 it is one line. */
export function keyOfLines(
  series: LedgerSeries,
  level: Level,
  lines: readonly (ForecastLine | PricesLine)[],
): string {
  const { from, to } = spanOfAll(lines);
  const id = level === 0 ? lines[0]!.id : fingerprint(codesOf(lines.map((line) => line.id).join()));
  return objectKey(series, level, { from, to, lines: lines.length, id });
}

/** Whether a ledger keeps these very lines under a key: what was copied, renamed, or has lost lines it does not. */
export function isKeyOfLines(key: string, lines: readonly LedgerLine[]): boolean {
  const [first] = lines;
  if (first === undefined) return false;
  if (first.type === 'summary') return lines.length === 1 && key === summaryKey(first, first.sequence);
  const { coin, vsCurrency } = first;
  const isOurs = (line: LedgerLine): line is Exclude<LedgerLine, SummaryLine> =>
    line.type !== 'summary' && line.coin === coin && line.vsCurrency === vsCurrency;
  const level = levels.find((each) => each === parseObjectKey(key)?.level);
  return level !== undefined && lines.every(isOurs) && key === keyOfLines(first, level, lines);
}

/** The first and last time a line is about. */
export function spanOf(line: ForecastLine | PricesLine): { readonly from: number; readonly to: number } {
  if (line.type === 'forecast') return { from: line.firstAt, to: lastDue(line) };
  return { from: line.timestamps[0]!, to: line.timestamps.at(-1)! };
}

/** The first and last time that any of some lines is about. */
export function spanOfAll(lines: readonly (ForecastLine | PricesLine)[]): ReturnType<typeof spanOf> {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const span of lines.map(spanOf)) {
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  return { from, to };
}
