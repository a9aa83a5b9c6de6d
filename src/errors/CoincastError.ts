const brand = Symbol.for('coincast.error');

/** The literal codes of all errors coincast throws; `docs/` has an entry for each. */
export type CoincastErrorCode =
  | 'invalid-argument'
  | 'insufficient-data'
  | 'non-finite-value'
  | 'irregular-series'
  | 'degenerate-series'
  | 'csv-format'
  | 'http-status'
  | 'rate-limit'
  | 'plan-limit'
  | 'network'
  | 'request-timeout'
  | 'response-validation'
  | 'convergence'
  | 'singular-matrix'
  | 'trainer'
  | 'look-ahead'
  | 'serialization'
  | 'integrity'
  | 'model-not-found'
  | 'worker'
  | 'store'
  | 'promotion-refused'
  | 'promotion-conflict'
  | 'rollback-unavailable'
  | 'import-conflict';

/**
 * The root of every error coincast throws on purpose.
 *
 * Each subclass has a literal `code`, structured readonly fields that describe the offending value, and a
 * message that quotes the value and says what to do next. A message never holds an API key. An abort is not
 * a `CoincastError`: it rethrows the caller's own reason.
 *
 * @example
 * ```ts
 * import { CoincastError, mae } from 'coincast';
 *
 * try {
 *   mae([1, 2], [1]);
 * } catch (error) {
 *   if (error instanceof CoincastError) error.code; // => 'invalid-argument'
 * }
 * ```
 */
export abstract class CoincastError extends Error {
  /** What went wrong, as a literal that stays the same across versions. */
  abstract readonly code: CoincastErrorCode;

  /** @internal */
  readonly [brand] = true;

  /** The class's name as a literal, which no minifier changes. */
  abstract override readonly name: string;
}

/**
 * Whether a caught value is an error of coincast, also when it comes from another copy of the library (two
 * versions in one process, or a worker's bundle), where `instanceof` fails.
 *
 * @example
 * ```ts
 * import { isCoincastError } from 'coincast';
 *
 * isCoincastError(new Error('other')); // => false
 * ```
 */
export function isCoincastError(value: unknown): value is CoincastError {
  return typeof value === 'object' && value !== null && brand in value;
}
