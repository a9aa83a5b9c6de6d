/** One run over all coins. */
export interface Run {
  /** The time it was due, as text; two processes that begin the same run call it the same. */
  readonly id: string;
  /** Epoch ms UTC. */
  readonly scheduledFor: number;
  /** `first`: there was none before; `catch-up`: its time had passed; `once`: by hand. */
  readonly trigger: 'schedule' | 'catch-up' | 'first' | 'once';
  /** Due times that passed without a run, this one not counted. */
  readonly missed: number;
}

/** The run of a due time. */
export function runOf(scheduledFor: number, trigger: Run['trigger'], missed = 0): Run {
  const id = new Date(scheduledFor).toISOString().replace(/[:.-]/g, '').toLowerCase();
  return { id, scheduledFor, trigger, missed };
}
