import type { Clock } from '../runtime/index.js';
import type { CallPriority } from './CallPriority.js';
import { createPace } from './pace.js';

/** A call's place in the queue, see {@link CallPriority}. */
export interface Turn {
  /** Asked anew whenever a token is free, since it may rise while the call waits. */
  readonly priority: () => CallPriority;
  /** The lower, the earlier among equals; a retry keeps the number of its call. */
  readonly order: number;
  readonly signal: AbortSignal;
  /** What to fail with when the server asks for a pause longer than patience lasts. */
  readonly impatience: (pauseMs: number) => Error;
}

/** The server's answer that it was called too often. */
export interface Refusal {
  /** How long it asks to wait, milliseconds, where it says so. */
  readonly waitMs: number | undefined;
}

/** To be called once, when the attempt has ended. */
export type Permit = (refusal?: Refusal) => void;

/** Lets attempts go at the pace the plan allows. */
export interface RateLimiter {
  /** Spends a token, as soon as it is this caller's turn. */
  take(turn: Turn): Promise<Permit>;
  /**
   * Whether half of the assumed minute or less is left, the queue counted as spent; never, once a limit was set.
   */
  isScarce(): boolean;
  /** How many attempts a minute are allowed at present. */
  perMinute(): number;
  /** Sets how many attempts a minute the plan has. */
  setLimit(perMinute: number): void;
}

interface Waiter {
  readonly turn: Turn;
  readonly grant: (permit: Permit) => void;
  readonly fail: (error: unknown) => void;
}

/** A minute, and the millisecond that clocks may round away. */
const windowMs = 60_001;

/** Which turn of those wanted by both goes to the background, so that it never starves. */
const backgroundTurn = 5;

/**
 * A token bucket that holds the plan's minute. A spent token comes back a minute after its attempt has ended,
 * not after it began: wherever between the two the server counted it, no sliding minute holds more than the
 * plan's, as the server sees it. Failed attempts cost a token too, since CoinGecko counts them.
 *
 * After a refusal everyone waits as the server asks, or fails at once where that is longer than `patienceMs`,
 * and the pace falls (see {@link createPace}); refusals of attempts that began before it fell do not lower it
 * again, so that one burst counts once. There is a timer only while somebody waits.
 */
export function createRateLimiter(options: {
  readonly perMinute: number;
  readonly patienceMs: number;
  readonly clock: Clock;
}): RateLimiter {
  const { perMinute, patienceMs, clock } = options;
  const pace = createPace(perMinute);
  const queue = new Set<Waiter>();
  let isLimitSet = false;
  let running = 0;
  let comingBack: number[] = [];
  let granted = 0;
  let grantedWhenLowered = 0;
  let interactiveInARow = 0;
  let alarm: { readonly at: number; readonly controller: AbortController } | undefined;

  const spentAt = (now: number) => {
    comingBack = comingBack.map((at) => Math.min(at, now + windowMs)).filter((at) => at > now);
    return running + comingBack.length;
  };

  const freeAt = (now: number) => {
    const excess = spentAt(now) - pace.allowedAt(now);
    const tokenAt = excess < 0 ? now : (comingBack[excess] ?? Number.POSITIVE_INFINITY);
    return Math.max(tokenAt, pace.resumesAt(now));
  };

  const serve = () => {
    while (queue.size > 0) {
      const now = clock.now();
      const at = freeAt(now);
      if (at > now) return setAlarm(at, now);
      nextWaiter().grant(spend());
    }
    setAlarm(Number.POSITIVE_INFINITY, 0);
  };

  const nextWaiter = (): Waiter => {
    const interactive = firstOf(queue, 'interactive');
    const background = firstOf(queue, 'background');
    const isPassedOver = background !== undefined && interactive !== undefined;
    interactiveInARow = isPassedOver ? interactiveInARow + 1 : 0;
    if (interactiveInARow < backgroundTurn) return (interactive ?? background)!;
    interactiveInARow = 0;
    return background!;
  };

  const spend = (): Permit => {
    running++;
    const number = ++granted;
    return (refusal) => {
      const now = clock.now();
      running--;
      comingBack.push(now + windowMs);
      if (refusal !== undefined) slowDown(number, refusal, now);
      serve();
    };
  };

  const slowDown = (number: number, { waitMs }: Refusal, now: number) => {
    const halve = number > grantedWhenLowered;
    if (halve) grantedWhenLowered = granted;
    pace.refuse(now, { waitMs, halve });
    const pauseMs = pace.resumesAt(now) - now;
    if (pauseMs <= patienceMs) return;
    for (const waiter of queue) waiter.fail(waiter.turn.impatience(pauseMs));
  };

  const setAlarm = (at: number, now: number) => {
    if (alarm?.at === at) return;
    alarm?.controller.abort();
    alarm = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const controller = new AbortController();
    alarm = { at, controller };
    clock.sleep(at - now, controller.signal).then(
      () => {
        if (alarm?.controller !== controller) return;
        alarm = undefined;
        serve();
      },
      (error) => {
        if (controller.signal.aborted) return;
        alarm = undefined;
        for (const waiter of queue) waiter.fail(error);
      },
    );
  };

  return {
    take: (turn) =>
      new Promise((resolve, reject) => {
        const { signal } = turn;
        signal.throwIfAborted();
        const now = clock.now();
        const pauseMs = pace.resumesAt(now) - now;
        if (pauseMs > patienceMs) throw turn.impatience(pauseMs);
        const leave = () => {
          queue.delete(waiter);
          signal.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          waiter.fail(signal.reason);
          serve();
        };
        const waiter: Waiter = {
          turn,
          grant(permit) {
            leave();
            resolve(permit);
          },
          fail(error) {
            leave();
            reject(error);
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.add(waiter);
        serve();
      }),
    isScarce() {
      if (isLimitSet) return false;
      const now = clock.now();
      return pace.allowedAt(now) - spentAt(now) - queue.size <= perMinute / 2;
    },
    perMinute: () => pace.allowedAt(clock.now()),
    setLimit(learned) {
      isLimitSet = true;
      pace.setLimit(learned);
      serve();
    },
  };
}

function firstOf(queue: ReadonlySet<Waiter>, priority: CallPriority): Waiter | undefined {
  let first: Waiter | undefined;
  for (const waiter of queue) {
    if (waiter.turn.priority() !== priority) continue;
    if (first === undefined || waiter.turn.order < first.turn.order) first = waiter;
  }
  return first;
}
