/** Remembers what a function gave for a key for some time; whoever asks meanwhile shares one call. Failures are not kept. */
export function createMemo<Value>(
  freshMs: number,
  compute: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const kept = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  return (key) => {
    const now = performance.now();
    const found = kept.get(key);
    if (found !== undefined && now < found.until) return found.value;
    for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
    const value = compute(key);
    kept.set(key, { value, until: now + freshMs });
    value.catch(() => kept.delete(key));
    return value;
  };
}
