import { IntegrityError, SerializationError } from '../../errors/index.js';
import { parseJson } from '../parseJson.js';
import { isForecastLine, isPricesLine, isSummaryLine } from './isLedgerLine.js';
import { forecastId, type LedgerLine, pricesId, summaryId } from './ledgerLine.js';

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
  if (isForecastLine(line)) return verified(line, forecastId(line), key);
  if (isPricesLine(line)) return verified(line, pricesId(line), key);
  if (isSummaryLine(line)) {
    const { type: _, id: __, ...content } = line;
    return verified(line, summaryId(content), key);
  }
  throw unreadable(key);
}

/** What is thrown of an object that is none of a ledger's. */
export function unreadable(key: string, cause?: unknown): SerializationError {
  return new SerializationError(
    {
      message: `What is under ${JSON.stringify(key)} is no record of a ledger, or damaged. Restore it from a backup, or delete the key to go on without it.`,
      path: key,
    },
    { cause },
  );
}

function verified<Line extends LedgerLine>(line: Line, actual: string, key: string): Line {
  if (line.id === actual) return line;
  throw new IntegrityError({
    message: `A record under ${JSON.stringify(key)} is damaged or was edited: it is called ${line.id}, its content makes ${actual}. Restore the key from a backup, or delete it to go on without.`,
    expected: line.id,
    actual,
  });
}
