import { createCoinGeckoClient } from '../../../src/coingecko/index.js';
import {
  type CoinGeckoEmulatorOptions,
  createTestClock,
  startCoinGeckoEmulator,
} from '../../../src/testing/index.js';

/** Where the clock of these tests stands. */
export const now = Date.UTC(2026, 0, 1, 12, 30, 15);

/** An emulator, and clients of it on one clock that never wait for real. */
export async function startSetup(options: CoinGeckoEmulatorOptions = {}) {
  const clock = createTestClock({ now });
  const emulator = await startCoinGeckoEmulator({ seed: 3, clock, ...options });
  const common = {
    baseUrl: emulator.url,
    retry: { maxRetries: 0 },
    rateLimit: { perMinute: 10_000 },
    clock,
  };
  return {
    emulator,
    client: createCoinGeckoClient(common),
    pro: createCoinGeckoClient({ ...common, plan: 'pro', apiKey: 'CG-x' }),
    /** The next requests are answered with these bodies. */
    answerWith: (...bodies: unknown[]) =>
      emulator.setFaults(bodies.map((body) => ({ kind: 'status', status: 200, body }))),
  };
}
