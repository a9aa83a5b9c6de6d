import {
  ConvergenceError,
  CsvFormatError,
  DegenerateSeriesError,
  HttpStatusError,
  ImportConflictError,
  InsufficientDataError,
  IntegrityError,
  InvalidArgumentError,
  IrregularSeriesError,
  LookAheadError,
  ModelNotFoundError,
  NetworkError,
  NonFiniteValueError,
  PlanLimitError,
  PromotionConflictError,
  PromotionRefusedError,
  quoteValue,
  RateLimitError,
  RequestTimeoutError,
  ResponseValidationError,
  RollbackUnavailableError,
  SerializationError,
  SingularMatrixError,
  StoreError,
  TrainerError,
  WorkerError,
} from '../../errors/index.js';

// One by one: a namespace of all would hold every class in every bundle.
/** By name, since a class cannot be sent. */
const classes: Readonly<Record<string, { readonly prototype: object } | undefined>> = {
  ConvergenceError,
  CsvFormatError,
  DegenerateSeriesError,
  HttpStatusError,
  ImportConflictError,
  InsufficientDataError,
  IntegrityError,
  InvalidArgumentError,
  IrregularSeriesError,
  LookAheadError,
  ModelNotFoundError,
  NetworkError,
  NonFiniteValueError,
  PlanLimitError,
  PromotionConflictError,
  PromotionRefusedError,
  RateLimitError,
  RequestTimeoutError,
  ResponseValidationError,
  RollbackUnavailableError,
  SerializationError,
  SingularMatrixError,
  StoreError,
  TrainerError,
  WorkerError,
};

/** Anything thrown, as data that can be sent to another thread. */
export type PackedError =
  | { readonly thrown: unknown }
  | {
      readonly name: string;
      readonly message: string;
      readonly stack?: string | undefined;
      /** The fields of its own, those that cannot be sent quoted. */
      readonly fields: Readonly<Record<string, unknown>>;
      readonly cause?: PackedError;
    };

/** Causes deeper than this are left out, so that one that is its own cause ends too. */
const deepest = 8;

/** What was thrown as data; the structured clone alone would lose the class and the fields of an error. */
export function packError(error: unknown, depth = 0): PackedError {
  if (!(error instanceof Error)) return { thrown: sendable(error) };
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(error)) {
    if (key !== 'cause') fields[key] = sendable(value);
  }
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    fields,
    ...(error.cause === undefined || depth === deepest ? {} : { cause: packError(error.cause, depth + 1) }),
  };
}

/** The error again: of its own class where it is one of coincast's, else an `Error` of the same name. */
export function unpackError(packed: PackedError): unknown {
  if ('thrown' in packed) return packed.thrown;
  const { name, message, stack, fields, cause } = packed;
  const error = new Error(message, cause === undefined ? undefined : { cause: unpackError(cause) });
  const Class = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (Class !== undefined) {
    Object.setPrototypeOf(error, Class.prototype);
    Object.assign(error, { [Symbol.for('coincast.error')]: true });
  }
  define(error, 'name', name, Class !== undefined);
  if (stack !== undefined) define(error, 'stack', stack, false);
  return Object.assign(error, fields);
}

function define(error: Error, key: string, value: string, enumerable: boolean): void {
  Object.defineProperty(error, key, { value, enumerable, writable: true, configurable: true });
}

function sendable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return quoteValue(value);
  }
}
