/** Where "now" comes from; tests and simulations inject their own. */
export interface Clock {
  /** The present time, epoch milliseconds UTC. */
  now(): number;
  /**
   * Waits for `durationMs`, or rejects at once with the signal's own reason when it aborts, leaving no timer
   * behind.
   */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (durationMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal!.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, durationMs);
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};
