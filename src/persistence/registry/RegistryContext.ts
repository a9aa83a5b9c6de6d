import type { Clock } from '../../runtime/index.js';
import type { ModelStore } from '../ModelStore.js';

/** What every part of a registry works with. */
export interface RegistryContext {
  readonly store: ModelStore;
  readonly clock: Clock;
  /** The alias that promotions move. */
  readonly alias: string;
}

/** How many keys are read at once: enough to hide a network's latency, too few to use up file handles. */
const readsAtOnce = 16;

/** The bytes under keys, in their order; `undefined` for those that are absent. */
export async function getAll(
  store: ModelStore,
  keys: readonly string[],
): Promise<(Uint8Array | undefined)[]> {
  const found: (Uint8Array | undefined)[] = [];
  for (let from = 0; from < keys.length; from += readsAtOnce) {
    const batch = keys.slice(from, from + readsAtOnce);
    found.push(...(await Promise.all(batch.map((key) => store.get(key)))));
  }
  return found;
}
