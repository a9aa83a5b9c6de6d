import { inject } from 'vitest';

/** Stands in for the file of the built package, see `bundleWorker`. */
export function workerFile(): URL {
  return new URL(inject('trainWorker'));
}
