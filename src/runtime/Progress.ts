/** One step of a long piece of work, as told to `onProgress`. */
export interface ProgressEvent {
  /** What is being done, such as `fetch` or `train`. */
  readonly stage: string;
  /** How many units are done. */
  readonly done: number;
  /** How many units there are in all, where that is known. */
  readonly total?: number;
  /** The unit just finished, or a plain sentence about it. */
  readonly message?: string;
}

/** Told of every step of a long piece of work; what it throws ends the work. */
export type OnProgress = (event: ProgressEvent) => void;
