import { isCoincastError } from 'coincast';

/** The reason of an abort by a signal of the operating system. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** 128 and the signal's number, as shells expect. */
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('Stopped; no file is half-written.');
    this.exitCode = exitCode;
  }
}

/** A flag or a file that cannot be used, told in one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What to say of a failure, and the exit code: 2 when the flags or the data must change, 1 otherwise. */
export interface Failure {
  readonly sentence: string;
  readonly exitCode: number;
}

const inputCodes = [
  'invalid-argument',
  'insufficient-data',
  'non-finite-value',
  'irregular-series',
  'degenerate-series',
  'csv-format',
  'plan-limit',
];

/** The failure behind an error; `undefined` for one nobody foresaw, which deserves its stack. */
export function describeFailure(error: unknown): Failure | undefined {
  if (error instanceof Interruption) return { sentence: error.message, exitCode: error.exitCode };
  if (error instanceof UsageError) return { sentence: error.message, exitCode: 2 };
  if (isFileError(error)) return { sentence: `${error.message}.`, exitCode: 1 };
  if (!isCoincastError(error)) return undefined;
  const isUnknownCoin = 'status' in error && error.status === 404;
  return { sentence: error.message, exitCode: isUnknownCoin || inputCodes.includes(error.code) ? 2 : 1 };
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
