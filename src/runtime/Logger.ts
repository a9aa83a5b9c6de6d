/** Structured facts that go with a log line. Never a key. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * What coincast writes its log lines to: an object first, then the sentence, as pino takes them, so that a
 * pino logger fits as it is.
 */
export interface Logger {
  /** Facts for whoever hunts a fault: every call, every step. */
  debug(fields: LogFields, message: string): void;
  /** What happened, as an operator wants to read it. */
  info(fields: LogFields, message: string): void;
  /** What went wrong and was overcome, such as a retry. */
  warn(fields: LogFields, message: string): void;
  /** What went wrong for good. */
  error(fields: LogFields, message: string): void;
}

const ignore = () => {};

/** Writes nothing: the default everywhere. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
