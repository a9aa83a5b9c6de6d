import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallPriority } from '../../src/coingecko/CallPriority.js';
import { createRateLimiter, type RateLimiter, type Refusal } from '../../src/coingecko/rateLimiter.js';
import { createTestClock, type TestClock } from '../../src/testing/index.js';
import { countingClock } from '../coingecko/countingClock.js';

const minute = 60_000;
const patienceMs = 5 * minute;

interface Attempt {
  readonly durationMs: number;
  /** When the server counts it, as a fraction of its duration. */
  readonly countedAt: number;
  /** Refused, with the wait the server names, if any. */
  readonly refusal?: Refusal | undefined;
}

interface Call {
  readonly startMs: number;
  readonly priority: CallPriority;
  /** The last ends the call; those before are repeated. */
  readonly attempts: readonly Attempt[];
  readonly abortAfterMs?: number | undefined;
}

interface Schedule {
  readonly perMinute: number;
  readonly calls: readonly Call[];
  /** What the server is found to allow later, never less than before. */
  readonly learned?: { readonly atMs: number; readonly more: number } | undefined;
}

const attempt = fc.record(
  {
    durationMs: fc.oneof(fc.constant(0), fc.nat(2000), fc.nat(40_000)),
    countedAt: fc.double({ min: 0, max: 1, noNaN: true }),
    refusal: fc.record({ waitMs: fc.option(fc.integer({ min: 1, max: patienceMs }), { nil: undefined }) }),
  },
  { requiredKeys: ['durationMs', 'countedAt'] },
);
const call = fc.record(
  {
    startMs: fc.oneof(fc.constant(0), fc.nat(10 * minute)),
    priority: fc.constantFrom<CallPriority>('interactive', 'background'),
    attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
    abortAfterMs: fc.oneof(fc.constant(0), fc.nat(4 * minute)),
  },
  { requiredKeys: ['startMs', 'priority', 'attempts'] },
);
const schedule = fc.record(
  {
    perMinute: fc.integer({ min: 1, max: 30 }),
    calls: fc.array(call, { maxLength: 60 }),
    learned: fc.record({ atMs: fc.nat(10 * minute), more: fc.nat(50) }),
  },
  { requiredKeys: ['perMinute', 'calls'] },
);

/** Somebody's time in the queue. */
interface Wait {
  readonly order: number;
  readonly priority: CallPriority;
  readonly from: number;
  until: number;
  turn?: number;
}

/** What came of a schedule. */
interface Course {
  readonly counted: readonly number[];
  readonly waits: readonly Wait[];
  readonly pauses: readonly { readonly from: number; readonly until: number }[];
  readonly outcomes: readonly unknown[];
  readonly timersLeft: number;
}

const aborted = { byTheCaller: true };

async function run({ perMinute, calls, learned }: Schedule): Promise<Course> {
  const clock = createTestClock({ now: 0 });
  const counting = countingClock(clock);
  const limiter = createRateLimiter({ perMinute, patienceMs, clock: counting });
  const counted: number[] = [];
  const waits: Wait[] = [];
  const pauses: Course['pauses'][number][] = [];
  let turns = 0;

  const attemptOnce = async (order: number, { priority }: Call, step: Attempt, signal: AbortSignal) => {
    const wait: Wait = { order, priority, from: clock.now(), until: Number.POSITIVE_INFINITY };
    waits.push(wait);
    const permit = await takeTurn(limiter, { order, priority, signal }).finally(() => {
      wait.until = clock.now();
    });
    wait.turn = turns++;
    let refusal: Refusal | undefined;
    try {
      // A granted call that is aborted before it is sent counts nothing, but holds its token.
      signal.throwIfAborted();
      const startedAt = clock.now();
      counted.push(startedAt + Math.round(step.countedAt * step.durationMs));
      await clock.sleep(step.durationMs, signal);
      refusal = step.refusal;
    } finally {
      if (refusal?.waitMs !== undefined) {
        pauses.push({ from: clock.now(), until: clock.now() + refusal.waitMs });
      }
      permit(refusal);
    }
  };

  const makeCall = async (single: Call, order: number) => {
    const controller = new AbortController();
    await clock.sleep(single.startMs);
    if (single.abortAfterMs !== undefined) abortLater(clock, controller, single.abortAfterMs);
    for (const step of single.attempts) await attemptOnce(order, single, step, controller.signal);
    return 'done';
  };

  const settled = Promise.all(
    calls.map((single, order) => makeCall(single, order).catch((error) => ({ error, at: clock.now() }))),
  );
  if (learned !== undefined) {
    await clock.sleep(learned.atMs);
    limiter.setLimit(perMinute + learned.more);
  }
  return { counted, waits, pauses, outcomes: await settled, timersLeft: counting.waiting };
}

function takeTurn(
  limiter: RateLimiter,
  { priority, order, signal }: { priority: CallPriority; order: number; signal: AbortSignal },
) {
  const impatience = (pauseMs: number) => new Error(`A pause of ${pauseMs} ms is within patience`);
  return limiter.take({ priority: () => priority, order, signal, impatience });
}

function abortLater(clock: TestClock, controller: AbortController, afterMs: number): void {
  void clock.sleep(afterMs).then(() => controller.abort(aborted));
}

/** The most that were counted in any 60 seconds, both ends included. */
function mostInAMinute(counted: readonly number[]): number {
  const times = [...counted].sort((a, b) => a - b);
  let first = 0;
  return Math.max(
    0,
    ...times.map((time, last) => {
      while (times[first]! < time - minute) first++;
      return last - first + 1;
    }),
  );
}

/** Whether `wait` was in the queue the moment that turn was given. */
const isWaitingAt = (wait: Wait, turn: Wait) =>
  wait !== turn &&
  wait.from < turn.until &&
  (wait.turn === undefined ? wait.until > turn.until : wait.turn > turn.turn!);

describe('createRateLimiter, in any schedule of calls, aborts, refusals and priorities', () => {
  // A fixed seed: what passes once passes everywhere.
  const check = (judge: (course: Course, plan: Schedule) => void, plans: fc.Arbitrary<Schedule> = schedule) =>
    fc.assert(
      fc.asyncProperty(plans, async (plan) => judge(await run(plan), plan)),
      { seed: 20_260_101, numRuns: 300 },
    );

  it('never lets a sliding minute hold more than the plan, as the server counts it', () =>
    check(({ counted }, { perMinute, learned }) => {
      expect(mostInAMinute(counted)).toBeLessThanOrEqual(perMinute + (learned?.more ?? 0));
      const before = counted.filter((time) => time <= (learned?.atMs ?? Number.POSITIVE_INFINITY));
      expect(mostInAMinute(before)).toBeLessThanOrEqual(perMinute);
    }));

  it('loses nobody: every call ends in its outcome or, at once, in its own abort', () =>
    check(({ outcomes, timersLeft }, { calls }) => {
      expect(outcomes).toHaveLength(calls.length);
      outcomes.forEach((outcome, index) => {
        if (outcome === 'done') return;
        const { startMs, abortAfterMs } = calls[index]!;
        expect(outcome).toEqual({ error: aborted, at: startMs + abortAfterMs! });
      });
      expect(timersLeft).toBe(0);
    }));

  it('gives no turn during a pause the server asked for', () =>
    check(({ waits, pauses }) => {
      for (const wait of waits) {
        if (wait.turn === undefined) continue;
        expect(pauses.some(({ from, until }) => wait.until > from && wait.until < until)).toBe(false);
      }
    }));

  it('serves equals in their order, and starves nobody', () =>
    check(({ waits }) => {
      const turns = waits.filter(({ turn }) => turn !== undefined).sort((a, b) => a.turn! - b.turn!);
      const passedOver = new Map<Wait, number>();
      for (const turn of turns) {
        const waiting = waits.filter((wait) => isWaitingAt(wait, turn));
        const equals = waiting.filter(({ priority }) => priority === turn.priority);
        expect(equals.every(({ order }) => order > turn.order)).toBe(true);
        const first = waiting
          .filter(({ priority }) => priority === 'background')
          .sort((a, b) => a.order - b.order)[0];
        if (turn.priority === 'background' || first === undefined) {
          passedOver.clear();
          continue;
        }
        passedOver.set(first, (passedOver.get(first) ?? 0) + 1);
        expect(passedOver.get(first)).toBeLessThan(5);
      }
    }));
});
