import { IntegrityError, isCoincastError, ModelNotFoundError, SerializationError } from 'coincast';

/** The reason of an abort by a signal of the operating system. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** 128 and the signal's number, as shells expect. */
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('Stopped; what was not finished is done at the next start.');
    this.exitCode = exitCode;
  }
}

/** Something in the environment or on the command line that must change before a start, a sentence a line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What to say of a failure, and the exit code: 2 when the environment must change, 1 otherwise. */
export interface Failure {
  readonly sentence: string;
  readonly exitCode: number;
}

/** The failure behind an error; `undefined` for one nobody foresaw, which deserves its stack. */
export function describeFailure(error: unknown): Failure | undefined {
  if (error instanceof Interruption) return { sentence: error.message, exitCode: error.exitCode };
  if (error instanceof UsageError) return { sentence: error.message, exitCode: 2 };
  if (isCoincastError(error)) return { sentence: error.message, exitCode: 1 };
  return undefined;
}

/** A code and a sentence for what went wrong with one coin. */
export function explain(error: unknown): { readonly code: string; readonly message: string } {
  const message = error instanceof Error ? error.message : String(error);
  if (isCoincastError(error) || error instanceof CoinError) return { code: error.code, message };
  return { code: 'unexpected', message };
}

/** What is wrong with one coin and no error of the library. */
export class CoinError extends Error {
  override readonly name = 'CoinError';
  readonly code: 'data-stale' | 'data-invalid' | 'lost';

  constructor(code: CoinError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether what was stored is damaged or gone, rather than the store. */
export function isDamage(error: unknown): error is Error {
  return (
    error instanceof IntegrityError ||
    error instanceof SerializationError ||
    error instanceof ModelNotFoundError
  );
}
