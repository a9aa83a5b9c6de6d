/** What can be wrong with a coin. */
export type AlertKind = 'retraining-failed' | 'data-stale' | 'worse-than-naive' | 'coverage-off' | 'drift';

/** Something that is wrong with a coin now. */
export interface Alert {
  readonly kind: AlertKind;
  readonly coin: string;
  readonly detail: string;
}

/** What is wrong, and which channel was told of it when. Plain JSON data; it goes from run to run in their records. */
export interface AlertState {
  readonly active: readonly ActiveAlert[];
  /** What is right again, while a channel that was told of it has not been told so. */
  readonly recovered: readonly RecoveredAlert[];
  /** When messages were sent lately, by channel. */
  readonly sent: Readonly<Record<string, readonly number[]>>;
}

/** An alert that goes on. */
export interface ActiveAlert extends Alert {
  readonly since: number;
  /** When each channel was last told of it. */
  readonly told: Readonly<Record<string, number>>;
}

/** An alert that is over. */
export interface RecoveredAlert extends Alert {
  readonly since: number;
  /** The channels that are yet to be told so. */
  readonly untold: readonly string[];
}

/** Nothing is wrong. */
export const noAlerts: AlertState = { active: [], recovered: [], sent: {} };
