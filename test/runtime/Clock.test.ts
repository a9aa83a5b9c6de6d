import { describe, expect, it, vi } from 'vitest';
import { silentLogger, systemClock } from '../../src/runtime/index.js';

describe('systemClock', () => {
  it('tells the time of the machine', () => {
    const before = Date.now();
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });

  it('sleeps for as long as asked', async () => {
    vi.useFakeTimers();
    try {
      let awake = false;
      const sleeping = systemClock.sleep(1000).then(() => {
        awake = true;
      });
      await vi.advanceTimersByTimeAsync(999);
      expect(awake).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      await sleeping;
      expect(awake).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it("rejects at once with the caller's own reason and leaves no timer behind", async () => {
    vi.useFakeTimers();
    try {
      const controller = new AbortController();
      const sleeping = systemClock.sleep(1000, controller.signal);
      const reason = { mine: true };
      controller.abort(reason);
      await expect(sleeping).rejects.toBe(reason);
      expect(vi.getTimerCount()).toBe(0);
      await expect(systemClock.sleep(1000, controller.signal)).rejects.toBe(reason);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('silentLogger', () => {
  it('says nothing', () => {
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      expect(silentLogger[level]({}, 'hello')).toBeUndefined();
    }
  });
});
