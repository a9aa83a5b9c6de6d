import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createCoinGeckoClient,
  createForecastLedger,
  createMemoryStore,
  createModelRegistry,
  createPriceSeries,
  type FittedModel,
  fetchPrices,
  type ModelStore,
  type PriceSeries,
  sliceSeries,
  trainDrift,
  trainEts,
} from 'coincast';
import { createFileStore } from 'coincast/node';
import { startCoinGeckoEmulator } from 'coincast/testing';

/** What {@link simulateMonth} leaves behind. */
export interface SimulatedMonth {
  /** The versions in the registry. */
  readonly champion: string;
  readonly challenger: string;
}

const hourMs = 3_600_000;

/**
 * Fills a data folder of the API server as 30 days of service would: two models that were trained 30 days ago, each
 * brought up to date and recorded every hour since, and scored with the emulator's prices, which are the server's.
 */
export async function simulateMonth(dataDir: string, coin: string, days = 30): Promise<SimulatedMonth> {
  const prices = await emulatedPrices(coin);
  const store = await openFolder(dataDir);
  const registry = createModelRegistry({ store });
  const start = prices.timestamps.length - days * 24;
  const before = sliceSeries(prices, { to: prices.timestamps[start]! });
  const memory = createMemoryStore();
  const ledger = createForecastLedger({ store: memory });
  const versions: string[] = [];
  for (const trained of [trainEts(before), trainDrift(before)] as FittedModel[]) {
    const { version, kind } = await registry.register(trained, { coin });
    versions.push(version);
    let model = trained;
    for (let hour = start; hour < prices.timestamps.length; hour++) {
      model = model.append(
        sliceSeries(prices, { from: prices.timestamps[hour]!, to: prices.timestamps[hour]! + 1 }),
      );
      const forecast = model.forecast({ horizon: 100, levels: [0.8, 0.95] });
      const [lastPrice, issuedAt] = [prices.prices[hour]!, prices.timestamps[hour]! + 60_000];
      await ledger.record(forecast, { coin, model: version, kind, lastPrice, issuedAt });
    }
  }
  await ledger.score(prices, { coin });
  await ledger.compact();
  await registry.promote(versions[0]!, { force: { reason: 'the test wants it' }, who: 'test' });
  await copyAll(memory, store);
  return { champion: versions[0]!, challenger: versions[1]! };
}

/** The raw lines of the ledger in a data folder. */
export async function readLedgerLines(dataDir: string): Promise<string[]> {
  const ledger = createForecastLedger({ store: await openFolder(dataDir) });
  const lines: string[] = [];
  for await (const line of ledger.exportLines()) lines.push(line);
  return lines;
}

/** The finished hourly prices that the server's own emulator has. */
async function emulatedPrices(coin: string): Promise<PriceSeries> {
  const emulator = await startCoinGeckoEmulator({ seed: 7 });
  try {
    const client = createCoinGeckoClient({ baseUrl: emulator.url });
    const { timestamps, prices } = await fetchPrices(coin, { days: 45, interval: 'hourly', client });
    return createPriceSeries({ timestamps, prices, coinId: coin, vsCurrency: 'usd', stepMs: hourMs });
  } finally {
    await emulator.close();
  }
}

async function openFolder(dataDir: string): Promise<ModelStore> {
  const folder = join(dataDir, 'registry');
  await mkdir(folder, { recursive: true });
  return createFileStore(folder);
}

async function copyAll(from: ModelStore, to: ModelStore): Promise<void> {
  for (const key of await from.list('')) await to.putIfAbsent(key, (await from.get(key))!);
}
