import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../src/testing/index.js';

describe('createTestClock', () => {
  it('starts where it is told', () => {
    expect(createTestClock({ now: 5 }).now()).toBe(5);
    expect(createTestClock().now()).toBe(Date.UTC(2026, 0, 1, 12, 30));
  });

  it('passes a wait without waiting', async () => {
    const clock = createTestClock({ now: 0 });
    await clock.sleep(86_400_000);
    await clock.sleep(0);
    expect(clock.now()).toBe(86_400_000);
    expect(clock.sleeps).toEqual([86_400_000, 0]);
  });

  it('wakes concurrent sleepers in the order of their times', async () => {
    const clock = createTestClock({ now: 0 });
    const woken: [string, number][] = [];
    const sleeper = async (name: string, durations: number[]) => {
      for (const duration of durations) {
        await clock.sleep(duration);
        woken.push([name, clock.now()]);
      }
    };
    await Promise.all([sleeper('slow', [100]), sleeper('quick', [30, 40, 50])]);
    expect(woken).toEqual([
      ['quick', 30],
      ['quick', 70],
      ['slow', 100],
      ['quick', 120],
    ]);
  });

  it('advances past waits by hand', async () => {
    const clock = createTestClock({ now: 0 });
    const sleeping = clock.sleep(10);
    clock.advance(50);
    await sleeping;
    expect(clock.now()).toBe(50);
  });

  it("rejects at once with the caller's own reason, without the time passing", async () => {
    const clock = createTestClock({ now: 0 });
    const controller = new AbortController();
    const reason = { mine: true };
    const sleeping = clock.sleep(1000, controller.signal);
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(clock.sleep(1000, controller.signal)).rejects.toBe(reason);
    expect(clock.now()).toBe(0);
  });

  it('refuses to go back', async () => {
    const clock = createTestClock();
    expect(() => clock.advance(-1)).toThrow('durationMs must be a number at least 0, got -1.');
    await expect(clock.sleep(Number.NaN)).rejects.toThrow('durationMs must be a number');
  });
});
