/**
 * A ledger of 100,000 forecasts of 24 steps and two levels: processor time to record, score, compact and report, bytes a
 * record, and the memory taken. `--forecasts=N` takes another number.
 */
import { createForecastLedger, createMemoryStore, createPriceSeries, type ModelStore } from 'coincast';
import { createRandomStream } from '../src/math/index.js';

const asked = process.argv.find((argument) => argument.startsWith('--forecasts='))?.split('=')[1];
const forecasts = Number(asked ?? 100_000);
const hour = 3_600_000;
const coins = 10;
const hours = Math.ceil(forecasts / coins / 2);
const stream = createRandomStream(20260101);
const start = Date.UTC(2025, 0, 1);

async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  console.log(`${what.padEnd(52)}${((user + system) / 1e6).toFixed(2).padStart(8)} s`);
}

async function bytesOf(store: ModelStore): Promise<number> {
  const sizes = await Promise.all(
    (await store.list('ledger/lines/')).map(async (key) => (await store.get(key))!.length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / forecasts;
}

function forecastAt(at: number) {
  const timestamps = Float64Array.from({ length: 24 }, (_, step) => start + (at + step) * hour);
  const mean = timestamps.map(() => 60_000 * Math.exp(stream.normal() / 100));
  const ends = (level: number, width: number) => ({
    level,
    lower: mean.map((value) => value - width * (1 + stream.uniform())),
    upper: mean.map((value) => value + width * (1 + stream.uniform())),
  });
  return { timestamps, mean, intervals: [ends(0.8, 500), ends(0.95, 900)] };
}

const store = createMemoryStore();
const open = () => createForecastLedger({ store, cachedRecords: 2 * forecasts });
const timestamps = Float64Array.from({ length: hours }, (_, at) => start + at * hour);
const prices = timestamps.map(() => 60_000 * Math.exp(stream.normal() / 100));

console.log(`${forecasts} forecasts of 24 steps and two levels, processor time`);
const ledger = open();
await timed('record', async () => {
  for (let i = 0; i < forecasts; i++) {
    const forecast = forecastAt(Math.floor(i / coins / 2));
    await ledger.record(forecast, {
      coin: `coin-${i % coins}`,
      model: `model-${Math.floor(i / coins) % 2}`,
      lastPrice: 60_000,
    });
  }
});
console.log(`bytes a record, single: ${(await bytesOf(store)).toFixed(0)}`);
await timed('score, all at once', async () => {
  for (let coin = 0; coin < coins; coin++) {
    await ledger.score(createPriceSeries({ timestamps, prices, coinId: `coin-${coin}` }));
  }
});
await timed('report of all, read before', () => ledger.report());
await timed('report of all by a new process, single records', () => open().report());
await timed('compact', () => ledger.compact());
console.log(`bytes a record, compacted: ${(await bytesOf(store)).toFixed(0)}`);
const reader = open();
await timed('report of all by a new process, compacted', () => reader.report());
await timed('report of all, read before', () => reader.report());
const week = { from: start + (hours - 168) * hour, to: start + hours * hour };
await timed('report of a week by a new process, compacted', () => open().report(week));
await timed('prune all but a month', () =>
  open().prune({ olderThan: start + Math.max(0, hours - 720) * hour }),
);
console.log(`resident memory: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
