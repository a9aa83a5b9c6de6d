import { type Clock, mapConcurrently } from '../../runtime/index.js';
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
export function getAll(store: ModelStore, keys: readonly string[]): Promise<(Uint8Array | undefined)[]> {
  return mapConcurrently(keys, { concurrency: readsAtOnce }, (key) => store.get(key));
}
