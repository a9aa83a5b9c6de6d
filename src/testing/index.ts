/**
 * For tests without the network: a local CoinGecko with faults on demand, and a seeded market simulator. Needs
 * Node.
 *
 * @module coincast/testing
 */
export { createTestClock, type TestClock, type TestClockOptions } from './createTestClock.js';
export type { EmulatedCoin } from './emulator/EmulatedCoin.js';
export type { EmulatorRequest } from './emulator/EmulatorRequest.js';
export type { ErrorShape } from './emulator/errorShapes.js';
export type { ChartColumn, Fault, FaultScript } from './emulator/Fault.js';
export { type RandomFaultsOptions, randomFaults } from './emulator/randomFaults.js';
export {
  type CoinGeckoEmulator,
  type CoinGeckoEmulatorOptions,
  type EmulatedRateLimit,
  startCoinGeckoEmulator,
} from './emulator/startCoinGeckoEmulator.js';
export { type SimulateMarketOptions, simulateMarket } from './market/simulateMarket.js';
