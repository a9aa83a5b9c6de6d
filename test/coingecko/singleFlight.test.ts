import { describe, expect, it } from 'vitest';
import type { CallPriority } from '../../src/coingecko/CallPriority.js';
import { createSingleFlight, type SharedWish } from '../../src/coingecko/singleFlight.js';

interface Landing {
  readonly wish: SharedWish;
  readonly land: (outcome: string) => void;
  readonly crash: (error: unknown) => void;
}

/** Flights that end when told to. */
function airport() {
  const fly = createSingleFlight<string>();
  const landings: Landing[] = [];
  const start = (wish: SharedWish) =>
    new Promise<string>((land, crash) => {
      landings.push({ wish, land, crash });
    });
  return {
    landings,
    board: (signal?: AbortSignal, { key = 'a', priority = 'interactive' as CallPriority } = {}) =>
      fly(key, { signal, priority }, start),
  };
}

const started = () => new Promise((resolve) => setImmediate(resolve));
const reason = { mine: true };

describe('createSingleFlight', () => {
  it('makes identical work under way one', async () => {
    const { board, landings } = airport();
    const both = Promise.all([board(), board()]);
    await started();
    expect(landings).toHaveLength(1);
    landings[0]!.land('done');
    expect(await both).toEqual(['done', 'done']);
  });

  it('starts anew after the end, and for other keys', async () => {
    const { board, landings } = airport();
    const first = board();
    const other = board(undefined, { key: 'b' });
    await started();
    for (const { land } of landings) land('done');
    await Promise.all([first, other]);
    const again = board();
    await started();
    expect(landings).toHaveLength(3);
    landings[2]!.land('again');
    expect(await again).toBe('again');
  });

  it('fails for all, and is forgotten', async () => {
    const { board, landings } = airport();
    const both = Promise.allSettled([board(), board()]);
    await started();
    landings[0]!.crash('down');
    expect(await both).toMatchObject([{ reason: 'down' }, { reason: 'down' }]);
    board();
    await started();
    expect(landings).toHaveLength(2);
  });

  it('fails for all when the work throws before it begins', async () => {
    const fly = createSingleFlight<string>();
    const crash = () => {
      throw reason;
    };
    await expect(fly('a', { signal: undefined, priority: 'interactive' }, crash)).rejects.toBe(reason);
  });

  it("ends one caller's wait at once when that one aborts, and goes on for the other", async () => {
    const { board, landings } = airport();
    const controller = new AbortController();
    const left = board(controller.signal);
    const stayed = board();
    await started();
    controller.abort(reason);
    await expect(left).rejects.toBe(reason);
    expect(landings[0]!.wish.signal.aborted).toBe(false);
    landings[0]!.land('done');
    expect(await stayed).toBe('done');
  });

  it('is aborted when the last has left, and whoever comes next starts anew', async () => {
    const { board, landings } = airport();
    const controllers = [new AbortController(), new AbortController()];
    const calls = Promise.allSettled(controllers.map(({ signal }) => board(signal)));
    await started();
    for (const controller of controllers) controller.abort(reason);
    expect(landings[0]!.wish.signal.reason).toBe(reason);
    expect(await calls).toMatchObject([{ reason }, { reason }]);
    const next = board();
    await started();
    landings[0]!.crash('too late to matter');
    await started();
    const joined = board();
    await started();
    expect(landings).toHaveLength(2);
    landings[1]!.land('done');
    expect(await Promise.all([next, joined])).toEqual(['done', 'done']);
  });

  it('takes nobody aboard whose signal has aborted', async () => {
    const { board, landings } = airport();
    await expect(board(AbortSignal.abort(reason))).rejects.toBe(reason);
    await started();
    expect(landings).toHaveLength(0);
  });

  it('has the highest priority of those still aboard', async () => {
    const { board, landings } = airport();
    const controller = new AbortController();
    const calls = [board(undefined, { priority: 'background' })];
    await started();
    const { wish, land } = landings[0]!;
    const priorities = [wish.priority()];
    const hurried = board(controller.signal).catch(() => {});
    priorities.push(wish.priority());
    controller.abort();
    priorities.push(wish.priority());
    expect(priorities).toEqual(['background', 'interactive', 'background']);
    land('done');
    await Promise.all([...calls, hurried]);
  });

  it('leaves no listener on a signal', async () => {
    const { board, landings } = airport();
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...rest: Parameters<typeof add>) => {
      listeners++;
      add(...rest);
    };
    signal.removeEventListener = (...rest: Parameters<typeof remove>) => {
      listeners--;
      remove(...rest);
    };
    const call = board(signal);
    await started();
    expect(listeners).toBe(1);
    landings[0]!.land('done');
    await call;
    await started();
    expect(listeners).toBe(0);
  });
});
