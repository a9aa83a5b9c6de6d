import { requireKnownKeys, requireNumber } from '../errors/index.js';
import type { Clock } from '../runtime/index.js';

/** What {@link createTestClock} takes. */
export interface TestClockOptions {
  /** The time it starts at, epoch milliseconds UTC. Default 2026-01-01 12:30. */
  readonly now?: number | undefined;
}

/** A clock on which waiting takes no time. */
export interface TestClock extends Clock {
  /** Moves on, past every wait that is due by then. */
  advance(durationMs: number): void;
  /** How long each wait asked for was, milliseconds, in the order of asking. */
  readonly sleeps: readonly number[];
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock for tests: whoever sleeps is woken as soon as the event loop has nothing else at hand, and the time
 * is then the one slept to. Several sleepers wake in the order of their times, so concurrent waits overlap as
 * they would in earnest. An abort rejects at once with the signal's own reason.
 *
 * @throws InvalidArgumentError when `now` or a duration is not a number, or a duration is negative.
 * @example
 * ```ts
 * import { createTestClock } from 'coincast/testing';
 *
 * const clock = createTestClock({ now: 0 });
 * await Promise.all([clock.sleep(60_000), clock.sleep(3_600_000)]);
 * clock.now(); // => 3600000
 * clock.sleeps; // => [60000, 3600000]
 * ```
 */
export function createTestClock(options: TestClockOptions = {}): TestClock {
  requireKnownKeys('createTestClock options', options, ['now']);
  let now = requireNumber('now', options.now ?? Date.UTC(2026, 0, 1, 12, 30));
  let isWaking = false;
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];

  const wakeDue = () => {
    for (const sleeper of sleepers) {
      if (sleeper.due <= now) sleeper.wake();
    }
  };
  const wakeNext = () => {
    isWaking = false;
    if (sleepers.size === 0) return;
    now = Math.max(now, Math.min(...[...sleepers].map(({ due }) => due)));
    wakeDue();
    wakeSoon();
  };
  const wakeSoon = () => {
    if (isWaking) return;
    isWaking = true;
    setImmediate(wakeNext);
  };

  return {
    now: () => now,
    sleeps,
    advance(durationMs) {
      now += requireNumber('durationMs', durationMs, { min: 0 });
      wakeDue();
    },
    sleep: (durationMs, signal) =>
      new Promise((resolve, reject) => {
        requireNumber('durationMs', durationMs, { min: 0 });
        signal?.throwIfAborted();
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(signal!.reason);
        };
        const sleeper: Sleeper = {
          due: now + durationMs,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        sleeps.push(durationMs);
        sleepers.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
        wakeSoon();
      }),
  };
}
