/** What {@link createMemo} makes. */
export interface Memo<Value> {
  (key: string): Promise<Value>;
  /** What was given for a key is no longer true: whoever asks from now on has it computed anew. */
  forget(key: string): void;
}

/** Remembers what a function gave for a key for some time; whoever asks meanwhile shares one call. Failures are not kept. */
export function createMemo<Value>(freshMs: number, compute: (key: string) => Promise<Value>): Memo<Value> {
  const kept = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  function get(key: string): Promise<Value> {
    const now = performance.now();
    const found = kept.get(key);
    if (found !== undefined && now < found.until) return found.value;
    for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
    const value = compute(key);
    kept.set(key, { value, until: now + freshMs });
    value.catch(() => {
      if (kept.get(key)?.value === value) kept.delete(key);
    });
    return value;
  }
  return Object.assign(get, { forget: (key: string) => void kept.delete(key) });
}
