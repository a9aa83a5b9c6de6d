import type { AlertState } from '../alerts/AlertState.js';
import type { Channel } from '../alerts/Channel.js';
import type { Heartbeat } from '../services/createHeartbeat.js';
import type { Metrics } from '../services/createMetrics.js';
import type { RunLog } from './createRunLog.js';

/** What a run as a whole is told to. */
export interface Office {
  readonly runLog: RunLog;
  readonly channels: readonly Channel[];
  /** What channels were told in a run whose record could not be written. */
  readonly alerts: { unwritten?: AlertState | undefined };
  readonly metrics: Metrics;
  readonly heartbeat: Heartbeat;
}
