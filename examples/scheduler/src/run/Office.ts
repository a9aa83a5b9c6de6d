import type { Channel } from '../alerts/Channel.js';
import type { Heartbeat } from '../services/createHeartbeat.js';
import type { Metrics } from '../services/createMetrics.js';
import type { RunLog } from './createRunLog.js';

/** What a run as a whole is told to. */
export interface Office {
  readonly runLog: RunLog;
  readonly channels: readonly Channel[];
  readonly metrics: Metrics;
  readonly heartbeat: Heartbeat;
}
