import type { Clock } from '../../runtime/index.js';

/** How long work may go on before the event loop gets a turn, milliseconds. */
const longestStretchMs = 25;

/**
 * A function to be awaited between pieces of work: it gives the event loop a turn now and then, so that timers, an
 * abort or a spinner get their chance, and stops the work when the signal aborts.
 *
 * @internal
 */
export function createPacer(clock: Clock, signal: AbortSignal | undefined): () => Promise<void> {
  let last = clock.now();
  return async () => {
    signal?.throwIfAborted();
    if (clock.now() - last < longestStretchMs) return;
    await clock.sleep(0, signal);
    last = clock.now();
  };
}
