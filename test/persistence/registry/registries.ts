import { trainDrift, trainNaive } from '../../../src/models/index.js';
import {
  createMemoryStore,
  createModelRegistry,
  type ModelRegistry,
  type ModelStore,
} from '../../../src/persistence/index.js';
import type { Clock } from '../../../src/runtime/index.js';
import { createTestClock } from '../../../src/testing/index.js';

/** 2026-01-01T00:00:00Z. */
export const start = Date.UTC(2026, 0, 1);
export const hour = 3_600_000;

export const naive = trainNaive([100, 102, 101], { clock: { now: () => start } });
export const drift = trainDrift([100, 102, 101], { clock: { now: () => start } });

/** A reason to pass by the gate. */
export const force = { reason: 'in a test' };

/** A registry in memory whose clock goes on one hour a call. */
export function testRegistry(store: ModelStore = createMemoryStore()): {
  registry: ModelRegistry;
  store: ModelStore;
  clock: Clock;
} {
  const clock = hourly();
  return { registry: createModelRegistry({ store, clock }), store, clock };
}

function hourly(): Clock {
  const clock = createTestClock({ now: start - hour });
  return {
    sleep: clock.sleep,
    now: () => {
      clock.advance(hour);
      return clock.now();
    },
  };
}

/** Registers under a version and makes it the champion. */
export async function crown(registry: ModelRegistry, version: string, coin = 'bitcoin') {
  await registry.register(naive, { coin, version });
  return registry.promote(version, { force });
}

/** Puts other bytes under a key, as a bad disk or an editor would. */
export async function overwrite(store: ModelStore, key: string, bytes: Uint8Array): Promise<void> {
  await store.delete(key);
  await store.putIfAbsent(key, bytes);
}
