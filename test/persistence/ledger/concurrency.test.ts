import { describe, expect, it } from 'vitest';
import { createForecastLedger, createMemoryStore, type ModelStore } from '../../../src/index.js';
import { createRandomStream } from '../../../src/math/index.js';
import { createTestClock } from '../../../src/testing/index.js';
import { failingStore, yieldingStore } from './faultyStore.js';
import { hourly, plainForecast, start } from './servedForecasts.js';

const hour = 3_600_000;
const clock = createTestClock({ now: start + 400 * hour });
const options = { coin: 'bitcoin', model: 'v1', lastPrice: 100 };
const ledgerOf = (store: ModelStore) => createForecastLedger({ store, clock, cachedRecords: 0 });
const forecastAt = (k: number) => plainForecast(start + k * hour, [100 + k, 101 + k]);

async function idsOf(store: ModelStore): Promise<string[]> {
  const ids = [];
  for await (const line of ledgerOf(store).exportLines()) ids.push(JSON.parse(line).id);
  return ids;
}

describe('compact', () => {
  it('makes few objects of many, and changes no report', async () => {
    const store = createMemoryStore();
    const ledger = ledgerOf(store);
    for (let k = 0; k < 60; k++) await ledger.record(forecastAt(k), options);
    for (let k = 0; k < 40; k += 4)
      await ledger.score(
        hourly(
          start,
          Array.from({ length: k + 1 }, (_, i) => 100 + i),
        ),
      );
    const report = await ledger.report();
    const errors = await ledger.errors();
    expect(await ledger.compact()).toEqual({ before: 70, after: 1 });
    expect(await ledger.report()).toEqual(report);
    expect(await ledgerOf(store).errors()).toEqual(errors);
    expect(await ledger.compact()).toEqual({ before: 1, after: 1 });
    expect(await ledger.record(forecastAt(3), options)).toMatchObject({ recorded: false });
  });

  it('keeps the number of segments small however often it is called', async () => {
    const store = createMemoryStore();
    const ledger = ledgerOf(store);
    for (let k = 0; k < 120; k++) {
      await ledger.record(forecastAt(k), options);
      await ledger.compact();
    }
    expect((await store.list('ledger/lines/')).length).toBeLessThan(30);
    expect(new Set(await idsOf(store)).size).toBe(120);
    expect(await idsOf(store)).toHaveLength(120);
  });

  it('takes back what is recorded again after it was packed', async () => {
    const store = createMemoryStore();
    await ledgerOf(store).record(forecastAt(1), options);
    await ledgerOf(store).compact();
    await ledgerOf(store).record(forecastAt(1), options);
    expect(await store.list('ledger/lines/')).toHaveLength(2);
    expect(await idsOf(store)).toHaveLength(1);
    expect(await ledgerOf(store).compact()).toEqual({ before: 2, after: 1 });
  });

  it('shows every record once to whoever reads meanwhile, with others recording and compacting', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = createRandomStream(seed);
      const store = createMemoryStore();
      const slow = () => yieldingStore(store, () => Math.floor(4 * random.uniform()));
      const acknowledged = new Set<string>();
      let isDone = false;
      const recorder = async (from: number) => {
        const ledger = ledgerOf(slow());
        for (let k = from; k < from + 60; k++)
          acknowledged.add((await ledger.record(forecastAt(k), options)).id);
      };
      const compactor = async () => {
        const ledger = ledgerOf(slow());
        while (!isDone) await ledger.compact();
      };
      let reads = 0;
      const reader = async () => {
        const ledger = ledgerOf(slow());
        while (!isDone) {
          const before = [...acknowledged];
          const seen = await idsOf(slow());
          expect(new Set(seen).size).toBe(seen.length);
          for (const id of before) expect(seen).toContain(id);
          const { models } = await ledger.report();
          expect(models[0]?.forecasts ?? 0).toBeGreaterThanOrEqual(before.length);
          reads += 1;
        }
      };
      const background = [compactor(), compactor(), reader(), reader()];
      await Promise.all([recorder(0), recorder(30)]);
      isDone = true;
      await Promise.all(background);
      expect(acknowledged.size).toBe(90);
      expect((await idsOf(store)).sort()).toEqual([...acknowledged].sort());
      expect(reads).toBeGreaterThan(2);
    }
  });
});

describe('a store that fails at its n-th operation', () => {
  it.each(['before', 'after'] as const)(
    'loses nothing acknowledged, and all is well when called again, %s it took effect',
    async (when) => {
      for (let at = 1; ; at++) {
        const store = createMemoryStore();
        const { faulty, hasFailed } = failingStore(store, at, when);
        const ledger = ledgerOf(faulty);
        const acknowledged: string[] = [];
        const steps = [
          ...[0, 1, 2].map(
            (k) => async () => void acknowledged.push((await ledger.record(forecastAt(k), options)).id),
          ),
          async () => void (await ledger.score(hourly(start, [100, 100, 100]))),
          async () => void (await ledger.compact()),
          async () => void acknowledged.push((await ledger.record(forecastAt(3), options)).id),
          async () => void (await ledger.compact()),
          async () => void (await ledger.prune({ olderThan: start + 2 * hour })),
          async () => void (await ledger.report()),
        ];
        for (const step of steps) {
          const before = hasFailed();
          await step().catch((error) => {
            if (before) throw error;
          });
          const seen = await idsOf(store);
          for (const id of acknowledged) expect(seen).toContain(id);
          expect(new Set(seen).size).toBe(seen.length);
        }
        if (!hasFailed()) break;
        for (const k of [0, 1, 2, 3]) await ledgerOf(store).record(forecastAt(k), options);
        await ledgerOf(store).score(hourly(start, [100, 100, 100]));
        await ledgerOf(store).compact();
        const { models } = await ledgerOf(store).report();
        expect(models).toMatchObject([{ forecasts: 4, n: 5, open: 3, mae: (0 + 1 + 1 + 2 + 2) / 5 }]);
        expect(await store.list('ledger/lines/bitcoin/usd/0/')).toEqual([]);
      }
    },
  );
});
