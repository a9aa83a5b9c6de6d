/** Places that are taken in the order in which they were asked for. */
export interface Places {
  /** Waits for a place, and gives what leaves it; `undefined` when the signal aborts before. */
  take(signal: AbortSignal): Promise<(() => void) | undefined>;
}

/** So many places at a time. */
export function createPlaces(count: number): Places {
  const waiting = new Set<() => void>();
  let free = count;
  const leave = () => {
    const [enter] = waiting;
    if (enter === undefined) free += 1;
    else enter();
  };
  return {
    async take(signal) {
      if (signal.aborted) return undefined;
      if (free === 0) return waitFor(signal);
      free -= 1;
      return leave;
    },
  };

  function waitFor(signal: AbortSignal): Promise<(() => void) | undefined> {
    return new Promise((resolve) => {
      const settle = (place: (() => void) | undefined) => {
        waiting.delete(enter);
        signal.removeEventListener('abort', giveUp);
        resolve(place);
      };
      const enter = () => settle(leave);
      const giveUp = () => settle(undefined);
      waiting.add(enter);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}
