/** How {@link mapConcurrently} works. */
export interface MapConcurrentlyOptions {
  /** The most pieces under way at once. */
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The results of one piece of work for each item, in their order. The first failure, or an abort, ends all that is
 * under way by the signal each piece is given, and nothing further begins.
 */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  { concurrency, signal }: MapConcurrentlyOptions,
  work: (item: Item, signal: AbortSignal, index: number) => Promise<Result>,
): Promise<Result[]> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal!.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      controller.signal.throwIfAborted();
      results[index] = await work(items[index]!, controller.signal, index);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
    return results;
  } catch (error) {
    controller.abort(error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
