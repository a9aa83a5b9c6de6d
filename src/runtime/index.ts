/** What the surroundings give: the clock, the logger, progress. */
export { type Clock, systemClock } from './Clock.js';
export { type LogFields, type Logger, silentLogger } from './Logger.js';
export type { OnProgress, ProgressEvent } from './Progress.js';
