import { isPlainObject } from '../canonicalJson.js';
import { type ForecastLine, largestNumber, type PricesLine, type SummaryLine } from './ledgerLine.js';

/** Whether data is a forecast whose every number a ledger would have recorded. */
export function isForecastLine(line: unknown): line is ForecastLine {
  if (!isPlainObject(line) || line['type'] !== 'forecast') return false;
  const { mean, naive, intervals } = line;
  if (!isAll(mean, isNumber) || mean.length === 0) return false;
  const isColumn = (values: unknown): values is number[] =>
    isAll(values, isNumber) && values.length === mean.length;
  return (
    isNamed(line) &&
    isModel(line) &&
    isCount(line['issuedAt']) &&
    isCount(line['firstAt']) &&
    isCount(line['stepMs'], 1) &&
    isPrice(line['lastPrice']) &&
    (naive === null || isColumn(naive)) &&
    Array.isArray(intervals) &&
    intervals.every(
      (interval, i) =>
        isPlainObject(interval) &&
        isLevel(interval['level'], intervals[i - 1]) &&
        isColumn(interval['lower']) &&
        isColumn(interval['upper']) &&
        isBelow(interval['lower'], interval['upper']),
    )
  );
}

/** Whether data are prices that a ledger would have kept. */
export function isPricesLine(line: unknown): line is PricesLine {
  if (!isPlainObject(line) || line['type'] !== 'prices') return false;
  const { timestamps, prices } = line;
  return (
    isNamed(line) &&
    isCount(line['knownAt']) &&
    typeof line['corrects'] === 'boolean' &&
    isAll(timestamps, isCount) &&
    timestamps.every((time, i) => i === 0 || time > timestamps[i - 1]!) &&
    isAll(prices, isPrice) &&
    prices.length > 0 &&
    prices.length === timestamps.length
  );
}

/** Whether data are sums that a ledger would have made of what it pruned. */
export function isSummaryLine(line: unknown): line is SummaryLine {
  return (
    isPlainObject(line) &&
    line['type'] === 'summary' &&
    isNamed(line) &&
    isCount(line['sequence'], 1) &&
    isCount(line['before']) &&
    isAll(line['days'], isDay)
  );
}

function isDay(day: unknown): boolean {
  return (
    isPlainObject(day) &&
    isModel(day) &&
    isCount(day['day']) &&
    isCount(day['forecasts']) &&
    isAll(day['steps'], isStep)
  );
}

const sums = ['absolute', 'squared', 'signed', 'relative', 'naiveAbsolute', 'naiveSquared'];

function isStep(step: unknown): boolean {
  if (!isPlainObject(step)) return false;
  const { levels } = step;
  return (
    isCount(step['step'], 1) &&
    ['n', 'open', 'pending'].every((key) => isCount(step[key])) &&
    sums.every((key) => Number.isFinite(step[key])) &&
    Array.isArray(levels) &&
    levels.every(
      (sum, i) =>
        isPlainObject(sum) &&
        isLevel(sum['level'], levels[i - 1]) &&
        isCount(sum['n'], 1) &&
        isCount(sum['covered']) &&
        sum['covered'] <= sum['n'] &&
        Number.isFinite(sum['width']) &&
        Number.isFinite(sum['winkler']),
    )
  );
}

function isNamed(line: Record<string, unknown>): boolean {
  return ['id', 'coin', 'vsCurrency'].every((key) => typeof line[key] === 'string');
}

function isModel({ model, kind }: Record<string, unknown>): boolean {
  return typeof model === 'string' && (kind === null || typeof kind === 'string');
}

function isAll<Value>(values: unknown, is: (value: unknown) => value is Value): values is readonly Value[];
function isAll(values: unknown, is: (value: unknown) => boolean): values is readonly unknown[];
function isAll(values: unknown, is: (value: unknown) => boolean): boolean {
  return Array.isArray(values) && values.every((value) => is(value));
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= largestNumber;
}

function isPrice(value: unknown): value is number {
  return isNumber(value) && value > 0;
}

/** A number of things, or a time. */
function isCount(value: unknown, min = 0): value is number {
  return Number.isSafeInteger(value) && (value as number) >= min;
}

/** Levels are probabilities, and ascend. */
function isLevel(level: unknown, before: unknown): boolean {
  return (
    isNumber(level) &&
    level > 0 &&
    level < 1 &&
    (before === undefined || level > (before as { level: number }).level)
  );
}

function isBelow(lower: readonly number[], upper: readonly number[]): boolean {
  return lower.every((low, i) => low <= upper[i]!);
}
