import { requireKnownKeys, requireNumber } from '../../errors/index.js';
import { aliasOf } from './ChampionHistory.js';
import type { JournalEntry } from './JournalEntry.js';
import { newestEntry } from './journal.js';
import { requireCoin } from './keys.js';
import type { RegistryContext } from './RegistryContext.js';

/** Options of {@link ModelRegistry.watch}. */
export interface WatchOptions {
  /** Ends the watching; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
  /** How often the journal is looked at, milliseconds, at least 1. Default 5000. */
  readonly intervalMs?: number | undefined;
  /** Told when a look fails, and the next one is awaited. Without it the first failure ends the watching. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A champion as {@link ModelRegistry.watch} tells of it. */
export interface ChampionChange {
  readonly coin: string;
  /** The version that is the champion. */
  readonly version: string;
  /** The one told of before; `undefined` at first. */
  readonly previous: string | undefined;
  /** The newest journal entry at that time. */
  readonly entry: JournalEntry;
}

/** Tells of the champion now, and whenever it is another. */
export function watchChampion(
  context: RegistryContext,
  coin: string,
  options: WatchOptions,
): AsyncIterable<ChampionChange> {
  requireKnownKeys('watch options', options, ['signal', 'intervalMs', 'onError']);
  const intervalMs = requireNumber('intervalMs', options.intervalMs ?? 5_000, { min: 1 });
  return changes(context, requireCoin(coin), { ...options, intervalMs });
}

async function* changes(
  context: RegistryContext,
  coin: string,
  { signal, onError, intervalMs }: WatchOptions & { intervalMs: number },
): AsyncGenerator<ChampionChange> {
  for (let previous: string | undefined; ; ) {
    signal?.throwIfAborted();
    let entry: JournalEntry | undefined;
    try {
      entry = await newestEntry(context, coin);
    } catch (error) {
      signal?.throwIfAborted();
      if (onError === undefined) throw error;
      onError(error);
    }
    const version = entry === undefined ? undefined : aliasOf(entry, context.alias);
    if (version !== undefined && version !== previous) {
      yield Object.freeze({ coin, version, previous, entry: entry! });
      previous = version;
    }
    await context.clock.sleep(intervalMs, signal);
  }
}
