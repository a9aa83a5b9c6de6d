interface Watch {
  readonly reactions: Set<() => void>;
  readonly stop: () => void;
}

const watches = /* @__PURE__ */ new WeakMap<AbortSignal, Watch>();

/**
 * Calls `react` when the signal aborts, until the function it returns is called. There is one listener a signal,
 * however many react, because Node warns of a leak where a signal of the caller's has more than ten.
 */
export function onAbort(signal: AbortSignal, react: () => void): () => void {
  const { reactions, stop } = watches.get(signal) ?? watch(signal);
  reactions.add(react);
  return () => {
    reactions.delete(react);
    if (reactions.size === 0) stop();
  };
}

function watch(signal: AbortSignal): Watch {
  const reactions = new Set<() => void>();
  const onAborted = () => {
    for (const react of reactions) react();
  };
  const stop = () => {
    watches.delete(signal);
    signal.removeEventListener('abort', onAborted);
  };
  const started = { reactions, stop };
  watches.set(signal, started);
  signal.addEventListener('abort', onAborted);
  return started;
}
