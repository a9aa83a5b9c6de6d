import { IntegrityError, SerializationError } from '../../errors/index.js';
import { isPlainObject } from '../canonicalJson.js';
import { parseJson } from '../parseJson.js';
import { type ForecastLine, forecastId, type LedgerLine, type PricesLine, pricesId } from './ledgerLine.js';

/**
 * A line of a ledger's object, checked against its id.
 *
 * @throws {@link SerializationError} naming the key, when the text is no line of a ledger.
 * @throws {@link IntegrityError} when what it says is not what its id was made of.
 */
export function parseLedgerLine(text: string, key: string): LedgerLine {
  let line: unknown;
  try {
    line = parseJson(text);
  } catch (error) {
    throw unreadable(key, error);
  }
  if (isForecast(line)) return verified(line, forecastId(line), key);
  if (isPrices(line)) return verified(line, pricesId(line), key);
  if (isPlainObject(line) && line['type'] === 'summary' && Array.isArray(line['days'])) {
    return line as unknown as LedgerLine;
  }
  throw unreadable(key);
}

/** What is thrown of an object that is none of a ledger's. */
export function unreadable(key: string, cause?: unknown): SerializationError {
  return new SerializationError(
    {
      message: `What the store has under ${JSON.stringify(key)} is no record of a ledger, or damaged. Restore it from a backup, or delete the key to go on without it.`,
      path: key,
    },
    { cause },
  );
}

function verified<Line extends ForecastLine | PricesLine>(line: Line, actual: string, key: string): Line {
  if (line.id === actual) return line;
  throw new IntegrityError({
    message: `A record under ${JSON.stringify(key)} is damaged or was edited: it is called ${line.id}, its content makes ${actual}. Restore the key from a backup, or delete it to go on without.`,
    expected: line.id,
    actual,
  });
}

function isForecast(line: unknown): line is ForecastLine {
  if (!isPlainObject(line) || line['type'] !== 'forecast') return false;
  const { mean, naive, intervals } = line;
  if (!isNumbers(mean) || mean.length === 0) return false;
  const steps = (values: unknown) => isNumbers(values) && values.length === mean.length;
  return (
    ['id', 'coin', 'vsCurrency', 'model'].every((key) => typeof line[key] === 'string') &&
    (line['kind'] === null || typeof line['kind'] === 'string') &&
    ['issuedAt', 'firstAt', 'stepMs', 'lastPrice'].every((key) => Number.isFinite(line[key])) &&
    (naive === null || steps(naive)) &&
    Array.isArray(intervals) &&
    intervals.every(
      (interval) =>
        isPlainObject(interval) &&
        Number.isFinite(interval['level']) &&
        steps(interval['lower']) &&
        steps(interval['upper']),
    )
  );
}

function isPrices(line: unknown): line is PricesLine {
  if (!isPlainObject(line) || line['type'] !== 'prices') return false;
  const { timestamps, prices } = line;
  return (
    ['id', 'coin', 'vsCurrency'].every((key) => typeof line[key] === 'string') &&
    Number.isFinite(line['knownAt']) &&
    typeof line['corrects'] === 'boolean' &&
    isNumbers(timestamps) &&
    isNumbers(prices) &&
    timestamps.length === prices.length
  );
}

function isNumbers(values: unknown): values is number[] {
  return Array.isArray(values) && values.every((value) => Number.isFinite(value));
}
