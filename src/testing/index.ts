/**
 * For tests without the network: a local CoinGecko with faults on demand, and a seeded market simulator. Needs
 * Node.
 *
 * @packageDocumentation
 */
export type { EmulatedCoin } from './emulator/EmulatedCoin.js';
export type { Fault, FaultScript } from './emulator/Fault.js';
export {
  type CoinGeckoEmulator,
  type CoinGeckoEmulatorOptions,
  type EmulatorRequest,
  startCoinGeckoEmulator,
} from './emulator/startCoinGeckoEmulator.js';
export { type SimulateMarketOptions, simulateMarket } from './market/simulateMarket.js';
