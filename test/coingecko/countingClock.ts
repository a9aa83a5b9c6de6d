import type { Clock } from '../../src/runtime/index.js';

/** A clock that counts the waits under way. */
export function countingClock(clock: Clock): Clock & { readonly waiting: number } {
  let waiting = 0;
  return {
    get waiting() {
      return waiting;
    },
    now: () => clock.now(),
    async sleep(durationMs, signal) {
      waiting++;
      try {
        await clock.sleep(durationMs, signal);
      } finally {
        waiting--;
      }
    },
  };
}
