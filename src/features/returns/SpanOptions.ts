/** Options of what compares a value with an earlier one. */
export interface SpanOptions {
  /** The number of steps between the two. Default 1. */
  readonly span?: number | undefined;
}
