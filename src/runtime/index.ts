/** What the surroundings give: the clock, the logger, progress, and waiting for many things at once. */
export { type Clock, systemClock } from './Clock.js';
export { type LogFields, type Logger, silentLogger } from './Logger.js';
export { mapConcurrently } from './mapConcurrently.js';
export type { OnProgress, ProgressEvent } from './Progress.js';
