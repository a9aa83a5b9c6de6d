import { beforeEach, describe, expect, it } from 'vitest';
import type { CallPriority } from '../../src/coingecko/CallPriority.js';
import { createRateLimiter, type Permit, type RateLimiter } from '../../src/coingecko/rateLimiter.js';
import type { Clock } from '../../src/runtime/index.js';
import { createTestClock, type TestClock } from '../../src/testing/index.js';
import { countingClock } from './countingClock.js';

const patienceMs = 120_000;
const tooLong = new Error('too long');
const impatience = () => tooLong;
let clock: TestClock;
let counting: ReturnType<typeof countingClock>;
let limiter: RateLimiter;
let order: number;

beforeEach(() => {
  clock = createTestClock({ now: 0 });
  counting = countingClock(clock);
  limiter = limiterOf(3);
  order = 0;
});

const limiterOf = (perMinute: number, on: Clock = counting) =>
  createRateLimiter({ perMinute, patienceMs, clock: on });

const take = (priority: CallPriority = 'interactive', signal = new AbortController().signal) =>
  limiter.take({ priority: () => priority, order: order++, signal, impatience });

/** An attempt that takes no time, and the moment it was made. */
async function spend(priority?: CallPriority): Promise<number> {
  (await take(priority))();
  return clock.now();
}

const spendMany = (count: number) => Promise.all(Array.from({ length: count }, () => spend()));

describe('createRateLimiter', () => {
  it('lets the whole minute go at once, and the next a minute later', async () => {
    expect(await spendMany(8)).toEqual([0, 0, 0, 60_001, 60_001, 60_001, 120_002, 120_002]);
  });

  it('gives each token back a minute after its own attempt', async () => {
    await spend();
    await clock.sleep(20_000);
    await spend();
    await spend();
    expect(await spendMany(3)).toEqual([60_001, 80_001, 80_001]);
  });

  it('counts the minute from the end of an attempt, which may have been counted by then only', async () => {
    const permits = await Promise.all([take(), take(), take()]);
    const next = spend();
    await clock.sleep(7000);
    for (const permit of permits) permit();
    expect(await next).toBe(67_001);
  });

  it('has no timer unless somebody waits', async () => {
    const permits = await Promise.all([take(), take(), take()]);
    expect(clock.sleeps).toEqual([]);
    for (const permit of permits) permit();
    expect(clock.sleeps).toEqual([]);
    await spendMany(2);
    expect(clock.sleeps).toEqual([60_001]);
    expect(counting.waiting).toBe(0);
  });

  it('does not mind a clock that is set back', async () => {
    let now = 1e12;
    limiter = limiterOf(1, { now: () => now, sleep: clock.sleep });
    await spend();
    now = 0;
    const waiting = take();
    await Promise.resolve();
    expect(clock.sleeps).toEqual([60_001]);
    now = 60_001;
    await waiting;
  });

  it('rejects those who wait when the clock fails, and serves whoever comes later', async () => {
    const broken = new Error('no timers left');
    let fails = true;
    const sleep: Clock['sleep'] = (...wait) => (fails ? Promise.reject(broken) : clock.sleep(...wait));
    limiter = limiterOf(1, { now: clock.now, sleep });
    await spend();
    await expect(spend()).rejects.toBe(broken);
    fails = false;
    expect(await spend()).toBe(60_001);
  });

  it.each([1, 5, 100_000])('takes a new limit of %d at once', async (perMinute) => {
    await spendMany(3);
    const waiting = spend();
    limiter.setLimit(perMinute);
    expect(await waiting).toBe(perMinute > 3 ? 0 : 60_001);
    expect(limiter.perMinute()).toBe(perMinute);
  });

  it('is scarce when half the minute is spent or wanted', async () => {
    limiter = limiterOf(4);
    const scarce = [limiter.isScarce()];
    for (let spent = 1; spent <= 3; spent++) {
      await spend();
      scarce.push(limiter.isScarce());
    }
    expect(scarce).toEqual([false, false, true, true]);
    await clock.sleep(60_001);
    expect(limiter.isScarce()).toBe(false);
  });
});

describe('the queue of a rate limiter', () => {
  /** Who is served in which order, when all come while nothing is left. */
  async function servedOf(priorities: readonly CallPriority[]): Promise<string[]> {
    limiter = limiterOf(1);
    await spend();
    const served: string[] = [];
    const names = { interactive: 0, background: 0 };
    await Promise.all(
      priorities.map(async (priority) => {
        const name = `${priority[0]}${names[priority]++}`;
        (await take(priority))();
        served.push(name);
      }),
    );
    return served;
  }

  it('serves who came first', async () => {
    expect(await servedOf(['interactive', 'interactive', 'interactive'])).toEqual(['i0', 'i1', 'i2']);
    expect(await servedOf(['background', 'background'])).toEqual(['b0', 'b1']);
  });

  it('serves the interactive before the background', async () => {
    expect(await servedOf(['background', 'background', 'interactive'])).toEqual(['i0', 'b0', 'b1']);
  });

  it('gives the background every fifth turn that both want', async () => {
    const priorities = [...Array(2).fill('background'), ...Array(10).fill('interactive')];
    expect((await servedOf(priorities)).join(' ')).toBe('i0 i1 i2 i3 b0 i4 i5 i6 i7 b1 i8 i9');
  });

  it('asks for the priority when a token is free, not before', async () => {
    await spendMany(3);
    let priority: CallPriority = 'background';
    const served: string[] = [];
    const raised = limiter.take({
      priority: () => priority,
      order: 99,
      signal: new AbortController().signal,
      impatience,
    });
    const other = take('background');
    priority = 'interactive';
    raised.then(() => served.push('raised'));
    other.then(() => served.push('other'));
    await Promise.all([raised, other]);
    expect(served).toEqual(['raised', 'other']);
  });

  it('lets a retry go before the calls that began after its own', async () => {
    await spendMany(3);
    const served: number[] = [];
    await Promise.all(
      [7, 3, 5].map(async (number) => {
        order = number;
        (await take())();
        served.push(number);
      }),
    );
    expect(served).toEqual([3, 5, 7]);
  });
});

describe('an abort in the queue of a rate limiter', () => {
  const reason = { mine: true };

  it('before it makes no place in it', async () => {
    await expect(take('interactive', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await spendMany(3)).toEqual([0, 0, 0]);
  });

  it("rejects at once with the caller's own reason, and leaves no timer", async () => {
    await spendMany(3);
    const controller = new AbortController();
    const waiting = take('interactive', controller.signal);
    expect(counting.waiting).toBe(1);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(clock.now()).toBe(0);
    expect(counting.waiting).toBe(0);
  });

  it('leaves its place to the next', async () => {
    await spendMany(3);
    const controller = new AbortController();
    const left = take('interactive', controller.signal).catch((error) => error);
    const stayed = spendMany(3);
    controller.abort(reason);
    expect(await left).toBe(reason);
    expect(await stayed).toEqual([60_001, 60_001, 60_001]);
  });

  it('after its turn changes nothing', async () => {
    const controller = new AbortController();
    const permit = await take('interactive', controller.signal);
    controller.abort(reason);
    permit();
    expect(await spendMany(2)).toEqual([0, 0]);
  });
});

describe('a refusal', () => {
  /** Ends an attempt as refused, and tells when the next goes. */
  async function nextAfter(permit: Permit, waitMs: number | undefined): Promise<number> {
    permit({ waitMs });
    return spend();
  }

  it('makes everyone wait as long as the server asks', async () => {
    limiter = limiterOf(30);
    expect(await nextAfter(await take(), 119_000)).toBe(119_000);
    expect(counting.waiting).toBe(0);
  });

  it('holds back those who already wait', async () => {
    const permit = await take();
    await spendMany(2);
    const waiting = spend();
    permit({ waitMs: 90_000 });
    expect(await waiting).toBe(90_000);
  });

  it('slows the pace down, also where the server names no wait', async () => {
    limiter = limiterOf(4);
    expect(await nextAfter(await take(), undefined)).toBe(0);
    expect(limiter.perMinute()).toBe(2);
    expect(await spend()).toBe(60_001);
  });

  it.each([
    ['as long as patience lasts', patienceMs, false],
    ['longer', patienceMs + 1, true],
  ])('that asks for a pause %s', async (_name, waitMs, isTooLong) => {
    limiter = limiterOf(9);
    const permit = await take();
    await spendMany(8);
    const waiting = spend().catch((error) => error);
    permit({ waitMs });
    const coming = spend().catch((error) => error);
    expect(await Promise.all([waiting, coming])).toEqual(
      isTooLong ? [tooLong, tooLong] : [patienceMs, patienceMs],
    );
    expect(clock.now()).toBe(isTooLong ? 0 : patienceMs);
    expect(counting.waiting).toBe(0);
    await clock.sleep(patienceMs + 1 - clock.now());
    expect(await spend()).toBe(patienceMs + 1);
  });

  it('counts once for one burst', async () => {
    limiter = limiterOf(32);
    const burst = await Promise.all(Array.from({ length: 8 }, () => take()));
    for (const permit of burst) permit({ waitMs: 1000 });
    expect(limiter.perMinute()).toBe(16);
    const later = await take();
    later({ waitMs: 1000 });
    expect(limiter.perMinute()).toBe(8);
  });

  it('is forgotten step by step', async () => {
    limiter = limiterOf(20);
    (await take())({ waitMs: undefined });
    const allowed: number[] = [];
    for (let minutes = 0; minutes < 6; minutes++) {
      allowed.push(limiter.perMinute());
      await clock.sleep(60_000);
    }
    expect(allowed).toEqual([10, 12, 14, 16, 18, 20]);
  });
});
