import { fingerprint } from '../../series/index.js';
import { canonicalJson } from '../canonicalJson.js';

/** Numbers beyond it are no prices, and their squares and sums might overflow. */
export const largestNumber = 1e140;

/** What a ledger keeps, a line of JSON each. */
export type LedgerLine = ForecastLine | PricesLine | SummaryLine;

/** The interval of one level, as a line holds it. */
export interface LineInterval {
  readonly level: number;
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

/** A forecast as it was served. */
export interface ForecastLine {
  readonly type: 'forecast';
  /** Of everything in the line but `issuedAt`: equal forecasts have equal ids. */
  readonly id: string;
  readonly coin: string;
  readonly vsCurrency: string;
  readonly model: string;
  readonly kind: string | null;
  readonly issuedAt: number;
  /** When the first step is due. */
  readonly firstAt: number;
  readonly stepMs: number;
  readonly lastPrice: number;
  /** What to compare with, where that is not `lastPrice` at every step. */
  readonly naive: readonly number[] | null;
  readonly mean: readonly number[];
  readonly intervals: readonly LineInterval[];
}

/** Prices that became known together. */
export interface PricesLine {
  readonly type: 'prices';
  readonly id: string;
  readonly coin: string;
  readonly vsCurrency: string;
  /** When they were given. */
  readonly knownAt: number;
  /** Whether they replace what was known before. */
  readonly corrects: boolean;
  readonly timestamps: readonly number[];
  readonly prices: readonly number[];
}

/** The sums of what was pruned. */
export interface SummaryLine {
  readonly type: 'summary';
  readonly id: string;
  /** The number in the series' order of prunes, from 1. */
  readonly sequence: number;
  readonly coin: string;
  readonly vsCurrency: string;
  /** Steps due before this time are summed up here or in an earlier summary, and nowhere else. */
  readonly before: number;
  readonly days: readonly DaySums[];
}

/** The scores of one model on one day, as sums. */
export interface DaySums {
  readonly model: string;
  readonly kind: string | null;
  /** Midnight UTC at which the day begins. */
  readonly day: number;
  /** Forecasts whose first step was due on the day. */
  readonly forecasts: number;
  readonly steps: readonly StepSums[];
}

/** The scores of one number of steps ahead, as sums over settled steps. */
export interface StepSums {
  readonly step: number;
  n: number;
  /** Steps due whose price is unknown. */
  open: number;
  /** Steps not due yet. */
  pending: number;
  absolute: number;
  squared: number;
  signed: number;
  /** Of |error| / price. */
  relative: number;
  naiveAbsolute: number;
  naiveSquared: number;
  readonly levels: LevelSums[];
}

/** The scores of the intervals of one level, as sums over settled steps. */
export interface LevelSums {
  readonly level: number;
  n: number;
  covered: number;
  width: number;
  winkler: number;
}

/** When the last step of a forecast is due. */
export function lastDue({ firstAt, stepMs, mean }: ForecastLine): number {
  return firstAt + (mean.length - 1) * stepMs;
}

/** What a forecast is called: the same for equal forecasts of a model, whenever they were served. */
export function forecastId(line: Omit<ForecastLine, 'id' | 'type' | 'issuedAt'>): string {
  return fingerprint(
    codesOf(line.coin, line.vsCurrency, line.model, line.kind),
    Float64Array.of(line.firstAt, line.stepMs, line.lastPrice),
    Float64Array.from(line.naive ?? []),
    Float64Array.from(line.mean),
    ...line.intervals.flatMap(({ level, lower, upper }) => [
      Float64Array.of(level),
      Float64Array.from(lower),
      Float64Array.from(upper),
    ]),
  );
}

/** What prices that became known together are called. */
export function pricesId(line: Omit<PricesLine, 'id' | 'type'>): string {
  return fingerprint(
    codesOf(line.coin, line.vsCurrency),
    Float64Array.of(line.knownAt, line.corrects ? 1 : 0),
    Float64Array.from(line.timestamps),
    Float64Array.from(line.prices),
  );
}

/** What sums of what was pruned are called. */
export function summaryId(line: Omit<SummaryLine, 'id' | 'type'>): string {
  return fingerprint(codesOf(canonicalJson(line)));
}

/** Texts as numbers to take the fingerprint of. */
export function codesOf(...texts: readonly (string | null)[]): Float64Array {
  return Float64Array.from(JSON.stringify(texts), (unit) => unit.charCodeAt(0));
}
