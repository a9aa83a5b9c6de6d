/**
 * For tests without the network: a local CoinGecko with faults on demand, and a seeded market simulator. Needs
 * Node.
 *
 * @module coincast/testing
 */
export { createTestClock, type TestClock, type TestClockOptions } from './createTestClock.js';
export type { EmulatedCoin } from './emulator/EmulatedCoin.js';
export type { Fault, FaultScript } from './emulator/Fault.js';
export {
  type CoinGeckoEmulator,
  type CoinGeckoEmulatorOptions,
  type EmulatorRequest,
  startCoinGeckoEmulator,
} from './emulator/startCoinGeckoEmulator.js';
export { type SimulateMarketOptions, simulateMarket } from './market/simulateMarket.js';
